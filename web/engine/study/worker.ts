import {transfer} from 'comlink';
import {exposeOrEnd} from '../worker/expose.ts';
import {holdLife} from '../host/life.ts';
import {instantiateStudy} from './instantiate-study.ts';
import type {Cell, Study} from './study-types.ts';

/**
 * What the figure of the recurrent network shows of it, worked out in a worker of its own: this may
 * take longer than a page may stand still.
 */
function createStudy() {
  const life = holdLife(self.name);
  let module: Study | null = null;

  const loaded = () => {
    if (!module) throw new Error('The worker has no module yet: call load first.');
    return module;
  };

  return {
    async load(compiled: WebAssembly.Module) {
      await life; // this is what it would die of
      module = await instantiateStudy(compiled);
    },

    /**
     * What the samples of the past are worth, and the frames of a sound.
     * @param lags of the impulse response
     */
    responses(cell: Cell, lags: number, sound: Float32Array) {
      const response = loaded().impulseResponse(cell, lags);
      const frames = loaded().framesOf(cell, sound);
      return transfer({response, frames}, [response.buffer, frames.buffer]);
    },

    /** Of its A. With 512 units this takes seconds. */
    eigenvalues: (cell: Cell) => loaded().eigenvalues(cell),

    /** The frames that an impulse response makes of a sound. */
    reference(
      response: Float32Array,
      sound: Float32Array,
      {hop, outputs}: {hop: number; outputs: number},
    ) {
      const frames = loaded().framesByResponse(response, sound, hop, outputs);
      return transfer(frames, [frames.buffer]);
    },
  };
}

export type StudyApi = ReturnType<typeof createStudy>;

exposeOrEnd(createStudy());
