import type {Network, Snapshot} from '../engine/network.ts';

/** One look at a network, for all pictures of it: each thing is asked of its workers once. */
export class Frame {
  readonly network;
  /** whether several figures are drawn from it */
  readonly isShared;
  #first: {signal: Float32Array | undefined; snapshot: Promise<Snapshot>} | null = null;
  #asked = new Map<unknown, Promise<unknown>>();

  constructor(network: Network, isShared: boolean) {
    this.network = network;
    this.isShared = isShared;
  }

  /**
   * The weights and, of a signal (rows of `inputs` values), what the network and the transform make of
   * it; see Network.snapshot. The weights are copied once, however many signals there are.
   */
  async snapshot(signal?: Float32Array): Promise<Snapshot> {
    this.#first ??= {signal, snapshot: this.network.snapshot(signal)};
    const {snapshot} = this.#first;
    if (!signal || signal === this.#first.signal) return snapshot;
    const made = this.once(signal, network => network.predict(signal));
    return {...(await made), weights: (await snapshot).weights};
  }

  /** @param what the same for whoever asks the same */
  once<Answer>(what: unknown, ask: (network: Network) => Promise<Answer>): Promise<Answer> {
    const asked = this.#asked.get(what) ?? ask(this.network);
    this.#asked.set(what, asked);
    return asked as Promise<Answer>;
  }
}
