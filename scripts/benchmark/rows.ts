import {isReached, limitText} from './limits.ts';
import {spread} from './statistics.ts';
import type {Limit} from './limits.ts';
import type {Spread} from './statistics.ts';

/**
 * One line of the report. `reached` stands where the limit is a number; a row with no values says
 * in `note` why.
 */
export type Row = {name: string; unit: string; limit?: string; reached?: boolean; note?: string} & (
  Spread | {runs: 0}
);

/**
 * @param values null: there are none
 * @param limit for the median
 */
export function makeRow(
  name: string,
  unit: string,
  values: number[] | null,
  limit?: string | Limit,
  note?: string,
): Row {
  const text = typeof limit === 'object' ? limitText(limit) : limit;
  if (!values) {
    return {name, unit, limit: text, note: note ?? `not available on ${process.platform}`, runs: 0};
  }
  const figures = spread(values);
  const reached = typeof limit === 'object' ? isReached(limit, figures.median) : undefined;
  return {name, unit, limit: text, reached, note, ...figures};
}

/** A row for the terminal. */
export function rowLine(row: Row) {
  const name = row.name.padEnd(58);
  if (!('median' in row)) return `${name} ${row.note}${row.limit ? `; ${row.limit}` : ''}`;
  const verdict = row.reached === undefined ? '' : row.reached ? ', reached' : ', NOT REACHED';
  const limit = row.limit ? `; ${row.limit}${verdict}` : '';
  return `${name} ${figure(row)}${limit}${row.note ? ` [${row.note}]` : ''}`;
}

/** The same rows as Markdown tables: those that have to reach something, then the others. */
export function markdownTables(rows: Row[]) {
  const wanted = rows.filter(({limit}) => limit !== undefined);
  const others = rows.filter(({limit}) => limit === undefined);
  return [wanted, others]
    .filter(part => part.length > 0)
    .map(markdownTable)
    .join('\n\n');
}

function markdownTable(rows: Row[]) {
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

/** @param row median, unit and range */
function figure({median, min, max, runs, unit}: Row & Spread) {
  const range = runs > 1 ? ` (${digits(min)} to ${digits(max)}, ${runs} runs)` : '';
  return `${digits(median)} ${unit}${range}`;
}

function escaped(text: string) {
  return text.replaceAll('|', '\\|');
}

/** @param value three digits, whole numbers entire */
export function digits(value: number) {
  return value >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
