import {formatApart, formatCount, formatLoss, formatScientific} from '../../views/format.js';
import {Contest, goal} from './contest.js';
import {contestants, fft, groups} from './contestants.js';
import {Lesson} from './lesson.js';

/** @typedef {import('./contestants.js').Contestant} Contestant */

/** A cell's number, from which its bar has a length: in decades from `least` on. */
const least = {weights: 10, examples: 1, seconds: 1e-3, trained: 1e3, applied: 10};

/** @typedef {keyof typeof least} Column */
const columns = /** @type {Column[]} */ (Object.keys(least));

/** Width of a bar in rem a decade. */
const decade = 0.8;

/** What each way to the transform takes: a table that is its own picture. */
export class ComparisonLesson extends Lesson {
  #contest;
  /** @type {Map<string, {button: HTMLButtonElement | null, note: HTMLElement, cells: Map<Column, HTMLElement>}>} */
  #rows = new Map();

  /**
   * @param {HTMLElement} figure
   * @param {ParentNode} root
   * @param {AbortSignal} signal
   * @param {import('../../views/theme.js').Theme} theme
   */
  constructor(figure, root, signal, theme) {
    const contest = new Contest(contestants);
    super(figure, root, signal, theme, contest);
    this.#contest = contest;
    const bodyOf = (/** @type {string} */ group) => this.element(`[data-part='${group}']`);
    for (const [group, members] of Object.entries(groups)) {
      for (const {key, name} of members) bodyOf(group).append(this.#row(key, name, true));
    }
    bodyOf('transform').append(this.#row('fft', fft.name, false));
    const size = /** @type {HTMLSelectElement} */ (this.element("[data-part='size']"));
    size.addEventListener('change', () => void this.carryOut(contest.setSize(Number(size.value))), {
      signal,
    });
    this.show();
  }

  /** @override */
  get actions() {
    return Object.fromEntries(
      contestants.map(contestant => [
        `run-${contestant.key}`,
        () => this.carryOut(this.#contest.playOne(contestant)),
      ]),
    );
  }

  /** @override */
  show() {
    const {n, seed} = this.#contest;
    this.write('seed', String(seed));
    for (const contestant of contestants) this.#showRow(contestant, n);
    this.#showCells('fft', {applied: fft.applied(n)}, '');
    const note = this.#rows.get('fft')?.note;
    if (note) note.textContent = 'nothing to learn';
  }

  /**
   * @param {Contestant} contestant
   * @param {number} n
   */
  #showRow(contestant, n) {
    const {key, weights, applied, trained} = contestant;
    const outcome = this.#contest.outcomeOf(contestant);
    /** @type {Partial<Record<Column, number>>} */
    const values = {weights: weights(n), applied: applied(n)};
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

  /**
   * @param {string} key
   * @param {Partial<Record<Column, number>>} values
   * @param {string} before what a run took that did not get there
   */
  #showCells(key, values, before) {
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

  /**
   * @param {string} key
   * @param {string} name
   * @param {boolean} learns
   */
  #row(key, name, learns) {
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

/**
 * @param {import('./contest.js').Outcome | null} outcome
 * @param {boolean} isAtWork
 */
function noteOf(outcome, isAtWork) {
  if (!outcome) return isAtWork ? 'starts…' : '';
  const {ended, reached, loss} = outcome;
  if (reached) return `reached ${formatScientific(loss)}`;
  const [now, wanted] = formatApart([loss, goal], 2, formatLoss);
  return ended ? `ended at ${now}, not ${wanted}` : `at ${now}`;
}

/**
 * @param {Column} column
 * @param {number} value
 */
function textOf(column, value) {
  if (column === 'seconds') return value < 10 ? value.toFixed(3) : value.toFixed(1);
  return value < 1e6 ? formatCount(Math.round(value)) : formatScientific(value);
}
