/**
 * What tells one kind of figure from another; the rest (bar, settings, losses, messages, the run) is
 * common to all. Types only.
 */

/** @typedef {import('../engine/run.js').Run} Run */
/** @typedef {import('../views/theme.js').Theme} Theme */
/** @typedef {ReturnType<typeof import('./readouts.js').addReadouts>} Readouts */

/**
 * What a kind of figure draws; it ends with its signal.
 * @typedef {object} Pictures
 * @property {() => Promise<void>} onReady there are weights, perhaps of another size than before
 * @property {() => Promise<unknown>} drawn resolves when what is near the screen is on it
 * @property {() => void} onStateChange
 * @property {() => void} onProgress
 * @property {(visible: boolean) => void} setVisible nothing is drawn that nobody sees
 * @property {(name: string) => void} setSignal the test signal
 * @property {() => void} readTheme
 * @property {import('./take-away.js').Subject['copies']} copies
 * @property {() => string} describeWeights how many there are
 * @property {(model: string) => Partial<Record<string, unknown>>} [settingsOf] that come with a model
 *   when it is chosen again; throws a RangeError where one of them is not there yet
 * @property {() => Promise<boolean>} [mayStart] asked before a button or key starts training; if
 *   not, it asks the reader
 * @property {Record<string, () => unknown>} actions of buttons of its own, by data-action
 */

/**
 * What pictures are made with: the figure whose theme it is, its markup, and the rest.
 * @typedef {[figure: HTMLElement, root: ParentNode, theme: Theme, run: Run, readouts: Readouts,
 *   signal: AbortSignal]} PictureParts
 */

/**
 * @typedef {object} FigureKind
 * @property {string} label accessible name of the figure
 * @property {string} markup panels; data-place="first" stands before the settings, "settings" at
 *   their end
 * @property {string} style beside that of the frame
 * @property {string[]} models it can show, the default first
 * @property {boolean} loadsAtOnce whether the weights are made before someone presses Play
 * @property {(...parts: PictureParts) => Pictures} createPictures
 */

export {};
