/// <reference path="./worklet.d.ts" />
import {MonoStream} from '../../../sounds/channels.ts';
import {soundRate} from '../../../sounds/rate.ts';
import {chunkLength, mostUnanswered} from './chunks.ts';
import {Resampler} from '../../../sounds/resampler.ts';

/**
 * Hands on what the microphone hears, mono and at the network's rate, in chunks. Each is to be
 * answered: where too many are not, samples are left out and counted, so that nothing piles up.
 */
class MicrophoneProcessor extends AudioWorkletProcessor {
  #resampler = new Resampler(sampleRate, soundRate);
  #mono = new MonoStream();
  #chunk = new Float32Array(chunkLength);
  #filled = 0;
  #lost = 0;
  #unanswered = 0;

  constructor() {
    super();
    this.port.onmessage = () => this.#unanswered--;
  }

  /**
   * @param inputs of one input, its channels; none before it begins
   * @returns whether to go on
   */
  process([channels]: Float32Array[][]): boolean {
    if (channels.length > 0) {
      for (const sample of this.#resampler.push(this.#mono.push(channels))) this.#take(sample);
    }
    return true;
  }

  #take(sample: number) {
    this.#chunk[this.#filled++] = sample;
    if (this.#filled < chunkLength) return;
    this.#filled = 0;
    if (this.#unanswered >= mostUnanswered) {
      this.#lost += chunkLength;
      return;
    }
    this.#unanswered++;
    const {alone} = this.#mono;
    this.port.postMessage({samples: this.#chunk, lost: this.#lost, alone});
    this.#lost = 0;
  }
}

registerProcessor('microphone', MicrophoneProcessor);
