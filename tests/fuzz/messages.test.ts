import assert from 'node:assert/strict';
import {test} from 'node:test';
import {marked, methods, readFromFrame, readFromHost} from '../../web/embed/messages.ts';
import {firstSeed, Random} from './cases.ts';
import {anything} from './generator.ts';

type Message = Record<string, unknown>;

const progress = {
  step: 1,
  examples: 64,
  loss: NaN,
  heldOutLoss: 1,
  weightError: 1,
  stepsPerSecond: 0,
};

/** One of each, in both directions. */
const directions: {read: (data: unknown) => unknown; messages: Message[]}[] = [
  {
    read: readFromHost,
    messages: [
      marked({type: 'call', id: 1, method: 'step', args: [2]}),
      marked({type: 'attribute', key: 'lr', value: '0.1'}),
      marked({type: 'attribute', key: 'lr', value: null}),
      marked({type: 'start', focus: true}),
    ],
  },
  {
    read: readFromFrame,
    messages: [
      marked({type: 'hello'}),
      marked({type: 'ready'}),
      marked({type: 'height', height: 560}),
      marked({type: 'statechange', state: 'error', reason: 'why', current: 'running'}),
      marked({type: 'progress', progress}),
      marked({type: 'answer', id: 1, value: undefined}),
      marked({type: 'refusal', id: 1, name: 'RangeError', message: 'why'}),
    ],
  },
];

test('each message is read as it was sent', () => {
  for (const {read, messages} of directions) {
    for (const message of messages) {
      const {protocol, ...rest} = message;
      assert.deepEqual(read(structuredClone(message)), rest);
      assert.equal(protocol, 'fourier-net/1');
    }
  }
  for (const method of methods) {
    assert.ok(readFromHost(marked({type: 'call', id: 1, method, args: []})));
  }
});

test('a message of one direction is nothing in the other', () => {
  for (const message of directions[0].messages) assert.equal(readFromFrame(message), null);
  for (const message of directions[1].messages) assert.equal(readFromHost(message), null);
});

test('3,000 malformed messages: none is read', () => {
  const random = new Random(firstSeed);
  for (let i = 0; i < 3000; i++) {
    const {read, messages} = random.of(directions);
    const malformed = damaged(random, random.of(messages));
    const about = `seed ${firstSeed}, case ${i}: ${JSON.stringify(malformed)}`;
    assert.equal(read(malformed), null, about);
  }
});

function damaged(random: Random, message: Message): unknown {
  const keys = Object.keys(message);
  const key = random.of(keys);
  const without = Object.fromEntries(Object.entries(message).filter(([each]) => each !== key));
  return random.of([
    () => anything(random),
    () => without,
    () => ({...message, [`${key}${random.below(9)}`]: 1}),
    () => ({
      ...message,
      protocol: random.of(['fourier-net/2', 'fourier-net', 1, null, ['fourier-net/1']]),
    }),
    () => ({
      ...message,
      type: random.of(['constructor', '__proto__', 'eval', '', 1, null, ['call']]),
    }),
    () => [message],
    () => JSON.stringify(message),
    () => ({...message, ...wrongValue(random, message)}),
  ])();
}

/** A value of the wrong kind for one of the message's own keys. */
function wrongValue(random: Random, message: Message) {
  const wrong: Record<string, unknown[]> = {
    id: ['1', 1.5, NaN, null, [1]],
    method: ['constructor', 'remove', 'innerHTML', 'dispatchEvent', 1, null],
    args: [null, 'x', {length: 1}, [1, 2]],
    key: ['onclick', 'innerHTML', 'style', '__proto__', 1, null],
    focus: [1, 'true', null],
    height: ['560', -1, NaN, Infinity, null],
    state: ['happy', 1, null],
    current: ['toString', null],
    reason: [1, null, {}],
    progress: [null, {}, {...progress, step: '1'}, {...progress, more: 1}],
    name: [1, null],
    message: [{}, null],
  };
  const key = random.of(Object.keys(message).filter(each => each in wrong));
  return key ? {[key]: random.of(wrong[key])} : {protocol: null};
}
