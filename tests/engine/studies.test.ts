import assert from 'node:assert/strict';
import {test} from 'node:test';
import {nodeStudyHost} from '../../web/engine/study/node-host.ts';
import {Studies} from '../../web/engine/study/studies.ts';
import type {TestContext} from 'node:test';
import type {StudyHost} from '../../web/engine/study/studies.ts';

/** A failure that goes unnoticed would be waited for without end. */
const hangs = {timeout: 120_000};

function cellOf(hidden: number) {
  const [hop, outputs] = [4, 18];
  const weights = new Float32Array((hidden + hop) * (hidden + outputs));
  for (let i = 0; i < weights.length; i++) weights[i] = Math.sin(i * i) / hidden;
  return {weights, hidden, hop, outputs};
}

/** Studies whose workers end with the test. */
function studiesOf(t: TestContext, given?: Partial<StudyHost>) {
  const ended = new AbortController();
  t.after(() => ended.abort());
  const host = {...nodeStudyHost(), ...given};
  const workers: Worker[] = [];
  const startWorker = () => {
    workers.push(host.startWorker());
    return workers[workers.length - 1];
  };
  return {studies: new Studies({...host, startWorker}, ended.signal), workers, ended};
}

test('no worker is started before the first question, and one for all', hangs, async t => {
  const {studies, workers} = studiesOf(t);
  assert.equal(workers.length, 0);
  const cell = cellOf(8);
  const [found, responses] = await Promise.all([
    studies.ask(study => study.eigenvalues(cell)),
    studies.ask(study => study.responses(cell, 8, new Float32Array(12).fill(1))),
  ]);
  assert.deepEqual([found?.real.length, found?.problem], [8, '']);
  assert.deepEqual([responses?.response.length, responses?.frames.length], [8 * 18, 3 * 18]);
  assert.equal(workers.length, 1);
});

test('weights that are no numbers: an answer in words, and the worker goes on', hangs, async t => {
  const {studies, workers} = studiesOf(t);
  const cell = cellOf(64);
  cell.weights[3] = NaN;
  const found = await studies.ask(study => study.eigenvalues(cell));
  assert.deepEqual([found?.real.length, found?.problem], [0, 'A is no longer made of numbers.']);
  assert.equal((await studies.ask(study => study.eigenvalues(cellOf(4))))?.real.length, 4);
  assert.equal(workers.length, 1);
});

test('a worker that dies is told, and the next question starts another', hangs, async t => {
  const {studies, workers} = studiesOf(t);
  await studies.ask(study => study.eigenvalues(cellOf(8)));
  const lost = studies.ask(study => study.eigenvalues(cellOf(256)));
  workers[0].terminate(); // Node tells it, as life.ts does in a browser
  await assert.rejects(lost, /^Error: The study of the cell has ended\. Worker 1 of 1 died/);
  assert.equal((await studies.ask(study => study.eigenvalues(cellOf(8))))?.real.length, 8);
  assert.equal(workers.length, 2);
  const closed = new Promise(resolve => workers[1].addEventListener('close', resolve));
  workers[1].terminate(); // while nobody asks
  await closed;
  assert.equal((await studies.ask(study => study.eigenvalues(cellOf(8))))?.real.length, 8);
  assert.equal(workers.length, 3);
});

test('what is given up has no answer; the next question has', hangs, async t => {
  const {studies, workers, ended} = studiesOf(t);
  await studies.ask(study => study.eigenvalues(cellOf(8)));
  const unwanted = studies.ask(study => study.eigenvalues(cellOf(256)));
  studies.giveUp();
  assert.equal(await unwanted, undefined);
  assert.equal((await studies.ask(study => study.eigenvalues(cellOf(8))))?.real.length, 8);
  studies.giveUp(); // of nothing: the worker stays
  await studies.ask(study => study.eigenvalues(cellOf(8)));
  assert.equal(workers.length, 2);
  ended.abort();
  assert.equal(await studies.ask(study => study.eigenvalues(cellOf(8))), undefined);
});

test('code that cannot be had is told, and asked for again', hangs, async t => {
  let isMissing = true;
  const {studies} = studiesOf(t, {
    async compile() {
      if (isMissing) throw new Error('It could not be loaded.');
      return nodeStudyHost().compile();
    },
  });
  const question = () => studies.ask(study => study.eigenvalues(cellOf(8)));
  await assert.rejects(question(), /has ended\. It could not be loaded\./);
  isMissing = false;
  assert.equal((await question())?.real.length, 8);
});

test('while the eigenvalues of 512 units are worked out, another study answers', hangs, async t => {
  const {studies: ofEigenvalues} = studiesOf(t);
  const {studies} = studiesOf(t);
  const cell = cellOf(512);
  const order: string[] = [];
  const sound = new Float32Array(16).fill(1);
  // Both workers are up, so that it is the work that is waited for.
  await Promise.all(
    [ofEigenvalues, studies].map(s => s.ask(study => study.eigenvalues(cellOf(4)))),
  );
  const slow = ofEigenvalues.ask(study => study.eigenvalues(cell)).then(() => order.push('slow'));
  for (let picture = 0; picture < 3; picture++) {
    await studies.ask(study => study.responses(cellOf(16), 8, sound));
    order.push('picture');
  }
  await slow;
  assert.deepEqual(order, ['picture', 'picture', 'picture', 'slow']);
});
