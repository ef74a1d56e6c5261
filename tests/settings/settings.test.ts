import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
  allowedRange,
  checkSetting,
  completeSettings,
  parseSetting,
} from '../../web/settings/check.ts';
import {toQuery} from '../../web/settings/codecs.ts';
import {changed, changesTo} from '../../web/settings/fitted.ts';
import {meanings} from '../../web/settings/meanings.ts';
import {settingNamed, settingsTable} from '../../web/settings/table.ts';
import {elementWith, fromAttributes, fromQuery} from './readers.ts';

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

test('defaults follow the model, and a key that it does not use is refused', () => {
  const spectrogram = completeSettings({model: 'spectrogram'});
  assert.equal(spectrogram.batch, 256);
  const shared = completeSettings({model: 'shared'});
  assert.deepEqual([shared.batch, shared.speed, shared.signal], [64, 'max', 'four-tones']);
  assert.equal(toQuery(spectrogram).toString(), 'model=spectrogram');
  assert.throws(
    () => completeSettings({model: 'spectrogram', n: 64}),
    /^RangeError: n=64 is not used by model=spectrogram: it belongs to dft, dct, dst, hartley, hadamard, hilbert, idft, convolution, butterfly\.$/,
  );
});

test('a model with a backward pass of its own has its own optimisers and sizes', () => {
  const {optimizer, n} = completeSettings({model: 'butterfly', n: 1024});
  assert.deepEqual([optimizer, n], ['adam', 1024]);
});

const unfit: [Record<string, unknown>, string][] = [
  [
    {model: 'butterfly', optimizer: 'lms'},
    'optimizer=lms is not possible: allowed is sgd, momentum, adam, amsgrad with model=butterfly.',
  ],
  [
    {model: 'butterfly', n: 4},
    'n=4 is not possible: allowed is 8, 16, 32, 64, 128, 256, 512, 1024 with model=butterfly.',
  ],
  [
    {model: 'dct', n: 1024},
    'n=1024 is not possible: allowed is 4, 8, 16, 32, 64, 128, 256, 512 with model=dct.',
  ],
  [
    {model: 'recurrent', hop: 17},
    'hop=17 is not possible: allowed is a whole number from 1 to 16 with nperseg=16.',
  ],
  [
    {model: 'recurrent', nperseg: 256, hop: 15},
    'hop=15 is not possible: allowed is a whole number from 16 to 256 with nperseg=256.',
  ],
  [
    {model: 'recurrent', units: 513},
    'units=513 is not possible: allowed is a whole number from 1 to 512.',
  ],
  [
    {model: 'recurrent', nperseg: 100},
    'nperseg=100 is not possible: allowed is 16, 32, 64, 128, 256.',
  ],
  [{hop: 4}, 'hop=4 is not used by model=dft: it belongs to recurrent.'],
  [{optimizer: 'exact', batch: 32}, 'batch=32 is not used by optimizer=exact.'],
  [{optimizer: 'exact', lr: 0.1}, 'lr=0.1 is not used by optimizer=exact.'],
  [{optimizer: 'exact', 'lr-changes': '3:0.1'}, 'lr-changes=3:0.1 is not used by optimizer=exact.'],
  [
    {optimizer: 'exact', n: 64, examples: 255},
    'examples=255 is not possible: allowed is a whole number from 256 to 1000000 with optimizer=exact.',
  ],
  [
    {optimizer: 'exact', model: 'spectrogram', examples: 'streaming'},
    'examples=streaming is not possible: allowed is a whole number from 4096 to 1000000 with optimizer=exact.',
  ],
  [
    {optimizer: 'kaczmarz', model: 'shared', batch: 129},
    'batch=129 is not possible: allowed is a whole number from 1 to 128 with optimizer=kaczmarz.',
  ],
];

for (const [given, message] of unfit) {
  test(`${message.split(':')[0]} with ${JSON.stringify(given)}`, () => {
    assert.throws(() => completeSettings(given), new RangeError(message));
  });
}

test('exact takes four times as many examples as inputs, kaczmarz a batch of at most half', () => {
  const exact = (given: Record<string, unknown>) =>
    completeSettings({optimizer: 'exact', ...given}).examples;
  assert.deepEqual(
    [exact({}), exact({n: 4}), exact({model: 'shared'}), exact({model: 'spectrogram'})],
    [1024, 32, 1024, 8192],
  );
  assert.equal(exact({n: 4, examples: 16}), 16);
  const kaczmarz = (given: Record<string, unknown>) =>
    completeSettings({optimizer: 'kaczmarz', ...given}).batch;
  assert.deepEqual(
    [kaczmarz({}), kaczmarz({n: 16}), kaczmarz({model: 'spectrogram'}), kaczmarz({batch: 128})],
    [64, 16, 256, 128],
  );
});

test('a query leaves out the optimiser’s own defaults, and nothing else', () => {
  const query = (given: Record<string, unknown>) => String(toQuery(completeSettings(given)));
  assert.equal(query({optimizer: 'exact', n: 64}), 'n=64&optimizer=exact');
  assert.equal(query({optimizer: 'exact', examples: 15000}), 'optimizer=exact&examples=15000');
});

