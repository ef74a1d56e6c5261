import {expose, transfer} from 'comlink';
import {framesByResponse, impulseResponse, stream, transition} from './cell.js';
import {eigenvalues} from './eigenvalues.js';

/** @typedef {import('./cell.js').Cell} Cell */

/**
 * What the figure of the recurrent network shows of it, worked out in a worker of its own: this may
 * take longer than a page may stand still.
 */
const api = {
  /**
   * @param {Cell} cell
   * @param {number} lags of the impulse response
   * @param {Float32Array} sound
   */
  study(cell, lags, sound) {
    const response = impulseResponse(cell, lags);
    const frames = stream(cell, sound);
    return transfer({response, frames}, [response.buffer, frames.buffer]);
  },

  /**
   * Of its A. With 512 units this takes seconds.
   * @param {Cell} cell
   */
  eigenvalues: cell => eigenvalues(transition(cell)),

  /**
   * The frames that an impulse response makes of a sound.
   * @param {Float32Array} response
   * @param {Float32Array} sound
   * @param {{hop: number, outputs: number}} sizes
   */
  reference(response, sound, sizes) {
    const frames = framesByResponse(response, sound, sizes);
    return transfer(frames, [frames.buffer]);
  },
};

/** @typedef {typeof api} StudyApi */

expose(api);
