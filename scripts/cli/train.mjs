import {nodeHost} from '../../web/engine/node-host.js';
import {Run} from '../../web/engine/run.js';
import {parseSetting} from '../../web/settings/check.js';
import {settingsTable} from '../../web/settings/table.js';
import {splitArguments} from './arguments.mjs';
import {RunError, UsageError} from './errors.mjs';
import {checkWritable, readMatrix, writeBytes} from './files.mjs';
import {createKeeper, openRun} from './checkpoint.mjs';
import {createReporter} from './report.mjs';

const runSettings = settingsTable.filter(setting => setting.scope === 'run').map(({key}) => key);

/** Settings that a resumed run may be given anew: they do not touch its weights. */
const resumable = ['steps', 'epochs', 'target-loss', 'workers'];

/**
 * fourier-net train [settings] [--save W.npy] [--checkpoint F] [--resume F] [--json]
 * @param {string[]} args
 */
export async function train(args) {
  const {options} = splitArguments(args, {
    operands: [],
    values: [...runSettings, 'save', 'checkpoint', 'resume'],
    flags: ['json'],
  });
  const {save, checkpoint, resume, matrix} = options;
  if (typeof matrix === 'string') options.matrix = await readMatrix(matrix);
  const run = createRun(typeof resume === 'string' ? {} : options);
  for (const file of [save, checkpoint]) {
    if (typeof file === 'string') await checkWritable(file);
  }
  const keeper = typeof checkpoint === 'string' ? createKeeper(run, checkpoint) : null;
  const report = createReporter(run, {json: options.json === true});
  const interrupted = async () => {
    await keeper?.save();
    const {step} = run.progress;
    const where = keeper
      ? `saved in ${checkpoint}`
      : 'nothing is saved: --checkpoint F would do so';
    process.stderr.write(`\nfourier-net: interrupted at step ${step}; ${where}.\n`);
    process.exit(130);
  };
  process.once('SIGINT', interrupted);
  try {
    if (typeof resume === 'string') await openRun(run, resume, changesFrom(options));
    keeper?.start();
    await run.play();
    await run.stopped();
    keeper?.stop();
    if (run.state === 'error') throw new RunError(run.reason);
    if (run.state !== 'diverged') await keeper?.save();
    if (typeof save === 'string' && run.state !== 'diverged') {
      await writeBytes(save, await run.exportWeights());
    }
    report.final();
    if (run.state === 'diverged') throw new RunError(run.reason);
  } finally {
    keeper?.stop();
    process.off('SIGINT', interrupted);
    await run.dispose();
  }
}

/**
 * What is given beside --resume.
 * @param {Record<string, string | boolean | undefined>} options
 */
function changesFrom(options) {
  const given = runSettings.filter(key => typeof options[key] === 'string');
  const fixed = given.find(key => !resumable.includes(key));
  if (fixed) {
    throw new UsageError(
      `--${fixed} belongs to the saved run: with --resume, allowed are ` +
        `${resumable.map(key => `--${key}`).join(', ')}.`,
    );
  }
  const changes = settingsFrom(options);
  // A new end takes the place of the saved one.
  return 'steps' in changes || 'epochs' in changes
    ? {steps: null, epochs: null, ...changes}
    : changes;
}

/**
 * @param {Record<string, string | boolean | undefined>} options
 * @returns {Record<string, unknown>}
 * @throws {UsageError}
 */
export function settingsFrom(options) {
  /** @type {Record<string, unknown>} */
  const settings = {};
  const model = typeof options.model === 'string' ? options.model : 'dft';
  try {
    for (const key of runSettings) {
      const text = options[key];
      if (typeof text === 'string') settings[key] = parseSetting(key, text, model);
    }
    return settings;
  } catch (error) {
    throw new UsageError(/** @type {Error} */ (error).message);
  }
}

/**
 * @param {Record<string, string | boolean | undefined>} options
 * @throws {UsageError} naming the setting, its value and what is allowed
 */
function createRun(options) {
  const settings = settingsFrom(options);
  try {
    return new Run(nodeHost(), {speed: 'max', ...settings});
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(error.message);
  }
}
