import {workletFile} from '../../../built.ts';
import {openMicrophone, release} from '../../../sounds/microphone.ts';
import {started} from '../../../sounds/sound.ts';
import type {Chunk} from './chunks.ts';

type ListenState = 'asking' | 'on';

const noDevice =
  'The microphone cannot be followed: this browser has found no loudspeaker, which keeps the time.';

/**
 * Listens to the microphone, until it is stopped or unplugged. Nothing of it is left then. Call it
 * from a click: browsers start no audio before one.
 * @throws Error in words, where it cannot be done
 */
export async function listen({
  stop,
  onState,
  onChunk,
}: {
  stop: AbortSignal;
  onState: (state: ListenState) => void;
  onChunk: (chunk: Chunk) => void;
}): Promise<'stopped' | 'unplugged'> {
  const context = openContext();
  try {
    const stream = await openMicrophone(stop, onState);
    if (!stream) return 'stopped';
    try {
      return await hear(context, stream, {stop, onState, onChunk});
    } finally {
      release(stream);
    }
  } finally {
    await context.close();
  }
}

function openContext() {
  if (workletFile === null) {
    throw new Error(
      'The microphone cannot be followed in this frame, which may load nothing: open the page itself.',
    );
  }
  // Without https neither worklets nor the microphone are there: openMicrophone tells.
  if (isSecureContext && typeof AudioWorkletNode === 'undefined') {
    throw new Error(
      'This browser cannot follow a microphone: it has no AudioWorklet. Chrome 66, Firefox 76, ' +
        'Safari 14.1 and newer have it.',
    );
  }
  try {
    return new AudioContext();
  } catch {
    throw new Error('This browser gives no audio to pages.');
  }
}

async function hear(
  context: AudioContext,
  stream: MediaStream,
  {stop, onState, onChunk}: Parameters<typeof listen>[0],
) {
  const ended = endOf(stream, stop);
  const ready = Promise.all([addWorklet(context), started(context, noDevice)]);
  const early = await Promise.race([ready, ended]);
  if (typeof early === 'string') return early;
  const source = context.createMediaStreamSource(stream);
  const node = new AudioWorkletNode(context, 'microphone', {numberOfInputs: 1, numberOfOutputs: 1});
  node.port.onmessage = ({data}) => {
    node.port.postMessage('taken');
    onChunk(data);
  };
  // What is not on the way to the loudspeaker is not at work everywhere; its output is silence.
  source.connect(node).connect(context.destination);
  try {
    onState('on');
    return await ended;
  } finally {
    source.disconnect();
    node.disconnect();
    node.port.close();
  }
}

async function addWorklet(context: AudioContext) {
  try {
    await context.audioWorklet.addModule(new URL(String(workletFile), import.meta.url));
  } catch (cause) {
    const message = 'The code for this could not be loaded: check the connection and try again.';
    throw new Error(message, {cause});
  }
}

function endOf(stream: MediaStream, stop: AbortSignal): Promise<'stopped' | 'unplugged'> {
  return new Promise(resolve => {
    if (stop.aborted) resolve('stopped');
    stop.addEventListener('abort', () => resolve('stopped'), {once: true});
    for (const track of stream.getTracks()) {
      track.addEventListener('ended', () => resolve('unplugged'), {once: true, signal: stop});
    }
  });
}
