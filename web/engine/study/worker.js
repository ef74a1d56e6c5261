import {transfer} from 'comlink';
import {exposeOrEnd} from '../expose.js';
import {holdLife} from '../life.js';
import {instantiateStudy} from './instantiate-study.js';

/** @typedef {import('./study-types.js').Cell} Cell */
/** @typedef {import('./study-types.js').Study} Study */

/**
 * What the figure of the recurrent network shows of it, worked out in a worker of its own: this may
 * take longer than a page may stand still.
 */
function createStudy() {
  const life = holdLife(self.name);
  /** @type {Study | null} */
  let module = null;

  const loaded = () => {
    if (!module) throw new Error('The worker has no module yet: call load first.');
    return module;
  };

  return {
    /** @param {WebAssembly.Module} compiled */
    async load(compiled) {
      await life; // this is what it would die of
      module = await instantiateStudy(compiled);
    },

    /**
     * What the samples of the past are worth, and the frames of a sound.
     * @param {Cell} cell
     * @param {number} lags of the impulse response
     * @param {Float32Array} sound
     */
    responses(cell, lags, sound) {
      const response = loaded().impulseResponse(cell, lags);
      const frames = loaded().framesOf(cell, sound);
      return transfer({response, frames}, [response.buffer, frames.buffer]);
    },

    /**
     * Of its A. With 512 units this takes seconds.
     * @param {Cell} cell
     */
    eigenvalues: cell => loaded().eigenvalues(cell),

    /**
     * The frames that an impulse response makes of a sound.
     * @param {Float32Array} response
     * @param {Float32Array} sound
     * @param {{hop: number, outputs: number}} sizes
     */
    reference(response, sound, {hop, outputs}) {
      const frames = loaded().framesByResponse(response, sound, hop, outputs);
      return transfer(frames, [frames.buffer]);
    },
  };
}

/** @typedef {ReturnType<typeof createStudy>} StudyApi */

exposeOrEnd(createStudy());
