import {parseArgs} from 'node:util';
import {UsageError} from './errors.mjs';

/**
 * Splits a command line into operands and options; both --key value and --key=value, so that a
 * value may begin with a dash.
 * @param {string[]} args
 * @param {{operands: string[], values: string[], flags?: string[]}} expected operands by name
 * @returns {{operands: string[], options: Record<string, string | boolean | undefined>}}
 * @throws {UsageError}
 */
export function splitArguments(args, {operands, values, flags = []}) {
  /** @type {string[]} */
  const joined = [];
  for (let i = 0; i < args.length; i++) {
    const takesNext = values.includes(args[i].slice(2)) && args[i].startsWith('--');
    if (takesNext && i + 1 < args.length) joined.push(`${args[i]}=${args[++i]}`);
    else joined.push(args[i]);
  }
  const options = Object.fromEntries([
    ...values.map(key => /** @type {const} */ ([key, {type: 'string'}])),
    ...flags.map(key => /** @type {const} */ ([key, {type: 'boolean'}])),
  ]);
  let parsed;
  try {
    parsed = parseArgs({args: joined, options, allowPositionals: true});
  } catch (error) {
    const known = [...values, ...flags].map(key => `--${key}`).join(' ');
    const what = /** @type {Error} */ (error).message.split('. ')[0];
    throw new UsageError(`${what}. Options are ${known}.`);
  }
  if (parsed.positionals.length !== operands.length) {
    const given = parsed.positionals.length;
    const wanted = operands.length > 0 ? operands.join(' ') : 'no file names';
    throw new UsageError(`expected ${wanted}, got ${given} operand${given === 1 ? '' : 's'}.`);
  }
  const given = /** @type {Record<string, string | boolean | undefined>} */ (parsed.values);
  return {operands: parsed.positionals, options: {...given}};
}
