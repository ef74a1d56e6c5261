import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Pacer} from '../../web/engine/pacer.ts';
import type {Settings} from '../../web/settings/table.ts';
import type {TestContext} from 'node:test';

/** A clock that goes on when somebody waits, and by as much. */
function clockOf(t: TestContext) {
  const clock = {now: 5000};
  t.mock.method(performance, 'now', () => clock.now);
  t.mock.method(globalThis, 'setTimeout', (wake: () => void, duration: number) => {
    clock.now += duration;
    queueMicrotask(wake);
  });
  return clock;
}

/** Steps that are done after so many seconds. */
async function doneBy(t: TestContext, speed: Settings['speed'], seconds: number) {
  const clock = clockOf(t);
  const pacer = new Pacer();
  const end = clock.now + 1000 * seconds;
  let step = 0;
  pacer.start();
  while (clock.now < end) step += await pacer.allowedSteps(speed, step);
  t.mock.restoreAll();
  return step;
}

for (const speed of [1, 30, 120, 1000]) {
  test(`${speed} steps a second are so many`, async t => {
    for (const seconds of [1, 7]) {
      const steps = await doneBy(t, speed, seconds);
      assert.ok(Math.abs(steps - speed * seconds) <= 1 + 0.05 * speed, `${steps} in ${seconds} s`);
    }
  });
}

test('to be watched: a wave forms in seconds, then it goes faster and faster, up to 1,000', async t => {
  for (const seconds of [1, 3, 6, 9]) {
    const steps = await doneBy(t, 'watch', seconds);
    const expected = 16 * (Math.exp(seconds / 2) - 1);
    assert.ok(Math.abs(steps - expected) < 2 + 0.1 * expected, `${steps} after ${seconds} s`);
  }
  const [first, second] = [await doneBy(t, 'watch', 20), await doneBy(t, 'watch', 22)];
  assert.ok(Math.abs(second - first - 2000) < 100, `${second - first} in two seconds`);
});

test('what could not be done in time is not caught up with', async t => {
  const clock = clockOf(t);
  const pacer = new Pacer();
  pacer.start();
  await pacer.allowedSteps(100, 0);
  clock.now += 60_000;
  assert.ok((await pacer.allowedSteps(100, 1)) <= 3);
  assert.ok((await pacer.allowedSteps(100, 4)) <= 3);
});
