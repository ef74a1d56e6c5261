import assert from 'node:assert/strict';
import {test} from 'node:test';
import {freshBrowser, injectFault} from './browser.ts';
import {contents} from './database.ts';
import {openPage, wholeRun} from './kept-network.ts';
import type {Fault} from './browser.ts';
import type {TestContext} from 'node:test';

const faults: Fault[] = ['throws', 'is silent', 'is aborted', 'closes the database'];

/** How many calls into IndexedDB keeping a run takes. */
async function callsOfKeeping(t: TestContext) {
  freshBrowser();
  const page = openPage(t);
  page.run.load();
  await page.trainTo(1);
  const counting = injectFault('throws', Infinity);
  await page.trainTo(2);
  counting.mend();
  page.close();
  return counting.count();
}

for (const fault of faults) {
  test(`whichever call ${fault}: a whole run stays, and the next keeping leaves nothing else`, async t => {
    const calls = await callsOfKeeping(t);
    assert.ok(calls > 15, `${calls} calls`);
    let problems = 0;
    for (let call = 1; call <= calls; call++) {
      freshBrowser();
      const page = openPage(t);
      page.run.load();
      assert.deepEqual(await page.trainTo(1), {step: 1, noted: true});
      const injected = injectFault(fault, call);
      const told = await page.trainTo(2);
      injected.mend();
      const what = `call ${call} ${fault}`;
      if (told.problem) problems++;
      if (told.problem) assert.match(told.problem, /^The run is not kept in this browser: /, what);
      else assert.deepEqual(told, {step: 2, noted: true}, what); // the last call was no matter
      const step = await wholeRun();
      assert.ok(step === 1 || step === 2, `${what}: the run of step ${step} is there`);
      assert.deepEqual(await page.trainTo(3), {step: 3, noted: true}, what);
      const {runs, pieces} = await contents();
      assert.equal(await wholeRun(), 3, what);
      assert.deepEqual(
        [...new Set(pieces.map(key => (key as IDBValidKey[])[1]))],
        [runs[0].generation],
        what,
      );
      assert.equal(pieces.length, 4, what);
      page.close();
    }
    assert.ok(problems > calls / 3, `${problems} of ${calls} are told of`);
  });
}
