import assert from 'node:assert/strict';
import {test} from 'node:test';
import {completeSettings} from '../../web/settings/check.ts';
import {toQuery} from '../../web/settings/codecs.ts';
import {changed, changesTo} from '../../web/settings/fitted.ts';

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

test('steps and epochs together are refused, naming both', () => {
  const both = () => completeSettings({steps: 10, epochs: 2});
  assert.throws(both, /^RangeError: steps=10 and epochs=2 .*give one of them/);
});

test('examples that never repeat have no epochs to end after', () => {
  const endless = () => completeSettings({epochs: 2, examples: 'streaming'});
  assert.throws(endless, /^RangeError: epochs=2 is not possible .*give steps/);
});
