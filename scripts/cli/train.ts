import {nodeHost} from '../../web/engine/host/node-host.ts';
import {Run} from '../../web/engine/run.ts';
import {readSettings} from '../../web/settings/reader.ts';
import {settingsTable} from '../../web/settings/table.ts';
import {splitArguments} from './arguments.ts';
import {RunError, UsageError} from './errors.ts';
import {readMatrix, writeBytes} from './files.ts';
import {createKeeper, openRun} from './checkpoint.ts';
import {checkPaths} from './paths.ts';
import {createReporter} from './report.ts';

const runSettings = settingsTable.filter(setting => setting.scope === 'run').map(({key}) => key);

/** Settings that a resumed run may be given anew: they do not touch its weights. */
const resumable = ['steps', 'epochs', 'target-loss', 'workers'];

/** fourier-net train [settings] [--save W.npy] [--checkpoint F] [--resume F] [--json] */
export async function train(args: string[]) {
  const options = trainOptions(args);
  const {save, checkpoint, resume, matrix} = options;
  await checkPaths({
    reads: {'--matrix': matrix, '--resume': resume},
    writes: {'--checkpoint': checkpoint, '--save': save},
    replaces: ['--resume', '--checkpoint'],
  });
  if (typeof matrix === 'string') options.matrix = await readMatrix(matrix);
  const run = createRun(typeof resume === 'string' ? {} : options);
  const keeper = typeof checkpoint === 'string' ? createKeeper(run, checkpoint) : null;
  const report = createReporter(run, {json: options.json === true});
  const interrupted = async () => {
    const unkept = keeper && (await keeper.save().then(() => null, runError));
    const {step} = run.progress;
    const nothing = `nothing is saved${keeper ? '' : ': --checkpoint F would do so'}`;
    const where = keeper && !unkept ? `saved in ${checkpoint}` : nothing;
    const why = unkept ? ` ${unkept.message}` : '';
    process.stderr.write(`\nfourier-net: interrupted at step ${step}; ${where}.${why}\n`);
    process.exit(unkept ? 1 : 130);
  };
  process.once('SIGINT', interrupted);
  try {
    if (typeof resume === 'string') await openRun(run, resume, changesFrom(options));
    keeper?.start();
    await run.play();
    await run.stopped();
    keeper?.stop();
    if (run.isRefused) throw new UsageError(run.reason);
    if (run.state === 'error') throw new RunError(run.reason);
    const unwritten = run.state === 'diverged' ? null : await writeResults(run, keeper, options);
    report.final();
    if (run.state === 'diverged') throw new RunError(run.reason);
    if (unwritten) throw unwritten;
  } finally {
    keeper?.stop();
    process.off('SIGINT', interrupted);
    await run.dispose();
  }
}

/**
 * Options by name, settings as texts.
 * @throws UsageError
 */
export function trainOptions(args: string[]) {
  const {options} = splitArguments(args, {
    operands: [],
    values: [...runSettings, 'save', 'checkpoint', 'resume'],
    flags: ['json'],
  });
  return options;
}

/**
 * The run, then its weights; the one is written where the other cannot be, too.
 * @returns what could not be written, and what is lost with it
 */
async function writeResults(
  run: Run,
  keeper: ReturnType<typeof createKeeper> | null,
  {checkpoint, save}: Record<string, string | boolean | undefined>,
): Promise<RunError | null> {
  const {step} = run.progress;
  const unkept = keeper && (await keeper.save().then(() => null, runError));
  const unsaved =
    typeof save === 'string'
      ? await writeBytes(save, await run.exportWeights()).then(() => null, runError)
      : null;
  const problems = [unkept, unsaved].flatMap(problem => problem?.message ?? []);
  if (problems.length === 0) return null;
  if (keeper && !unkept) {
    problems.push(`--resume ${checkpoint} --steps ${step} --save F writes the weights elsewhere.`);
  } else if (typeof save === 'string' && !unsaved) {
    problems.push(
      `The weights of step ${step} are in ${save}, but the run cannot go on from there.`,
    );
  } else {
    const advice = keeper ? '' : ' With --checkpoint F the run would have been kept.';
    problems.push(`What was learned in ${step} steps is lost.${advice}`);
  }
  return new RunError(problems.join(' '));
}

function runError(error: unknown) {
  if (!(error instanceof RunError)) throw error;
  return error;
}

/** What is given beside --resume. */
function changesFrom(options: Record<string, string | boolean | undefined>) {
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

/** @throws UsageError */
export function settingsFrom(
  options: Record<string, string | boolean | undefined>,
): Record<string, unknown> {
  const texts = Object.entries(options).filter(([, text]) => typeof text === 'string');
  const {values, problems} = readSettings(new Map(texts as [string, string][]));
  if (problems.length > 0) throw new UsageError(problems.join(' '));
  return values;
}

/** @throws UsageError naming the setting, its value and what is allowed */
function createRun(options: Record<string, string | boolean | undefined>) {
  const settings = settingsFrom(options);
  try {
    return new Run(nodeHost(), {speed: 'max', ...settings});
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(error.message);
  }
}
