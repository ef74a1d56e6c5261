import assert from 'node:assert/strict';
import {test} from 'node:test';
import {compileCore} from '../../web/engine/host/node-host.ts';
import {instantiateCore} from '../../web/engine/worker/core.ts';
import {postSetting} from '../../web/engine/spectra.ts';
import {FrameQueue} from '../../web/figures/shared/live/frame-queue.ts';
import {POST_AXES} from '../../web/kit/stft-axes.ts';
import {createRun} from './helpers.ts';

const bins = 129;

for (const workers of [1, 3]) {
  test(`frames as they come are the columns of the whole spectrogram, ${workers} workers`, async t => {
    const run = createRun(t, {model: 'shared', workers});
    await run.step(1);
    const {network} = run;
    assert.ok(network);
    const sound = await network.audio('violin-a4', 4000, 1);
    const queue = new FrameQueue(POST_AXES, 100);
    const whole = (await instantiateCore(await compileCore())).stft(
      postSetting,
      Float64Array.from(sound),
    );
    const frames = whole.length / (2 * bins);
    const peak = whole.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    let frame = 0;
    for (let at = 0; at < sound.length; at += 300) {
      queue.push(sound.subarray(at, at + 300));
      const {rows, count, dropped} = queue.take();
      assert.equal(dropped, 0);
      if (count === 0) continue;
      const {prediction, reference, milliseconds} = await network.predictTimed(rows);
      assert.deepEqual(prediction, (await network.predict(rows)).prediction);
      assert.ok(
        milliseconds.network > 0 && milliseconds.reference > 0,
        JSON.stringify(milliseconds),
      );
      for (let row = 0; row < count; row++, frame++) {
        for (let k = 0; k < bins; k++) {
          for (const part of [0, 1]) {
            const expected = whole[2 * (k * frames + frame) + part];
            const difference = reference[(2 * row + part) * bins + k] - expected;
            assert.ok(Math.abs(difference) < 1e-7 * peak, `${difference}`); // rounded to float32
          }
        }
      }
    }
    assert.equal(frame, frames);
  });
}
