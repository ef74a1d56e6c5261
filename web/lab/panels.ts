import type {Theme} from '../kit/theme.ts';
import type {addReadouts} from './readouts.ts';
import type {RunKind, SharedRun} from '../runs/shared-run.ts';
import type {Subject} from '../take-away/link.ts';

/**
 * What tells one kind of figure from another; the rest (bar, settings, losses, messages, the run) is
 * common to all. Types only.
 */

export type Readouts = ReturnType<typeof addReadouts>;

/** The panels of a figure of a run; they end with its signal. */
export interface Panels {
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
  setTheme: (theme: Theme) => void;
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

/** What panels are made with. */
export interface PanelParts {
  figure: HTMLElement;
  /** with the figure's markup */
  root: ParentNode;
  /** as it is now */
  theme: Theme;
  shared: SharedRun;
  readouts: Readouts;
  /** they end with it */
  signal: AbortSignal;
}

export interface FigureKind extends RunKind {
  /**
   * panels; data-place="top" stands above all others, "first" before the settings, "settings" at
   * their end
   */
  markup: string;
  /** beside that of the frame */
  style: string;
  createPanels: (parts: PanelParts) => Panels;
}
