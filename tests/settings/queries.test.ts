import assert from 'node:assert/strict';
import {test} from 'node:test';
import {completeSettings} from '../../web/settings/check.ts';
import {toQuery} from '../../web/settings/codecs.ts';
import {settingsTable} from '../../web/settings/table.ts';
import {elementWith, fromAttributes, fromQuery} from './readers.ts';

test('a query holds what differs from the defaults and gives it back', () => {
  const given = {
    n: 64,
    seed: 0,
    optimizer: 'lms',
    lr: 1e-9,
    batch: 1,
    examples: 'streaming',
    'target-loss': 1e-10,
    speed: 'max',
    theme: 'dark',
    autoplay: true,
  };
  const query = toQuery(completeSettings(given));
  assert.deepEqual([...query.keys()].sort(), Object.keys(given).sort());
  assert.deepEqual(fromQuery(new URLSearchParams(String(query))), given);
  assert.equal(String(toQuery(completeSettings())), '');
});

test('a query leaves out the optimiser’s own defaults, and nothing else', () => {
  const query = (given: Record<string, unknown>) => String(toQuery(completeSettings(given)));
  assert.equal(query({optimizer: 'exact', n: 64}), 'n=64&optimizer=exact');
  assert.equal(query({optimizer: 'exact', examples: 15000}), 'optimizer=exact&examples=15000');
});

test('every value that a setting may have survives a query', () => {
  for (const {key, min, max, values = [], models} of settingsTable) {
    for (const value of [min, max, ...values]) {
      if (value === undefined) continue;
      if (value === 'own') continue; // it needs a matrix: see matrix.test.ts
      const sound = value === 'four-tones' || value === 'violin-a4';
      const other = {1024: 'butterfly', live: 'shared'} as Record<string, string>;
      const model = sound ? 'spectrogram' : (other[String(value)] ?? models?.[0] ?? 'dft');
      const fitting = key === 'hop' ? {nperseg: Math.max(16, Number(value))} : {};
      const query = toQuery(completeSettings({model, ...fitting, [key]: value}));
      assert.equal(completeSettings(fromQuery(query))[key as 'n'], value, key);
    }
  }
});

test('foreign keys of a query are left alone', () => {
  const query = new URLSearchParams('utm_source=x&n=32&fbclid=y');
  assert.deepEqual(fromQuery(query), {n: 32});
});

test('attributes are read as settings; foreign ones are left alone', () => {
  const attributes = {id: 'figure', class: 'wide', n: '16', 'target-loss': '1e-9', autoplay: ''};
  assert.deepEqual(fromAttributes(elementWith(Object.entries(attributes))), {
    n: 16,
    'target-loss': 1e-9,
    autoplay: true,
  });
  assert.throws(() => fromAttributes(elementWith([['n', '100']])), /^RangeError: n=100 .*4, 8, 16/);
});
