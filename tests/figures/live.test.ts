import assert from 'node:assert/strict';
import {test} from 'node:test';
import {PoolEnded} from '../../web/engine/pool.ts';
import {FrameQueue} from '../../web/figures/shared/live/frame-queue.ts';
import {LiveAccount} from '../../web/figures/shared/live/account.ts';
import {LiveAnalysis} from '../../web/figures/shared/live/analysis.ts';
import {Resampler} from '../../web/sounds/resampler.ts';
import type {TimedFrames} from '../../web/engine/network.ts';

/** Frames of six samples, each four after the last. */
const axes = {nperseg: 6, hop: 4};

/** Samples that say their numbers. */
const numbers = (begin: number, end: number) =>
  Float32Array.from({length: end - begin}, (_, i) => begin + i);

/** First samples of the frames that are taken, each checked to be whole. */
function taken(queue: FrameQueue) {
  const {rows, count, dropped} = queue.take();
  const begins = Array.from({length: count}, (_, frame) => {
    const row = rows.slice(frame * axes.nperseg, (frame + 1) * axes.nperseg);
    assert.deepEqual(row, numbers(row[0], row[0] + axes.nperseg));
    return row[0];
  });
  return {begins, dropped};
}

for (const size of [1, 3, 4, 7, 29]) {
  test(`frames begin a hop apart, whatever the pieces: ${size} samples at a time`, () => {
    const queue = new FrameQueue(axes, 4);
    const begins = [];
    for (let at = 0; at < 58; at += size) {
      queue.push(numbers(at, Math.min(at + size, 58)));
      const {begins: more, dropped} = taken(queue);
      begins.push(...more);
      if (size <= 16) assert.equal(dropped, 0);
    }
    if (size <= 16) assert.deepEqual(begins, [0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52]);
    for (const begin of begins) assert.equal(begin % 4, 0);
  });
}

test('what nobody takes is dropped, the oldest first, and counted', () => {
  const queue = new FrameQueue(axes, 4);
  queue.push(numbers(0, 1002));
  assert.equal(queue.waiting, 5); // the fourth that waits, and one that has just come
  assert.deepEqual(taken(queue), {begins: [980, 984, 988, 992, 996], dropped: 245});
  assert.deepEqual(taken(queue), {begins: [], dropped: 0});
});

test('after samples that are missing, frames stand where they would have stood', () => {
  const queue = new FrameQueue(axes, 100);
  queue.push(numbers(0, 11));
  queue.miss(6); // 11 ... 16
  queue.push(numbers(17, 40));
  // Frames at 0, 4 were not taken, 8 to 16 saw what is missing.
  assert.deepEqual(taken(queue), {begins: [20, 24, 28, 32], dropped: 5});
  queue.miss(1); // 40
  queue.miss(2); // 41, 42: in no frame but those that are dropped already
  queue.push(numbers(43, 60));
  assert.deepEqual(taken(queue), {begins: [44, 48, 52], dropped: 2});
});

for (const [from, to] of [
  [48000, 8000],
  [44100, 8000],
  [16000, 8000],
  [8000, 8000],
  [11025, 8000],
]) {
  test(`resampled from ${from} to ${to} Hz, a tone stays what it was; what folds back goes`, () => {
    const length = from / 5;
    const sine = (f: number) => (t: number) => Math.sin(2 * Math.PI * f * t);
    const resampled = (wave: (t: number) => number) => {
      const resampler = new Resampler(from, to);
      const result: number[] = [];
      for (let at = 0; at < length; at += 128) {
        const count = Math.min(128, length - at);
        result.push(
          ...resampler.push(Float32Array.from({length: count}, (_, i) => wave((at + i) / from))),
        );
      }
      return result;
    };
    const tone = resampled(sine(1000));
    assert.ok(tone.length > to / 5 - 40 && tone.length <= to / 5, `${tone.length}`);
    // The filter's ripple is below a thousandth; before its first half there was no tone yet.
    for (let m = 40; m < tone.length; m++) {
      assert.ok(Math.abs(tone[m] - sine(1000)(m / to)) < 2e-3, `${m}: ${tone[m]}`);
    }
    if (from <= 11025) return;
    const above = resampled(sine(5000)).slice(40); // would be heard at 3000 Hz
    assert.ok(Math.max(...above.map(Math.abs)) < 1e-3);
  });
}

/** An answer to so many frames of one bin. */
const answer = (count: number) => ({
  prediction: new Float32Array(2 * count).fill(1.1),
  reference: new Float32Array(2 * count).fill(1),
  milliseconds: {network: 2, reference: 1},
});

test('a network that is slow gets what is there by then; the rest is dropped and counted', async () => {
  const stop = new AbortController();
  const pending: ((answer: TimedFrames) => void)[] = [];
  const calls = [] as number[];
  let [answered, dropped] = [0, 0];
  const analysis = new LiveAnalysis({
    axes,
    network: () => ({
      predictTimed(rows) {
        calls.push(rows.length / axes.nperseg);
        return new Promise(resolve => pending.push(resolve));
      },
    }),
    onAnswer: (_, count) => (answered += count),
    onDropped: count => (dropped += count),
    stop: stop.signal,
  });
  const respond = async () => {
    pending.shift()?.(answer(calls[calls.length - 1]));
    await new Promise(setImmediate);
  };
  analysis.take({samples: numbers(0, 6), lost: 0});
  assert.deepEqual(calls, [1]);
  for (let i = 0; i < 1000; i++) analysis.take({samples: numbers(0, 4), lost: 0});
  assert.equal(pending.length, 1); // one call at a time
  await respond();
  await respond();
  assert.deepEqual([calls.length, answered + dropped], [2, 1001]);
  assert.ok(calls[1] < 80, `${calls[1]} frames waited`);

  analysis.take({samples: numbers(0, 4), lost: 40});
  assert.equal(pending.length, 0);
  analysis.take({samples: numbers(0, 40), lost: 0});
  stop.abort();
  await respond();
  // The frames that saw the 40 missing samples are counted; nobody waits for the last answer any more.
  assert.deepEqual([calls.length, answered + dropped], [3, 1001 + 11]);
});

test('frames are dropped while there is no network, or one that fails', async () => {
  let dropped = 0;
  const networks = [null, {predictTimed: () => Promise.reject(new PoolEnded('ended'))}];
  for (const network of networks) {
    const analysis = new LiveAnalysis({
      axes,
      network: () => network,
      onAnswer: () => assert.fail(),
      onDropped: count => (dropped += count),
      stop: new AbortController().signal,
    });
    analysis.take({samples: numbers(0, 14), lost: 0});
    await new Promise(setImmediate);
  }
  assert.equal(dropped, 6);
});

test('the account: shares of all time; the rate and the difference of the time since the last one', () => {
  const account = new LiveAccount(1000);
  account.add(answer(3), 3);
  account.add(answer(4), 4);
  account.drop(2);
  const first = account.tell(2000);
  assert.deepEqual(
    [first.framesPerSecond, first.dropped, first.networkShare, first.referenceShare],
    [7, 2, 0.004, 0.002],
  );
  assert.ok(Math.abs(first.difference + 20) < 1e-5, `${first.difference}`);
  const silent = account.tell(4000);
  assert.deepEqual(
    [silent.framesPerSecond, silent.dropped, silent.networkShare, silent.difference],
    [0, 2, 4 / 3000, NaN],
  );
});
