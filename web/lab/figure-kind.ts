import type {Run} from '../engine/run.ts';
import type {Theme} from '../kit/theme.ts';
import type {addReadouts} from './readouts.ts';
import type {Subject} from '../take-away/link.ts';

/**
 * What tells one kind of figure from another; the rest (bar, settings, losses, messages, the run) is
 * common to all. Types only.
 */

export type Readouts = ReturnType<typeof addReadouts>;

/** What a kind of figure draws; it ends with its signal. */
export interface Pictures {
  /** there are weights, perhaps of another size than before */
  onReady: () => Promise<void>;
  /** resolves when what is near the screen is on it */
  drawn: () => Promise<unknown>;
  onStateChange: () => void;
  onProgress: () => void;
  /** nothing is drawn that nobody sees */
  setVisible: (visible: boolean) => void;
  /** the test signal */
  setSignal: (name: string) => void;
  readTheme: () => void;
  copies: Subject['copies'];
  /** how many there are */
  describeWeights: () => string;
  /**
   * settings that come with a model when it is chosen again; throws a RangeError where one of them
   * is not there yet
   */
  settingsOf?: (model: string) => Partial<Record<string, unknown>>;
  /** asked before a button or key starts training; where it says no, it asks the reader */
  mayStart?: () => Promise<boolean>;
  /** what buttons of its own do, by data-action */
  actions: Record<string, () => unknown>;
}

/** What pictures are made with: the figure whose theme it is, its markup, and the rest. */
export type PictureParts = [
  figure: HTMLElement,
  root: ParentNode,
  theme: Theme,
  run: Run,
  readouts: Readouts,
  signal: AbortSignal,
];

export interface FigureKind {
  /** accessible name of the figure */
  label: string;
  /** panels; data-place="first" stands before the settings, "settings" at their end */
  markup: string;
  /** beside that of the frame */
  style: string;
  /** that it can show, the default first */
  models: string[];
  /** whether the weights are made before someone presses Play */
  loadsAtOnce: boolean;
  createPictures: (...parts: PictureParts) => Pictures;
}
