import assert from 'node:assert/strict';
import {test} from 'node:test';
import {splitArguments} from '../../scripts/cli/arguments.ts';
import {settingsFrom} from '../../scripts/cli/train.ts';
import {Run} from '../../web/engine/run.ts';
import {nodeHost} from '../../web/engine/host/node-host.ts';
import {elementCode} from '../../web/take-away/embed-code.ts';
import {completeSettings} from '../../web/settings/check.ts';
import {toQuery} from '../../web/settings/codecs.ts';
import {hopsFor} from '../../web/settings/cell.ts';
import {fitted, whyUnused} from '../../web/settings/fitted.ts';
import {formatNpy} from '../../web/formats/npy.ts';
import {matrixSetting} from '../../web/settings/matrix-setting.ts';
import {models} from '../../web/models.ts';
import {shownValue} from '../../web/settings/shown-value.ts';
import {settingNamed, settingsTable} from '../../web/settings/table.ts';
import {tryCases} from './cases.ts';
import {malformedQuery} from './malformed.ts';
import {elementWith, fromAttributes, fromQuery} from '../settings/readers.ts';
import type {Random} from './cases.ts';
import type {Setting} from '../../web/settings/setting.ts';
import type {Settings} from '../../web/settings/table.ts';

/** A refusal says which key it is about, and how it was given. */
function checkRefusal(error: unknown, given: Record<string, unknown>) {
  assert.ok(error instanceof RangeError, `refused with ${error}`);
  if (/ is (not a setting|given more than once): /.test(error.message)) {
    const named = error.message.split(/ is (?:not a|given)/)[0];
    assert.ok(
      Object.keys(given).some(key => shownValue(key) === named),
      error.message,
    );
    return;
  }
  const [, key, rest] = /^([a-z-]+)=([^]*)$/.exec(error.message) ?? [];
  assert.ok(key in given, `${error.message} names no key that was given`);
  const value = given[key];
  if (typeof value === 'string') {
    const shown =
      key === 'matrix' ? value.slice(0, 12).replace(/\p{C}/gu, '\ufffd') : shownValue(value); // that one is a file
    assert.ok(rest.startsWith(shown) || rest.startsWith(String(Number(value))), rest);
  }
  assert.match(error.message, /(allowed is|is not used by|two ends|belongs to|has no epochs)/);
  assert.ok(error.message.length < 500, 'short enough to be read');
}

/** Settings that were taken over lie in the table's ranges. */
function checkTaken(settings: Settings) {
  for (const setting of settingsTable) {
    const {min = -Infinity, max = Infinity, values = [], type} = setting;
    const value = settings[setting.key as keyof Settings];
    if (typeof value === 'number') {
      assert.ok(values.includes(value) || (value >= min && value <= max));
    } else if (typeof value === 'boolean') assert.equal(type, 'flag');
    else if (value === null) assert.equal(setting.default, null);
    else if (!['schedule', 'numbers', 'matrix'].includes(type)) {
      assert.ok(values.includes(value), `${setting.key}=${value}`);
    }
  }
}

test('10,000 malformed queries: each setting is taken as the table allows, or refused by name', async () => {
  let refused = 0;
  await tryCases(malformedQuery, text => {
    const query = new URLSearchParams(text);
    const given = Object.fromEntries([...query.keys()].map(key => [key, query.get(key)]));
    try {
      checkTaken(completeSettings(fromQuery(query)));
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
      checkRefusal(error, given);
      refused++;
    }
  });
  assert.ok(refused > 8000, `${refused} were refused`);
});

test('10,000 malformed attributes: the same, and no run changes', async t => {
  const run = new Run(nodeHost(), {n: 4, kernel: 'simd128'});
  t.after(() => run.dispose());
  const before = run.getState();
  await tryCases(malformedQuery, async text => {
    const attributes = new Map(new URLSearchParams(text));
    const element = elementWith(attributes);
    const given = Object.fromEntries(attributes);
    try {
      const settings = fromAttributes(element);
      completeSettings({...before.settings, ...settings});
    } catch (error) {
      checkRefusal(error, {...before.settings, ...given});
      const [, key] = /^([a-z-]+)=/.exec((error as Error).message) ?? [];
      await assert.rejects(run.configure({[key]: given[key] ?? NaN, lr: 'none'}), RangeError);
      assert.deepEqual(run.getState(), before);
    }
  });
});

