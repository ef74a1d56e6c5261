import {browserHost} from '../../web/engine/host/browser-host.ts';
import {Pool} from '../../web/engine/pool.ts';

/** Of the spectrogram's 33. */
const frames = 17;

/**
 * Half of the spectrogram's network: 17 of its 33 frames, 8,982,528 weights, which the workers share as
 * those of the whole do. Its columns' training does not depend on the others'.
 */
export class HalfNetwork {
  #pool;
  #step = 0;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  static async start(optimizer: string) {
    const host = browserHost();
    const count = Math.min(host.cores, frames);
    const pool = new Pool(host, count);
    const core = await host.compileCore();
    const data = {seed: 42, batch: 256, examples: 15000, tones: false};
    const unused = {n: 128, matrix: null, nperseg: 16, hop: 4, hidden: 16, decaySteps: 0};
    const config = {model: 'spectrogram', optimizer, ...data, ...unused};
    await pool.all(async (shard, i) => {
      await shard.load(core);
      const [begin, end] = [i, i + 1].map(part => Math.round((part * frames) / count));
      const share = {units: {begin, end}, shard: i, shards: count};
      await shard.start({...config, learningRate: 1e-3, kernel: 'auto', ...share});
    });
    return new HalfNetwork(pool);
  }

  get workers() {
    return this.#pool.size;
  }

  /** Steps a second, data included. */
  async rate(steps: number) {
    this.#step += steps;
    const begin = performance.now();
    await this.#pool.all(shard => shard.advance(this.#step, false, Infinity));
    return (1000 * steps) / (performance.now() - begin);
  }

  dispose() {
    this.#pool.dispose();
  }
}
