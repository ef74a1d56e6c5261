import {isReached, limitText} from './limits.mjs';
import {spread} from './statistics.mjs';

/** @typedef {import('./limits.mjs').Limit} Limit */
/** @typedef {import('./statistics.mjs').Spread} Spread */

/**
 * One line of the report. `reached` stands where the limit is a number; a row with no values says
 * in `note` why.
 * @typedef {{name: string, unit: string, limit?: string, reached?: boolean, note?: string} &
 *   (Spread | {runs: 0})} Row
 */

/**
 * @param {string} name
 * @param {string} unit
 * @param {number[] | null} values null: there are none
 * @param {string | Limit} [limit] for the median
 * @param {string} [note]
 * @returns {Row}
 */
export function makeRow(name, unit, values, limit, note) {
  const text = typeof limit === 'object' ? limitText(limit) : limit;
  if (!values) {
    return {name, unit, limit: text, note: note ?? `not available on ${process.platform}`, runs: 0};
  }
  const figures = spread(values);
  const reached = typeof limit === 'object' ? isReached(limit, figures.median) : undefined;
  return {name, unit, limit: text, reached, note, ...figures};
}

/**
 * A row for the terminal.
 * @param {Row} row
 */
export function rowLine(row) {
  const name = row.name.padEnd(58);
  if (!('median' in row)) return `${name} ${row.note}${row.limit ? `; ${row.limit}` : ''}`;
  const verdict = row.reached === undefined ? '' : row.reached ? ', reached' : ', NOT REACHED';
  const limit = row.limit ? `; ${row.limit}${verdict}` : '';
  return `${name} ${figure(row)}${limit}${row.note ? ` [${row.note}]` : ''}`;
}

/**
 * The same rows as Markdown tables: those that have to reach something, then the others.
 * @param {Row[]} rows
 */
export function markdownTables(rows) {
  const wanted = rows.filter(({limit}) => limit !== undefined);
  const others = rows.filter(({limit}) => limit === undefined);
  return [wanted, others]
    .filter(part => part.length > 0)
    .map(markdownTable)
    .join('\n\n');
}

/** @param {Row[]} rows */
function markdownTable(rows) {
  const lines = rows.map(row => {
    const {name, limit = '', reached, note = ''} = row;
    const verdict = reached === undefined ? '' : reached ? 'yes' : '**no**';
    const cells = 'median' in row ? [name, figure(row)] : [name, note];
    return `| ${[...cells, limit, verdict].map(escaped).join(' | ')} |`;
  });
  return ['| what | median (min to max) | limit | reached |', '|---|---|---|---|', ...lines].join(
    '\n',
  );
}

/** @param {Row & Spread} row median, unit and range */
function figure({median, min, max, runs, unit}) {
  const range = runs > 1 ? ` (${digits(min)} to ${digits(max)}, ${runs} runs)` : '';
  return `${digits(median)} ${unit}${range}`;
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('|', '\\|');
}

/** @param {number} value three digits, whole numbers entire */
export function digits(value) {
  return value >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
