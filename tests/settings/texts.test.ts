import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseSetting} from '../../web/settings/check.ts';
import {settingNamed, settingsTable} from '../../web/settings/table.ts';
import {fromQuery} from './readers.ts';

const keys = settingsTable.map(({key}) => key);

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
  ['speed', '0', /a whole number from 1 to 1000, or max, watch\.$/],
  ['speed', '1001', /a whole number from 1 to 1000, or max, watch/],
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
