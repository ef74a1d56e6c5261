import assert from 'node:assert/strict';
import {test} from 'node:test';
import {formatNpy} from '../../web/formats/npy.ts';
import {createRecord, formatHeader} from '../../web/formats/run-file.ts';
import {tryCases} from './cases.ts';
import {foreignIn} from './foreign.ts';
import {createRun, digest} from '../engine/helpers.ts';
import {parseNpy} from '../settings/parse-npy.ts';
import type {Random} from './cases.ts';

/**
 * Bytes damaged as disks, networks and people damage them.
 * @param head where damage does the most
 */
function damaged(bytes: Uint8Array, random: Random, head: number) {
  const copy = bytes.slice();
  const at = random.chance(0.7) ? random.below(head) : random.below(bytes.length);
  switch (random.below(6)) {
    case 0:
      return copy.subarray(0, at);
    case 1:
      copy[at] ^= 1 << random.below(8);
      return copy;
    case 2:
      copy.set(random.bytes(Math.min(copy.length - at, 1 + random.below(16))), at);
      return copy;
    case 3: // lost
      return joined(copy.subarray(0, at), copy.subarray(at + 1 + random.below(40)));
    case 4: // put in
      return joined(copy.subarray(0, at), random.bytes(1 + random.below(40)), copy.subarray(at));
    default:
      return random.bytes(random.below(200));
  }
}

function joined(...parts: Uint8Array[]) {
  return new Uint8Array(Buffer.concat(parts));
}

const showBytes = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** An .npy file that is no good, mostly. */
function malformedNpy(random: Random) {
  const shape = random.of([[6], [2, 3], [1, 2, 3], [], [0, 5]]);
  const count = shape.reduce((product, length) => product * length, 1);
  const Values = random.of([Float32Array, Float64Array]);
  const good = formatNpy(shape, new Values(count));
  if (random.chance(0.5)) return damaged(good, random, 128);
  const dimension = () =>
    random.of(['0', '3', '-1', '1e9', '9'.repeat(400), '4294967296', '1 2', ' ', '2L', '٣', '0x3']);
  const dimensions = Array.from({length: random.below(4)}, dimension).join(',');
  const descr = random.of(['<f4', '<f8', '>f4', '|O', '<c16', 'f4', '<f4\'"', '']);
  const text = `{'descr': '${descr}', 'fortran_order': ${random.of(['False', 'True', '0'])}, 'shape': (${dimensions}), }\n`;
  const header = new TextEncoder().encode(text);
  const length = random.chance(0.8) ? header.length : random.below(65536);
  const start = Uint8Array.of(0x93, 78, 85, 77, 80, 89, 1, 0, length & 255, length >> 8);
  return joined(start, header, random.bytes(random.below(64)));
}

test('10,000 malformed .npy files: each is refused with what is wrong, or is an array of its shape', async () => {
  let refused = 0;
  await tryCases(
    malformedNpy,
    bytes => {
      try {
        const {shape, values} = parseNpy(bytes);
        const count = shape.reduce((product, length) => product * length, 1);
        assert.equal(values.length, count, `shape (${shape})`);
        assert.ok(values.byteLength <= bytes.length);
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        assert.ok(error instanceof TypeError, String(error));
        assert.match(error.message, /^(is|has) /, 'it goes on after the name of the file');
        assert.equal(foreignIn(error.message), null, error.message);
        refused++;
      }
    },
    {show: showBytes},
  );
  assert.ok(refused > 6000, `${refused} were refused`);
});

/** Reads bytes as a file is read: less than asked for at the end. */
function reader(bytes: Uint8Array) {
  let at = 0;
  return async (length: number) => bytes.slice(at, (at += length));
}

/** Values that a header's parts are not. */
const strangers = [null, -1, 0.5, 1e300, '5', '<b>5</b>', true, [], [[]], [null], {}, {step: 5}];

/** What a good one holds; of anything else there may be more. */
interface Header extends Record<string, unknown> {
  settings: Record<string, unknown>;
  history: Record<string, unknown>[];
  schedule: Record<number, unknown>[];
}

/**
 * The header of a saved run in which something is no good, with checksums that are right.
 * @param header a good one
 */
function malformedHeader(header: Header, random: Random) {
  const copy = structuredClone(header);
  const parts: [Record<string | number, unknown>, string | number][] = [
    [copy, random.of(Object.keys(copy))],
    [copy.settings, random.of(Object.keys(copy.settings))],
    [copy.history[0], random.of(Object.keys(copy.history[0]))],
    [copy.schedule, 0],
    [copy.schedule[0], random.below(2)],
  ];
  const [holder, key] = random.of(parts);
  if (random.chance(0.2)) delete holder[key];
  else holder[key] = random.of(strangers);
  return copy;
}

test('10,000 malformed runs: each is refused with what is wrong, and the run stays as it is', async t => {
  const settings = {n: 4, optimizer: 'momentum', lr: 0.01, batch: 4};
  const run = createRun(t, settings);
  await run.step(3);
  const pieces: Uint8Array[] = [];
  await run.save(async bytes => pieces.push(bytes.slice()));
  const good = joined(...pieces);
  const [head, ...records] = pieces;
  const header = JSON.parse(new TextDecoder().decode(head.subarray(12, -4)));
  await run.step(4);
  const before = {digest: await digest(run), state: run.getState()};

  function malformedRun(random: Random) {
    if (random.chance(0.7)) return damaged(good, random, head.length);
    if (random.chance(0.6)) {
      return joined(formatHeader(malformedHeader(header, random)), ...records);
    }
    const record = createRecord(random.of([0, 1, 8, 32, 33]));
    const other = record.seal(random.of([0, 1, 2, 1e9]), random.of([0, 1, 2, 1e9]));
    return joined(head, ...records.slice(1), other);
  }

  let refused = 0;
  await tryCases(
    malformedRun,
    async bytes => {
      let problem = null;
      await run.open(() => reader(bytes)).catch(error => (problem = error));
      if (!problem) {
        // Damage that is none, or a setting that touches no weight.
        assert.match(run.state, /^(paused|converged)$/); // with another target it has converged
        await run.setState(before.state);
        return;
      }
      refused++;
      assert.ok(/TypeError|RangeError/.test((problem as Error).name), String(problem));
      const {message} = problem as Error;
      assert.equal(foreignIn(message), null, message);
      assert.deepEqual(run.getState(), before.state, message);
      if (/belong|lacks/.test(message)) assert.equal(await digest(run), before.digest, message);
    },
    {show: showBytes},
  );
  assert.ok(refused > 9000, `${refused} were refused`);
  assert.equal(await digest(run), before.digest);
});
