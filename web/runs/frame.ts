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
   * What the network and the transform make of a signal (rows of `inputs` values); see Network.predict.
   * @returns nulls where there is none
   */
  async made(
    signal: Float32Array | undefined,
  ): Promise<Pick<Snapshot, 'prediction' | 'reference'>> {
    if (this.#first && (!signal || signal === this.#first.signal)) return this.#first.snapshot;
    if (!signal) return {prediction: null, reference: null};
    return this.once(signal, network => network.predict(signal));
  }

  /**
   * The same with the weights; see Network.snapshot. They are copied once, however many signals there
   * are.
   */
  async snapshot(signal?: Float32Array): Promise<Snapshot> {
    this.#first ??= {signal, snapshot: this.network.snapshot(signal)};
    const {step, weights} = await this.#first.snapshot;
    return {...(await this.made(signal)), step, weights};
  }

  /** @param what the same for whoever asks the same */
  once<Answer>(what: unknown, ask: (network: Network) => Promise<Answer>): Promise<Answer> {
    const asked = this.#asked.get(what) ?? ask(this.network);
    this.#asked.set(what, asked);
    return asked as Promise<Answer>;
  }
}
