import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Logbook} from '../../web/engine/logbook.ts';
import {completeSettings} from '../../web/settings/check.ts';

const settings = completeSettings({model: 'dft', n: 8});

test('steps a second are counted while it trains, not while it waits', t => {
  let time = 0;
  t.mock.method(performance, 'now', () => 1000 * time);
  const logbook = new Logbook();
  const publishAt = (seconds: number, step: number) => {
    time = seconds;
    logbook.add({step, position: step, loss: 1, evaluation: null}, settings);
    assert.ok(logbook.isDue(0));
    return logbook.progress.stepsPerSecond;
  };
  publishAt(1, 0); // the weights are there
  time = 20; // Play
  logbook.begin();
  assert.equal(publishAt(20.01, 1), 0, 'too short to say');
  assert.equal(publishAt(20.51, 51), 100);
  time = 80; // Pause, and Play again
  logbook.begin();
  assert.equal(publishAt(80.5, 71), 40);
});
