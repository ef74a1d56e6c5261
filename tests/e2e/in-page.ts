import type {Progress, State} from '../../web/engine/protocol.ts';
import type {Method} from '../../web/embed/messages.ts';
import type {Account} from '../../web/lab/run-element.ts';
import type {RunFigure} from '../../web/lab/run-figure.ts';

// What scripts of the tests meet in a page: types alone.

/** Of a figure: what it takes and gives can be sent to the page and back. */
export type Called = Exclude<Method, 'exportWeights'>;

export type Given<Name extends Called> = Parameters<RunFigure[Name]>;

export type Answer<Name extends Called> = Awaited<ReturnType<RunFigure[Name]>>;

/** An element whose methods are called by their names. */
export type Callable = Element & Record<Called, (...given: unknown[]) => Promise<unknown>>;

/** `statechange` */
export type StateChange = CustomEvent<{state: State; reason: string}>;

/** `progress` */
export type ProgressTold = CustomEvent<Omit<Progress, 'position'>>;

/** What a page wrote down of an event. */
export type Seen =
  | {type: 'ready'; detail: null}
  | {type: 'statechange'; detail: StateChange['detail']}
  | {type: 'progress'; detail: ProgressTold['detail']};

/** A figure in a document. */
export type FigureInPage = RunFigure & {account: Account; shadowRoot: ShadowRoot};
