import assert from 'node:assert/strict';
import {test} from 'node:test';
import {formatHeader} from '../../web/formats/run-file.js';
import {createRun, digest} from '../engine/helpers.js';
import {anything, anySetting, impossibleText, randomOf, seed} from './generator.js';

/** @typedef {import('./generator.js').Random} Random */

test('1,500 damaged files: each is refused with a reason, and the run is as it was', async t => {
  const run = createRun(t, {n: 4});
  await run.step(3);
  /** @type {Uint8Array[]} */
  const pieces = [];
  await run.save(async bytes => pieces.push(bytes.slice()));
  const before = await digest(run);
  const random = randomOf(seed);
  for (let i = 0; i < 1500; i++) {
    const {what, file} = damaged(random, pieces);
    const about = `seed ${seed}, case ${i}: ${what}`;
    const refusal = await run
      .open(() => reader(file))
      .then(
        () => null,
        error => error,
      );
    assert.ok(
      refusal instanceof TypeError || refusal instanceof RangeError,
      `${about}: ${refusal}`,
    );
    assert.ok(refusal.message.length > 5, about);
    assert.equal(run.progress.step, 3, about);
    assert.equal(run.state, 'paused', about);
  }
  assert.equal(await digest(run), before);
});

/**
 * @param {Random} random
 * @param {Uint8Array[]} pieces of a file, its header first
 * @returns {{what: string, file: Uint8Array}}
 */
function damaged(random, pieces) {
  const {below, pick} = random;
  const whole = new Uint8Array(Buffer.concat(pieces));
  const at = below(whole.length);
  return pick([
    () => ({what: `ends at byte ${at}`, file: whole.slice(0, at)}),
    () => {
      const file = whole.slice();
      const bit = below(8);
      file[at] ^= 1 << bit;
      return {what: `bit ${bit} of byte ${at} is the other`, file};
    },
    () => ({
      what: `is longer by ${at + 1}`,
      file: new Uint8Array([...whole, ...whole.slice(0, at + 1)]),
    }),
    () => ({
      what: `lacks byte ${at}`,
      file: new Uint8Array([...whole.slice(0, at), ...whole.slice(at + 1)]),
    }),
    () => {
      // Well-formed, its sums right: only what it says makes no sense.
      const header = JSON.parse(Buffer.from(pieces[0].slice(12, -4)).toString());
      const {key} = anySetting(random);
      const choice = below(3);
      if (choice === 0) header.settings[key] = impossibleText(random, {...anySetting(random), key});
      else Object.assign(header, wrongEntry(random));
      const file = new Uint8Array(Buffer.concat([formatHeader(header), ...pieces.slice(1)]));
      return {what: `header ${JSON.stringify(header).slice(0, 600)}`, file};
    },
  ])();
}

/**
 * An entry of the header that cannot be.
 * @param {Random} random
 */
function wrongEntry(random) {
  const key = random.pick(['version', 'settings', 'schedule', 'step']);
  const value = anything(random);
  const fits = Number.isSafeInteger(value) || (Array.isArray(value) && value.length === 0);
  return {[key]: fits ? {} : value};
}

/** @param {Uint8Array} bytes */
function reader(bytes) {
  let at = 0;
  return async (/** @type {number} */ length) => {
    at += length;
    return bytes.slice(at - length, at);
  };
}
