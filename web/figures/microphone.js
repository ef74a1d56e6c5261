import {decodeSound} from './own-sound.js';

/** @typedef {import('./own-sound.js').OwnSound} OwnSound */
/** @typedef {'asking' | 'on' | 'decoding'} MicrophoneState */

/** As it is: what makes speech clearer would change the spectrogram. */
const asItIs = {echoCancellation: false, noiseSuppression: false, autoGainControl: false};

/** Why a browser gives no microphone, by the error's name. @type {Record<string, string>} */
const refusals = {
  NotAllowedError:
    'The microphone was refused: the browser’s settings for this page decide about it' +
    (self === top ? '.' : ', and the page around this frame, by allow="microphone".'),
  NotFoundError: 'There is no microphone: the browser has found none.',
  NotReadableError: 'The microphone is not available: another program may be using it.',
};

/**
 * Opens the microphone: `release` it.
 * @param {AbortSignal} stop nobody waits for it any more
 * @param {(state: 'asking') => void} onState
 * @returns {Promise<MediaStream | null>} null: stopped before it began
 * @throws {Error} in words, where there is none to be had
 */
export async function openMicrophone(stop, onState) {
  const {mediaDevices} = navigator;
  if (!isSecureContext) {
    throw new Error('There is no microphone here: browsers give it only to pages served by https.');
  }
  if (!mediaDevices) {
    throw new Error('There is no microphone here: this browser does not record.');
  }
  onState('asking');
  const asked = mediaDevices.getUserMedia({audio: asItIs}).catch(error => {
    throw new Error(refusals[error.name] ?? `The microphone cannot be used: ${error.message}`);
  });
  const stream = await Promise.race([asked, aborted(stop)]);
  if (!stream) asked.then(release, () => {}); // nobody waits for the answer any more
  return stream;
}

/** @param {MediaStream} stream */
export function release(stream) {
  for (const track of stream.getTracks()) track.stop();
}

/**
 * What the microphone hears. It is on only while this goes on, and never once the promise is settled.
 * @param {number} seconds at most
 * @param {AbortSignal} stop ends it early, with what there is by then
 * @param {(state: MicrophoneState) => void} onState
 * @returns {Promise<OwnSound | null>} null: ended before it began
 * @throws {Error} in words, where there is nothing to be had
 */
export async function recordSound(seconds, stop, onState) {
  if (isSecureContext && typeof MediaRecorder === 'undefined') {
    throw new Error('There is no microphone here: this browser does not record.');
  }
  const stream = await openMicrophone(stop, onState);
  if (!stream) return null;
  /** @type {Blob} */
  let recorded;
  try {
    onState('on');
    recorded = await record(new MediaRecorder(stream), seconds, stop);
  } finally {
    release(stream);
  }
  onState('decoding');
  return decodeSound(recorded, 'Your recording');
}

/**
 * @param {MediaRecorder} recorder
 * @param {number} seconds
 * @param {AbortSignal} stop
 * @returns {Promise<Blob>}
 */
async function record(recorder, seconds, stop) {
  /** @type {Blob[]} */
  const pieces = [];
  recorder.addEventListener('dataavailable', ({data}) => pieces.push(data));
  const done = new Promise((resolve, reject) => {
    recorder.addEventListener('stop', resolve); // a microphone that is unplugged ends it too
    recorder.addEventListener('error', () => reject(new Error('The recording has failed.')));
  });
  const end = () => recorder.state !== 'inactive' && recorder.stop();
  const timer = setTimeout(end, 1000 * seconds);
  stop.addEventListener('abort', end);
  try {
    recorder.start();
    if (stop.aborted) end();
    await done;
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', end);
  }
  return new Blob(pieces, {type: recorder.mimeType});
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<null>}
 */
function aborted(signal) {
  return new Promise(resolve => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null), {once: true});
  });
}
