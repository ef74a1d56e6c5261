import assert from 'node:assert/strict';
import {test} from 'node:test';
import {reasonToAsk} from '../../web/lab/start-question.ts';

const lms = 70e6;
const amsgrad = 279e6;
const desktop = {isPhone: false, onBattery: false};

test('nothing is asked where nothing speaks against it, or nothing is known', () => {
  assert.equal(reasonToAsk(amsgrad, desktop), '');
  assert.equal(reasonToAsk(amsgrad, {...desktop, memory: 8e9}), '');
});

test('a device that reports too little memory for the run is told how much it takes', () => {
  assert.equal(reasonToAsk(lms, {...desktop, memory: 1e9}), '');
  assert.equal(
    reasonToAsk(amsgrad, {...desktop, memory: 1e9}),
    'This device reports 1 GB of memory, and training takes 279 MB: it may not fit.',
  );
});

test('phones and batteries are asked before, with what it takes', () => {
  assert.match(reasonToAsk(lms, {...desktop, isPhone: true}), /phone.* 70 MB/);
  assert.match(reasonToAsk(lms, {...desktop, onBattery: true}), /battery/);
});
