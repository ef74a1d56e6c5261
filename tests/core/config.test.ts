import assert from 'node:assert/strict';
import {test} from 'node:test';
import {loadCore, shardConfig} from './load-core.ts';
import type {ShardConfig} from '../../web/engine/protocol.ts';

const core = await loadCore();

test('every optimiser, size and kernel there is has no error', () => {
  for (const optimizer of ['sgd', 'momentum', 'adam', 'amsgrad', 'lms', 'kaczmarz', 'exact']) {
    assert.equal(core.configError(shardConfig({optimizer, batch: 8, examples: 32})), '');
  }
  for (const n of [4, 8, 16, 32, 64, 128, 256, 512]) {
    assert.equal(core.configError(shardConfig({n})), '');
  }
  for (const optimizer of ['sgd', 'momentum', 'adam', 'amsgrad']) {
    for (const n of [8, 128, 1024]) {
      assert.equal(core.configError(shardConfig({model: 'butterfly', n, optimizer})), '');
    }
  }
  for (const kernel of ['auto', 'simd128', 'portable']) {
    assert.equal(core.configError(shardConfig({kernel})), '');
  }
  assert.equal(core.configError(shardConfig({batch: 1024, examples: 1000000})), '');
  assert.equal(core.configError(shardConfig({batch: 1, examples: 0, seed: 4294967295})), '');
  assert.equal(core.configError(shardConfig({n: 8, units: {begin: 7, end: 8}})), '');
});

const refused: [Partial<ShardConfig>, RegExp][] = [
  [
    {model: 'cnn'},
    /^model=cnn: allowed is dft, dct, .*, own, spectrogram, shared, butterfly or recurrent/,
  ],
  [{n: 100}, /^n=100: allowed is a power of two, 4 to 512\.$/],
  [{n: 2}, /^n=2: .*4 to 512/],
  [{n: 1024}, /^n=1024: .*4 to 512/],
  [{n: 0}, /^n=0: .*4 to 512/],
  [{n: -8}, /^n=-8: .*4 to 512/],
  [{n: 4, model: 'butterfly'}, /^n=4: allowed is a power of two, 8 to 1024\.$/],
  [{n: 2048, model: 'butterfly'}, /^n=2048: .*8 to 1024/],
  [
    {optimizer: 'lms', model: 'butterfly'},
    /^optimizer=lms: allowed is sgd, momentum, adam or amsgrad with model=butterfly\.$/,
  ],
  [{optimizer: 'kaczmarz', model: 'butterfly', batch: 2}, /^optimizer=kaczmarz: .*butterfly/],
  [{optimizer: 'exact', model: 'butterfly'}, /^optimizer=exact: .*butterfly/],
  [{nperseg: 24, model: 'recurrent'}, /^nperseg=24: allowed is a power of two, 16 to 256\.$/],
  [{nperseg: 512, model: 'recurrent'}, /^nperseg=512: .*16 to 256/],
  [{hop: 0, model: 'recurrent'}, /^hop=0: allowed is 1 to 16 with nperseg=16\.$/],
  [{hop: 65, nperseg: 64, model: 'recurrent'}, /^hop=65: .*4 to 64 with nperseg=64/],
  [{hidden: 0, model: 'recurrent'}, /^hidden=0: allowed is 1 to 512\.$/],
  [{hidden: 513, model: 'recurrent'}, /^hidden=513: .*1 to 512/],
  [{optimizer: 'exact', model: 'recurrent'}, /^optimizer=exact: .*recurrent/],
  [
    {units: {begin: 0, end: 2}, model: 'butterfly', optimizer: 'adam'},
    /^units=0\.\.2: .*within 0 to 1/,
  ],
  [
    {optimizer: 'adagrad'},
    /^optimizer=adagrad: allowed is sgd, momentum, adam, amsgrad, lms, kaczmarz or exact\.$/,
  ],
  [{optimizer: ''}, /^optimizer=: allowed/],
  [{learningRate: NaN}, /^lr=-?nan: allowed is a finite number above 0\.$/],
  [{learningRate: Infinity}, /^lr=inf: .*finite/],
  [{learningRate: 0}, /^lr=0: .*above 0/],
  [{learningRate: -1.0000004}, /^lr=-1: /],
  [{learningRate: -12.0345}, /^lr=-12\.0345: /],
  [{learningRate: -0.9999996}, /^lr=-1: /],
  [{learningRate: -1e300}, /^lr=-1e300: /],
  [{learningRate: -0.5}, /^lr=-0\.50*: .*above 0/],
  [{batch: 0}, /^batch=0: allowed is 1 to 1024\.$/],
  [{batch: -1}, /^batch=-1: .*1 to 1024/],
  [{batch: 1025}, /^batch=1025: .*1 to 1024/],
  [{examples: -1}, /^examples=-1: allowed is 1 to 1000000, or streaming\.$/],
  [{examples: 1000001}, /^examples=1000001: .*1 to 1000000/],
  [{kernel: 'cuda'}, /^kernel=cuda: allowed is auto/],
  [{units: {begin: -1, end: 4}}, /^units=-1\.\.4: allowed is a range within 0 to 8\.$/],
  [{units: {begin: 5, end: 4}}, /^units=5\.\.4: .*within 0 to 8/],
  [{units: {begin: 0, end: 9}}, /^units=0\.\.9: .*within 0 to 8/],
];

