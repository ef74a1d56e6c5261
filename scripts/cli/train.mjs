import {nodeHost} from '../../web/engine/node-host.js';
import {Run} from '../../web/engine/run.js';
import {parseSetting} from '../../web/settings/check.js';
import {settingsTable} from '../../web/settings/table.js';
import {splitArguments} from './arguments.mjs';
import {RunError, UsageError} from './errors.mjs';
import {checkWritable, writeBytes} from './files.mjs';
import {createReporter} from './report.mjs';

const runSettings = settingsTable.filter(setting => setting.scope === 'run').map(({key}) => key);

/**
 * fourier-net train [settings] [--save W.npy] [--json]
 * @param {string[]} args
 */
export async function train(args) {
  const {options} = splitArguments(args, {
    operands: [],
    values: [...runSettings, 'save'],
    flags: ['json'],
  });
  const run = createRun(options);
  const {save} = options;
  if (typeof save === 'string') await checkWritable(save);

  const report = createReporter(run, {json: options.json === true});
  const interrupted = () => process.exit(130);
  process.once('SIGINT', interrupted);
  try {
    await run.play();
    await run.stopped();
    if (run.state === 'error') throw new RunError(run.reason);
    if (typeof save === 'string' && run.state !== 'diverged') {
      await writeBytes(save, await run.exportWeights());
    }
    report.final();
    if (run.state === 'diverged') throw new RunError(run.reason);
  } finally {
    process.off('SIGINT', interrupted);
    await run.dispose();
  }
}

/**
 * @param {Record<string, string | boolean | undefined>} options
 * @throws {UsageError} naming the setting, its value and what is allowed
 */
function createRun(options) {
  /** @type {Record<string, unknown>} */
  const settings = {speed: 'max'};
  try {
    for (const key of runSettings) {
      const text = options[key];
      if (typeof text === 'string') settings[key] = parseSetting(key, text);
    }
    return new Run(nodeHost(), settings);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(error.message);
  }
}