test('what was left at its default follows a change of the settings', () => {
  const exact = completeSettings({optimizer: 'exact'});
  assert.equal(completeSettings(changed(exact, {n: 256})).examples, 2048);
  const chosen = completeSettings({optimizer: 'exact', examples: 5000});
  assert.equal(completeSettings(changed(chosen, {n: 256})).examples, 5000);
  const back = completeSettings(changed(exact, changesTo(exact, 'lms')));
  assert.deepEqual([back.optimizer, back.examples, back.batch], ['lms', 15000, 64]);
});

test('choosing an optimiser lets go of what it cannot use', () => {
  const given = {n: 16, optimizer: 'lms', lr: 0.1, 'lr-changes': '5:0.2', batch: 32, examples: 100};
  const lms = completeSettings(given);
  const to = (optimizer: string) => {
    const {
      lr,
      'lr-changes': changes,
      batch,
      examples,
    } = completeSettings(changed(lms, changesTo(lms, optimizer)));
    return [lr, changes, batch, examples];
  };
  assert.deepEqual(to('sgd'), [null, '5:0.2', 32, 100]);
  assert.deepEqual(to('kaczmarz'), [null, '5:0.2', 16, 100]);
  assert.deepEqual(to('exact'), [null, null, 64, 100]);
  const few = completeSettings({...given, examples: 63});
  assert.equal(completeSettings(changed(few, changesTo(few, 'exact'))).examples, 128);
});

test('a signal that the model cannot be tried on is refused', () => {
  assert.throws(
    () => completeSettings({signal: 'four-tones'}),
    /^RangeError: signal=four-tones .*allowed is noise, impulse, sine, chirp, drawn with model=dft\.$/,
  );
  assert.throws(
    () => completeSettings({model: 'spectrogram', signal: 'drawn'}),
    /^RangeError: signal=drawn .*allowed is four-tones, .* with model=spectrogram\.$/,
  );
});

test('a view that the model’s figure has no pictures for is refused', () => {
  for (const [model, view] of [
    ['dft', 'live'],
    ['shared', 'spiral'],
    ['dct', 'spiral'],
  ]) {
    assert.throws(
      () => completeSettings({model, view}),
      new RegExp(`^RangeError: view=${view} .*allowed is all, weights, .* with model=${model}\\.$`),
    );
  }
});

test('without its matrix nothing else is asked of own', () => {
  for (const optimizer of ['lms', 'kaczmarz', 'exact']) {
    assert.throws(
      () => completeSettings({model: 'own', optimizer}),
      /^RangeError: model=own needs a matrix: /,
    );
  }
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
  assert.equal(range('speed'), 'a whole number from 1 to 1000, or max');
  assert.equal(range('n'), '4, 8, 16, 32, 64, 128, 256, 512, 1024');
  assert.equal(range('autoplay'), 'true or false');
});

const parsed: [string, string, unknown][] = [
  ['n', '64', 64],
  ['n', ' 64 ', 64],
  ['seed', '0', 0],
  ['seed', '4294967295', 4294967295],
  ['seed', '1e3', 1000],
  ['lr', '0.03', 0.03],
  ['lr', '.03', 0.03],
  ['lr', '3e-2', 0.03],
  ['lr', '+1', 1],
  ['examples', 'streaming', 'streaming'],
  ['examples', '37', 37],
  ['speed', 'max', 'max'],
  ['optimizer', 'amsgrad', 'amsgrad'],
  ['target-loss', '1e-300', 1e-300],
  ['autoplay', '', true],
  ['autoplay', 'true', true],
  ['autoplay', '1', true],
  ['autoplay', 'false', false],
  ['autoplay', '0', false],
];

for (const [key, text, value] of parsed) {
  test(`${key}=${JSON.stringify(text)} is ${JSON.stringify(value)}`, () => {
    assert.equal(parseSetting(key, text), value);
  });
}

