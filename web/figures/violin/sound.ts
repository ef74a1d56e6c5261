/** The bowed A of cpp/signal/audio_signals.h, as long as the page plays it; `pitch` in Hz. */
export const violinSound = {name: 'violin-a4', seconds: 2, pitch: 440, harmonics: 8};
