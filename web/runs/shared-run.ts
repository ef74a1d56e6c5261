import {browserHost} from '#host';
import {Run} from '../engine/run.ts';
import {fitted} from '../settings/fitted.ts';
import {readSettings, textsFrom} from '../settings/reader.ts';
import {settingsTable} from '../settings/table.ts';
import {Watched} from './playable.ts';
import {RunPictures} from './run-pictures.ts';
import type {Setting, Value} from '../settings/setting.ts';
import type {Settings} from '../settings/table.ts';
import type {Shown} from '../settings/shown.ts';

/** What shows runs. */
export interface RunKind extends Shown {
  /** whether the weights are made before someone presses Play */
  loadsAtOnce: boolean;
}

/** A run, the figures that show it, and their pictures. */
export class SharedRun extends Watched<Run> {
  readonly kind;
  readonly pictures;

  constructor(run: Run, kind: RunKind) {
    super(run, async () => {
      if (kind.loadsAtOnce && run.state !== 'error') await run.prepare();
    });
    this.kind = kind;
    this.pictures = new RunPictures(run, this.ended);
  }
}

/** An element that shows a run. */
export type RunElement = Element & {readonly sharedRun: SharedRun | null};

interface Taken {
  shared: SharedRun;
  /** of the figure: what it shows, and how */
  settings: Settings;
  problems: string[];
  /** whether there are attributes that are no settings, but may have been meant to be */
  hasOthers: boolean;
}

/** Attributes of ours that are no settings. */
const others = ['id', 'run'];

/**
 * The run of a figure, by its attributes: one of its own or, where `run` names one that another figure
 * beside it shows, that one. What cannot be used is told, and the rest still works.
 */
export function takeRun(figure: Element, kind: RunKind): Taken {
  const texts = textsFrom(key => figure.getAttribute(key));
  const hasOthers = [...figure.attributes].some(
    ({name}) => !texts.has(name) && !others.includes(name),
  );
  const {values, model, problems} = readSettings(texts, kind);
  const name = nameOf(figure);
  const there = name === '' ? null : runNamed(name, figure);
  if (there && kind.models.join() === there.kind.models.join()) {
    problems.push(...notTakenOver(values, name, there.work.settings));
    return {shared: there, settings: shownIn(values, there.work.settings), problems, hasOthers};
  }
  if (there) {
    problems.push(
      `run=${name} is that of “${there.kind.label}”, of ${there.kind.models.join(', ')}: this figure ` +
        `shows ${kind.models.join(', ')}, and has a run of its own.`,
    );
  }
  const shared = new SharedRun(createRun({...values, model}, kind, problems), kind);
  return {shared, settings: shared.work.settings, problems, hasOthers};
}

/** The name under which a figure shares its run; empty: it does not. */
function nameOf(figure: Element) {
  return figure.getAttribute('run')?.trim() ?? '';
}

/** The run of that name which another figure in the same document, or shadow tree, shows. */
function runNamed(name: string, figure: Element): SharedRun | null {
  const root = figure.getRootNode() as Document | ShadowRoot;
  for (const other of root.querySelectorAll('[run]')) {
    if (other === figure || nameOf(other) !== name || !('sharedRun' in other)) continue;
    if (other.sharedRun instanceof SharedRun) return other.sharedRun;
  }
  return null;
}

/** Whether a setting is how a figure shows its run, which others may show in another way. */
export function isPresentation({key, scope}: Setting) {
  return scope === 'figure' && key !== 'speed';
}

/** Settings of a run that another figure has begun, in a figure of these values. */
function shownIn(values: Record<string, Value>, run: Settings): Settings {
  const own = settingsTable
    .filter(isPresentation)
    .map(setting => [setting.key, values[setting.key] ?? fitted(setting, run).default]);
  return {...run, ...Object.fromEntries(own)};
}

/** What a figure asks for that its run, which is there already, has otherwise. */
function notTakenOver(values: Record<string, Value>, name: string, run: Settings) {
  return settingsTable.flatMap(setting => {
    const {key} = setting;
    const [asked, is] = [values[key], run[key as keyof Settings]];
    if (isPresentation(setting) || asked === undefined || asked === is) return [];
    return [`${key}=${asked} is not taken over: run=${name} is there already, with ${key}=${is}.`];
  });
}

/** @param problems to which is added what cannot be */
function createRun(
  values: Partial<Record<string, unknown>> & {model: string},
  kind: RunKind,
  problems: string[],
): Run {
  const [usual] = kind.models;
  let {model} = values;
  if (model === 'own' && values.matrix === undefined) {
    problems.push(
      'This link is to a run with a matrix of its own, which was too large for it: open its file ' +
        'with “Open a matrix (.npy)…”, and it is that run.',
    );
    model = usual;
  }
  try {
    return new Run(browserHost(), {...values, model}, kind);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.push(error.message); // each is possible, but not together
    return new Run(browserHost(), {model: usual}, kind);
  }
}