const badTexts: [string, string, RegExp][] = [
  ['response', '1,x', /allowed is 1 to 512 numbers/],
  ['matrix', 'M.npy', /allowed is an \.npy file/],
  [
    'model',
    'cnn',
    /allowed is dft, spectrogram, shared, dct, dst, hartley, hadamard, hilbert, idft, convolution, own, butterfly, recurrent\.$/,
  ],
  ['n', '100', /allowed is 4, 8, 16, 32, 64, 128, 256, 512(, 1024| with model=dft)\.$/],
  ['n', '2', /allowed is 4, 8,/],
  ['n', '2048', /allowed is 4, 8,/],
  ['n', '', /allowed is 4, 8,/],
  ['nperseg', '100', /allowed is 16, 32, 64, 128, 256\.$/],
  ['hop', '0', /a whole number from 1 to 256\.$/],
  ['units', '513', /a whole number from 1 to 512\.$/],
  ['decay-steps', '0', /a whole number from 1 to 1000000000\.$/],
  ['seed', 'abc', /a whole number from 0 to 4294967295\.$/],
  ['seed', '-1', /from 0 to 4294967295/],
  ['seed', '4294967296', /from 0 to 4294967295/],
  ['seed', '1.5', /a whole number from 0/],
  ['seed', '0x10', /a whole number from 0/],
  ['seed', '', /a whole number from 0/],
  ['optimizer', 'adagrad', /allowed is sgd, momentum, adam, amsgrad, lms, kaczmarz, exact\.$/],
  ['optimizer', 'LMS', /allowed is sgd, momentum, adam, amsgrad, lms, kaczmarz, exact\.$/],
  ['lr', 'NaN', /a number from 1e-9 to 10000\.$/],
  ['lr', 'Infinity', /a number from 1e-9 to 10000/],
  ['lr', '0', /a number from 1e-9 to 10000/],
  ['lr', '-0.1', /a number from 1e-9 to 10000/],
  ['lr', '10001', /a number from 1e-9 to 10000/],
  ['lr', '0,1', /a number from 1e-9 to 10000/],
  ['lr', '1e', /a number from 1e-9 to 10000/],
  ['lr', '', /a number from 1e-9 to 10000/],
  [
    'lr-changes',
    '',
    /step:rate,step:rate with ascending steps from 1, each rate a number from 1e-9/,
  ],
  ['lr-changes', '0:0.1', /ascending steps from 1/],
  ['lr-changes', '20:0.1,10:0.2', /ascending steps from 1/],
  ['lr-changes', '10', /step:rate/],
  ['lr-changes', '10:fast', /step:rate/],
  ['lr-changes', '10:0', /from 1e-9 to 10000/],
  ['batch', '0', /a whole number from 1 to 1024\.$/],
  ['batch', '1025', /a whole number from 1 to 1024/],
  ['batch', '16.5', /a whole number from 1 to 1024/],
  ['examples', '0', /a whole number from 1 to 1000000, or streaming\.$/],
  ['examples', '1000001', /from 1 to 1000000, or streaming/],
  ['examples', 'stream', /from 1 to 1000000, or streaming/],
  ['epochs', '0', /a whole number from 1 to 1000000\.$/],
  ['steps', '0', /a whole number from 1 to 1000000000\.$/],
  ['steps', 'many', /a whole number from 1 to 1000000000/],
  ['target-loss', '0', /a number from 1e-300 to 1e\+300\.$/],
  ['target-loss', 'low', /a number from 1e-300/],
  ['workers', '0', /a whole number from 1 to 32\.$/],
  ['workers', '33', /a whole number from 1 to 32/],
  ['kernel', 'cuda', /allowed is auto, simd128\.$/],
  ['speed', '0', /a whole number from 1 to 1000, or max\.$/],
  ['speed', '1001', /a whole number from 1 to 1000, or max/],
  ['data', 'music', /allowed is noise, tones\.$/],
  ['signal', 'violin', /allowed is noise, impulse, sine, chirp, drawn/],
  ['view', 'none', /allowed is all, weights, rows, loss, spectrum, spiral/],
  ['controls', 'all', /allowed is full, minimal, none\.$/],
  ['theme', 'blue', /allowed is auto, light, dark\.$/],
  ['autoplay', 'yes', /allowed is true or false\.$/],
];

for (const [key, text, range] of badTexts) {
  test(`${key}=${JSON.stringify(text)} is refused, naming key, value and range`, () => {
    const refused = (error: unknown) => {
      assert.ok(error instanceof RangeError);
      assert.ok(error.message.startsWith(`${key}=${text} is not possible: `), error.message);
      assert.match(error.message, range);
      return true;
    };
    assert.throws(() => parseSetting(key, text), refused);
    const [model = 'dft'] = settingNamed(key).models ?? [];
    assert.throws(() => fromQuery(new URLSearchParams({model, [key]: text})), refused);
  });
}

test('a text for what a model does not use is refused for that', () => {
  assert.throws(
    () => fromQuery(new URLSearchParams({model: 'own', n: '100'})),
    /^RangeError: n=100 is not used by model=own: it belongs to dft, /,
  );
});

test('a number too large to be one is refused', () => {
  assert.throws(
    () => parseSetting('lr', '1e999'),
    /^RangeError: lr=.* a number from 1e-9 to 10000/,
  );
});

test('every setting has a text that is refused', () => {
  assert.deepEqual([...new Set(badTexts.map(([key]) => key))].sort(), [...keys].sort());
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

test('steps and epochs together are refused, naming both', () => {
  const both = () => completeSettings({steps: 10, epochs: 2});
  assert.throws(both, /^RangeError: steps=10 and epochs=2 .*give one of them/);
});

test('examples that never repeat have no epochs to end after', () => {
  const endless = () => completeSettings({epochs: 2, examples: 'streaming'});
  assert.throws(endless, /^RangeError: epochs=2 is not possible .*give steps/);
});

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
