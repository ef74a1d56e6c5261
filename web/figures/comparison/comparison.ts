import {formatApart, formatCount, formatLoss, formatScientific} from '../../words/format.ts';
import {Contest, goal} from './contest.ts';
import {contestants, fft, groups} from './contestants.ts';
import {Lesson} from '../lesson/lesson.ts';
import type {Contestant} from './contestants.ts';
import type {Theme} from '../../kit/theme.ts';
import type {Outcome} from './contest.ts';

/** A cell's number, from which its bar has a length: in decades from `least` on. */
const least = {weights: 10, examples: 1, seconds: 1e-3, trained: 1e3, applied: 10};

type Column = keyof typeof least;
const columns = Object.keys(least) as Column[];

/** Width of a bar in rem a decade. */
const decade = 0.8;

/** What each way to the transform takes: a table that is its own picture. */
export class ComparisonLesson extends Lesson {
  #contest;
  #rows = new Map<
    string,
    {button: HTMLButtonElement | null; note: HTMLElement; cells: Map<Column, HTMLElement>}
  >();

  constructor(figure: HTMLElement, root: ParentNode, signal: AbortSignal, theme: Theme) {
    const contest = new Contest(contestants);
    super(figure, root, signal, theme, contest);
    this.#contest = contest;
    const bodyOf = (group: string) => this.element(`[data-part='${group}']`);
    for (const [group, members] of Object.entries(groups)) {
      for (const {key, name} of members) bodyOf(group).append(this.#row(key, name, true));
    }
    bodyOf('transform').append(this.#row('fft', fft.name, false));
    const size = this.element<HTMLSelectElement>("[data-part='size']");
    size.addEventListener('change', () => void this.carryOut(contest.setSize(Number(size.value))), {
      signal,
    });
    this.show();
  }

  override get actions() {
    return Object.fromEntries(
      contestants.map(contestant => [
        `run-${contestant.key}`,
        () => this.carryOut(this.#contest.playOne(contestant)),
      ]),
    );
  }

  override show() {
    const {n, seed} = this.#contest;
    this.write('seed', String(seed));
    for (const contestant of contestants) this.#showRow(contestant, n);
    this.#showCells('fft', {applied: fft.applied(n)}, '');
    const note = this.#rows.get('fft')?.note;
    if (note) note.textContent = 'nothing to learn';
  }

  #showRow(contestant: Contestant, n: number) {
    const {key, weights, applied, trained} = contestant;
    const outcome = this.#contest.outcomeOf(contestant);
    const values: Partial<Record<Column, number>> = {weights: weights(n), applied: applied(n)};
    if (outcome) {
      const {examples, seconds} = outcome;
      Object.assign(values, {examples, seconds, trained: trained(n, outcome)});
    }
    const isAtWork = this.#contest.current === contestant;
    this.#showCells(key, values, outcome?.ended && !outcome.reached ? 'more than ' : '');
    const row = this.#rows.get(key);
    if (!row?.button) return;
    row.button.disabled = isAtWork;
    row.note.textContent =
      noteOf(outcome, isAtWork) || (contestant.isLarge ? 'by its button only' : '');
  }

  /** @param before what a run took that did not get there */
  #showCells(key: string, values: Partial<Record<Column, number>>, before: string) {
    const row = this.#rows.get(key);
    for (const column of columns) {
      const cell = row?.cells.get(column);
      const value = values[column];
      if (!cell) continue;
      const ofRun = column !== 'weights' && column !== 'applied';
      const text = value === undefined ? '–' : `${ofRun ? before : ''}${textOf(column, value)}`;
      if (cell.textContent !== text) cell.textContent = text;
      const length = value ? Math.max(0, Math.log10(value / least[column])) : 0;
      cell.style.setProperty('--bar', `${(decade * length).toFixed(2)}rem`);
    }
  }

  #row(key: string, name: string, learns: boolean) {
    const row = document.createElement('tr');
    const head = document.createElement('th');
    head.setAttribute('scope', 'row');
    const title = document.createElement('span');
    title.textContent = name;
    const note = document.createElement('span');
    note.className = 'note';
    head.append(title, note);
    const button = learns ? document.createElement('button') : null;
    if (button) {
      button.type = 'button';
      button.dataset.action = `run-${key}`;
      button.textContent = 'Run';
      button.setAttribute('aria-label', `Run ${name}`);
      title.before(button);
    }
    const cells = new Map(
      columns.map(column => {
        const cell = document.createElement('td');
        cell.dataset.cell = `${key}-${column}`;
        return [column, cell];
      }),
    );
    row.append(head, ...cells.values());
    this.#rows.set(key, {button, note, cells});
    return row;
  }
}

function noteOf(outcome: Outcome | null, isAtWork: boolean) {
  if (!outcome) return isAtWork ? 'starts…' : '';
  const {ended, reached, loss} = outcome;
  if (reached) return `reached ${formatScientific(loss)}`;
  const [now, wanted] = formatApart([loss, goal], 2, formatLoss);
  return ended ? `ended at ${now}, not ${wanted}` : `at ${now}`;
}

function textOf(column: Column, value: number) {
  if (column === 'seconds') return value < 10 ? value.toFixed(3) : value.toFixed(1);
  return value < 1e6 ? formatCount(Math.round(value)) : formatScientific(value);
}