/** Values of no type that a setting has, as a host page or a saved state may hand them over. */
const strangers = [
  undefined,
  NaN,
  Infinity,
  -0.5,
  10n,
  Symbol('n'),
  () => 8,
  [],
  [8],
  {},
  {toString: 5},
  {valueOf: () => 8},
  Object.create(null),
  new Date(0),
  '',
  '8',
  '<img src=x onerror=alert(1)>',
  'x'.repeat(100_000),
];

for (const {key, default: fallback} of settingsTable) {
  test(`${key}: values of no type that it has are refused by name`, () => {
    for (const value of strangers) {
      if (value === undefined) continue; // left out
      assert.throws(
        () => completeSettings({[key]: value}),
        error => {
          assert.ok(error instanceof RangeError, String(error));
          assert.ok(error.message.startsWith(`${key}=`), error.message);
          assert.ok(error.message.length < 500);
          return true;
        },
        `${key} of type ${typeof value}`,
      );
    }
    if (fallback !== null) assert.throws(() => completeSettings({[key]: null}), RangeError);
  });
}

/** Settings that can be given together. */
function goodSettings(random: Random): Settings {
  const model = random.of(Object.keys(models));
  const one = (key: string) =>
    random.of(fitted(settingNamed(key), {model, optimizer: '', n: NaN}).values ?? []);
  const optimizer = String(one('optimizer'));
  const matrix = model === 'own' ? goodMatrix(random) : null;
  const network = {model, optimizer, n: Number(models[model].sized ? one('n') : 128), matrix};
  const given: Record<string, unknown> = {
    model,
    optimizer,
    matrix,
    ...(models[model].sized ? {n: network.n} : {}),
  };
  for (const setting of settingsTable) {
    const {key} = setting;
    if (whyUnused(setting, network) || key in given || random.chance(0.4)) continue;
    given[key] = goodValue(fitted(setting, network), random);
  }
  if (given.epochs) delete given.steps;
  if (given.examples === 'streaming') delete given.epochs;
  if (given.hop !== undefined) {
    const {min = 0, max = 0} = hopsFor(Number(given.nperseg ?? settingNamed('nperseg').default));
    given.hop = min + random.below(max - min + 1);
  }
  return completeSettings(given);
}

function goodValue({type, values = [], min = 0, max = 0}: Setting, random: Random) {
  if (type === 'flag') return random.chance(0.5);
  if (type === 'choice' || (values.length > 0 && random.chance(0.2))) return random.of(values);
  if (type === 'integer') return min + random.below(Math.min(max - min + 1, 2 ** 32));
  if (type === 'schedule') {
    return `${1 + random.below(9)}:${goodRate(random)},1e2:1`.replace('1e2', '100');
  }
  if (type === 'numbers') {
    return Array.from({length: 1 + random.below(600 / 9)}, () => goodRate(random)).join();
  }
  return Math.max(min, Math.min(max, goodRate(random)));
}

function goodMatrix(random: Random) {
  const shape = [1 + random.below(5), 1 + random.below(5)];
  const values = Float64Array.from({length: shape[0] * shape[1]}, () => goodRate(random));
  return matrixSetting(formatNpy(shape, values));
}

/** @param random with all the digits that a double has */
function goodRate(random: Random) {
  return (1 + random.bits() / 2 ** 32) * 10 ** (random.below(10) - 6);
}

test('10,000 settings come back as they were, through link, attributes and command line', async () => {
  await tryCases(
    goodSettings,
    settings => {
      const query = toQuery(settings);
      const back = new URL(`https://example.org/?${query}`).searchParams;
      assert.deepEqual(completeSettings(fromQuery(back)), settings);

      assert.deepEqual(completeSettings(fromAttributes(elementWith(query))), settings);

      const ofRun = settingsTable.filter(({scope}) => scope === 'run').map(({key}) => key);
      const flags = [...query].flatMap(([key, value]) =>
        ofRun.includes(key) ? [`--${key}`, value] : [],
      );
      const {options} = splitArguments(flags, {operands: [], values: ofRun});
      const byFlags = completeSettings(settingsFrom(options));
      for (const key of ofRun) {
        const name = key as keyof Settings;
        assert.equal(byFlags[name], settings[name], key);
      }
      // Quotes and markup have no way into what is pasted into other pages.
      assert.doesNotMatch(elementCode(settings, {site: '/'}).replace(/<[^<>]*>/g, ''), /[<>]/);
    },
    {show: settings => JSON.stringify(settings)},
  );
});
