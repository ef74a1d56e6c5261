import {Frame} from './frame.ts';
import {PictureLoop} from './picture-loop.ts';
import type {Network} from '../engine/network.ts';
import type {State} from '../engine/protocol.ts';

type Pictured = EventTarget & {readonly state: State; readonly network: Network | null};

interface Viewer {
  /** asks for what is to be drawn */
  take: (frame: Frame) => Promise<unknown>;
  isVisible: boolean;
}

/** The pictures of a run in all figures that show it: taken together, of one look at its network. */
export class RunPictures {
  #run;
  #loop;
  #viewers = new Set<Viewer>();

  /** @param signal ends with the run */
  constructor(run: Pictured, signal: AbortSignal) {
    this.#run = run;
    this.#loop = new PictureLoop(run, () => this.#takeAll(), signal);
    run.addEventListener('statechange', () => this.#loop.onStateChange());
  }

  /**
   * One more figure is drawn from it.
   * @param signal ends with the figure
   */
  add(take: Viewer['take'], signal: AbortSignal) {
    const loop = this.#loop;
    const viewer = {take, isVisible: false};
    this.#viewers.add(viewer);
    const look = () => loop.setVisible([...this.#viewers].some(({isVisible}) => isVisible));
    signal.addEventListener('abort', () => {
      this.#viewers.delete(viewer);
      look();
    });
    return {
      setVisible(isVisible: boolean) {
        viewer.isVisible = isVisible;
        look();
      },
      /** One picture now; resolves when it is there. */
      now: () => loop.now(),
      /** A picture of what has just changed: not one that was begun before. */
      afresh: () => loop.afresh(),
    };
  }

  async #takeAll() {
    const {network} = this.#run;
    const visible = [...this.#viewers].filter(({isVisible}) => isVisible);
    if (!network) return;
    const frame = new Frame(network, visible.length > 1);
    const taken = await Promise.allSettled(visible.map(({take}) => take(frame)));
    const failed = taken.find(({status}) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  }
}
