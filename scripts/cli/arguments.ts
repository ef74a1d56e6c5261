import {parseArgs} from 'node:util';
import {meantBy} from '../../web/settings/keys.ts';
import {shownValue} from '../../web/settings/shown-value.ts';
import {UsageError} from './errors.ts';

/**
 * Splits a command line into operands and options; both --key value and --key=value, so that a
 * value may begin with a dash.
 * @param expected operands by name
 * @throws UsageError
 */
export function splitArguments(
  args: string[],
  {operands, values, flags = []}: {operands: string[]; values: string[]; flags?: string[]},
): {operands: string[]; options: Record<string, string | boolean | undefined>} {
  const joined: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const takesNext = values.includes(args[i].slice(2)) && args[i].startsWith('--');
    if (takesNext && i + 1 < args.length) joined.push(`${args[i]}=${args[++i]}`);
    else joined.push(args[i]);
  }
  const options = Object.fromEntries([
    ...values.map(key => [key, {type: 'string'}] as const),
    ...flags.map(key => [key, {type: 'boolean'}] as const),
  ]);
  const parsed = parseArgs({
    args: joined,
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  checkOptions(parsed.tokens, {values, flags});
  if (parsed.positionals.length !== operands.length) {
    const given = parsed.positionals.length;
    const wanted = operands.length > 0 ? operands.join(' ') : 'no file names';
    throw new UsageError(`expected ${wanted}, got ${given} operand${given === 1 ? '' : 's'}.`);
  }
  const given = parsed.values as Record<string, string | boolean | undefined>;
  return {operands: parsed.positionals, options: {...given}};
}

/** @throws UsageError naming the option and what is allowed */
function checkOptions(
  tokens: {kind: string; name?: string; rawName?: string; value?: string}[],
  {values, flags}: {values: string[]; flags: string[]},
) {
  const known = [...values, ...flags];
  const given: Set<string> = new Set();
  for (const {kind, name = '', rawName = '', value} of tokens) {
    if (kind !== 'option') continue;
    if (!rawName.startsWith('--') || !known.includes(name)) {
      const meant = meantBy(name, known);
      const hint = meant && ` Is --${meant} meant?`;
      const all = known.map(key => `--${key}`).join(' ');
      throw new UsageError(`${shownValue(rawName)} is not an option. Options are ${all}.${hint}`);
    }
    if (values.includes(name) && value === undefined) {
      throw new UsageError(`${rawName} needs a value: ${rawName}=VALUE.`);
    }
    if (flags.includes(name) && value !== undefined) {
      throw new UsageError(`${rawName} takes no value, and ${shownValue(value)} is given.`);
    }
    if (given.has(name)) throw new UsageError(`${rawName} is given more than once: give it once.`);
    given.add(name);
  }
}