test('kaczmarz takes at most half as many examples as inputs, exact at least twice as many', () => {
  const error = (config: Partial<ShardConfig>) => core.configError(shardConfig({n: 8, ...config}));
  assert.equal(
    error({optimizer: 'kaczmarz', batch: 9}),
    'batch=9: allowed is 1 to 8 with optimizer=kaczmarz (half the inputs).',
  );
  const allowed = 'allowed is 32 to 1000000 with optimizer=exact (from twice the inputs).';
  assert.equal(error({optimizer: 'exact', examples: 31}), `examples=31: ${allowed}`);
  assert.equal(error({optimizer: 'exact', examples: 0}), `examples=streaming: ${allowed}`);
});

test('tones are for dft, and for optimisers that do not need inputs of full rank', () => {
  const error = (config: Partial<ShardConfig>) =>
    core.configError(shardConfig({tones: true, batch: 8, ...config}));
  for (const optimizer of ['sgd', 'momentum', 'adam', 'amsgrad', 'lms']) {
    assert.equal(error({optimizer}), '');
  }
  assert.equal(
    error({optimizer: 'kaczmarz'}),
    'data=tones: allowed is noise with this model and optimizer.',
  );
  assert.match(error({optimizer: 'exact', examples: 32}), /^data=tones: allowed is noise/);
  assert.match(error({model: 'shared'}), /^data=tones: allowed is noise/);
});

for (const [bad, message] of refused) {
  const [[key, value]] = Object.entries(bad);
  test(`${key}=${JSON.stringify(value)} is refused with what is allowed`, () => {
    assert.match(core.configError(shardConfig(bad)), message);
  });
}

test('the default rate of lms is the best for white noise, and sgd takes the same step', () => {
  const rate = (optimizer: string) =>
    core.defaultLearningRate(shardConfig({optimizer, n: 128, batch: 64}));
  assert.equal(rate('lms'), 64 / (64 + 256 + 1));
  assert.equal(rate('sgd'), (64 / 321) * 128);
  assert.equal(rate('momentum'), (64 / 321) * 12.8);
  assert.equal(rate('adam'), 0.03);
  assert.equal(rate('amsgrad'), 0.03);
  assert.equal(rate('kaczmarz'), 1);
});

test('the longer the windows of a recurrent cell, its memory and its way, the smaller is its rate', () => {
  const rate = (sizes: object) =>
    core.defaultLearningRate(shardConfig({model: 'recurrent', optimizer: 'amsgrad', ...sizes}));
  const one = {nperseg: 16, hop: 4, hidden: 16};
  const four = {nperseg: 64, hop: 16, hidden: 64};
  assert.deepEqual([rate(one), rate(four)], [0.1, 0.05]);
  assert.equal(rate({...one, hidden: 64}), 0.025);
  assert.equal(rate({...one, hidden: 8}), 0.1);
  assert.equal(rate({...one, hop: 1}), 0.1 * (6 / 16));
  assert.equal(rate({...one, hop: 5}), 0.1);
  assert.equal(rate({...one, optimizer: 'sgd'}), 1);
});

test('lms and sgd are stable up to twice that, kaczmarz up to 2; no bound is known for the others', () => {
  assert.equal(core.stableBound('dft', 'lms', 256, 256, 64), 128 / 321);
  assert.equal(core.stableBound('dft', 'kaczmarz', 256, 256, 64), 2);
  assert.equal(core.stableBound('dft', 'sgd', 256, 256, 64), (128 / 321) * 128);
  assert.equal(core.stableBound('butterfly', 'sgd', 256, 256, 64), Infinity);
  for (const optimizer of ['momentum', 'adam', 'amsgrad']) {
    assert.equal(core.stableBound('dft', optimizer, 256, 256, 64), Infinity);
  }
});
