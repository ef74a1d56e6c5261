import assert from 'node:assert/strict';
import {test} from 'node:test';
import {formatCurves} from '../../web/take-away/curves.ts';
import {completeSettings} from '../../web/settings/check.ts';

test('curves have a head line, a line an evaluation, and all digits', () => {
  const history = [
    {step: 0, loss: NaN, heldOutLoss: 130.25, weightError: 1},
    {step: 59, loss: 0.1 + 0.2, heldOutLoss: 1e-300, weightError: Number.MIN_VALUE},
    {step: 60, loss: Infinity, heldOutLoss: 2 ** 60, weightError: 1 / 3},
  ];
  const settings = completeSettings({batch: 256});
  assert.equal(
    formatCurves(history, settings),
    'step,examples,loss,heldOutLoss,weightError\r\n' +
      '0,0,,130.25,1\r\n' +
      '59,15000,0.30000000000000004,1e-300,5e-324\r\n' +
      '60,15256,Infinity,1152921504606847000,0.3333333333333333\r\n',
  );
});
