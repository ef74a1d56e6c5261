import {decodeSound} from './own-sound.ts';
import type {OwnSound} from './own-sound.ts';

type MicrophoneState = 'asking' | 'on' | 'decoding';

/** As it is: what makes speech clearer would change the spectrogram. */
const asItIs = {echoCancellation: false, noiseSuppression: false, autoGainControl: false};

/** Why a browser gives no microphone, by the error's name. */
const refusals: Record<string, string> = {
  NotAllowedError:
    'The microphone was refused: the browser’s settings for this page decide about it' +
    (self === top ? '.' : ', and the page around this frame, by allow="microphone".'),
  NotFoundError: 'There is no microphone: the browser has found none.',
  NotReadableError: 'The microphone is not available: another program may be using it.',
};

/**
 * Opens the microphone: `release` it.
 * @param stop nobody waits for it any more
 * @returns null: stopped before it began
 * @throws Error in words, where there is none to be had
 */
export async function openMicrophone(
  stop: AbortSignal,
  onState: (state: 'asking') => void,
): Promise<MediaStream | null> {
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

export function release(stream: MediaStream) {
  for (const track of stream.getTracks()) track.stop();
}

/**
 * What the microphone hears. It is on only while this goes on, and never once the promise is settled.
 * @param seconds at most
 * @param stop ends it early, with what there is by then
 * @returns null: ended before it began
 * @throws Error in words, where there is nothing to be had
 */
export async function recordSound(
  seconds: number,
  stop: AbortSignal,
  onState: (state: MicrophoneState) => void,
): Promise<OwnSound | null> {
  if (isSecureContext && typeof MediaRecorder === 'undefined') {
    throw new Error('There is no microphone here: this browser does not record.');
  }
  const stream = await openMicrophone(stop, onState);
  if (!stream) return null;
  let recorded: Blob;
  try {
    onState('on');
    recorded = await record(new MediaRecorder(stream), seconds, stop);
  } finally {
    release(stream);
  }
  onState('decoding');
  return decodeSound(recorded, 'Your recording');
}

async function record(recorder: MediaRecorder, seconds: number, stop: AbortSignal): Promise<Blob> {
  const pieces: Blob[] = [];
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

function aborted(signal: AbortSignal): Promise<null> {
  return new Promise(resolve => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null), {once: true});
  });
}
