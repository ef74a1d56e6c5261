import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
  allowedRange,
  checkSetting,
  completeSettings,
  parseSetting,
} from '../../web/settings/check.ts';
import {meanings} from '../../web/settings/meanings.ts';
import {settingNamed, settingsTable} from '../../web/settings/table.ts';

const keys = settingsTable.map(({key}) => key);

test('the table names each setting once, with a meaning and what is allowed', () => {
  assert.equal(new Set(keys).size, keys.length);
  assert.deepEqual(Object.keys(meanings).sort(), [...keys].sort());
  for (const {key, type, min, max, values} of settingsTable) {
    assert.match(key, /^[a-z]+(-[a-z]+)*$/);
    const meaning = meanings[key];
    assert.ok(meaning.length > 10 && !meaning.includes('\n'), `${key}: ${meaning}`);
    if (type === 'choice') assert.ok(values && values.length > 0, key);
    if (type === 'integer' || type === 'number') {
      assert.ok(min !== undefined && max !== undefined && min < max, key);
    }
  }
});

test('every default is allowed, as text too', () => {
  for (const {key, default: fallback} of settingsTable) {
    assert.equal(checkSetting(key, fallback), fallback);
    if (fallback !== null) assert.equal(parseSetting(key, String(fallback)), fallback);
  }
});

test('the ends of every range and every choice are allowed, as text too', () => {
  for (const {key, min, max, values = []} of settingsTable) {
    for (const value of [min, max, ...values]) {
      if (value === undefined) continue;
      assert.equal(checkSetting(key, value), value, key);
      assert.equal(parseSetting(key, String(value)), value, key);
    }
  }
});

test('the table holds the specification’s keys for this model', () => {
  const specified =
    'model n seed optimizer lr lr-changes batch examples epochs steps target-loss workers kernel speed ' +
    'data nperseg hop units response matrix signal view controls theme autoplay decay-steps';
  assert.deepEqual([...keys].sort(), specified.split(' ').sort());
  const defaults = completeSettings();
  assert.deepEqual(
    [defaults.model, defaults.n, defaults.examples, defaults.workers],
    ['dft', 128, 15000, null],
  );
});

test('an unknown key is refused with the keys there are', () => {
  const message = /^RangeError: colour is not a setting: there are model, n, seed, /;
  assert.throws(() => settingNamed('colour'), message);
  assert.throws(() => parseSetting('colour', 'red'), message);
  assert.throws(() => checkSetting('colour', 'red'), message);
  assert.throws(() => completeSettings({colour: 'red'}), message);
});

test('what is allowed is said in words', () => {
  const range = (key: string) => allowedRange(settingNamed(key));
  assert.equal(range('batch'), 'a whole number from 1 to 1024');
  assert.equal(range('lr'), 'a number from 1e-9 to 10000');
  assert.equal(range('examples'), 'a whole number from 1 to 1000000, or streaming');
  assert.equal(range('speed'), 'a whole number from 1 to 1000, or max, watch');
  assert.equal(range('n'), '4, 8, 16, 32, 64, 128, 256, 512, 1024');
  assert.equal(range('autoplay'), 'true or false');
});

const badValues: [string, unknown][] = [
  ['n', '128'],
  ['n', null],
  ['n', true],
  ['batch', '64'],
  ['batch', NaN],
  ['batch', null],
  ['batch', [64]],
  ['lr', NaN],
  ['lr', Infinity],
  ['lr', '0.1'],
  ['lr', 'max'],
  ['seed', 0.5],
  ['seed', 5n],
  ['autoplay', 'true'],
  ['autoplay', 1],
  ['autoplay', null],
  ['optimizer', 3],
];

for (const [key, value] of badValues) {
  test(`${key} of ${typeof value} ${String(value)} is refused`, () => {
    const message = new RegExp(`^RangeError: ${key}=.* is not possible: allowed is `);
    assert.throws(() => checkSetting(key, value), message);
    assert.throws(() => completeSettings({[key]: value}), message);
  });
}

test('null is "left out" where that is the default, and nowhere else', () => {
  for (const {key, default: fallback} of settingsTable) {
    if (fallback === null) assert.equal(checkSetting(key, null), null);
    else assert.throws(() => checkSetting(key, null), RangeError, key);
  }
});

test('a message does not repeat a value at length', () => {
  const message = /^RangeError: model=x{40}… is not possible/;
  assert.throws(() => parseSetting('model', 'x'.repeat(10000)), message);
});

test('what is not given is the default; undefined is not given', () => {
  const settings = completeSettings({n: 8, batch: undefined});
  assert.equal(settings.n, 8);
  assert.equal(settings.batch, 64);
  assert.deepEqual(Object.keys(settings).sort(), [...keys].sort());
});
