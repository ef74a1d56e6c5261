import {CommandError, UsageError} from './errors.ts';
import {commandHelp, mainHelp} from './usage.ts';

/** Loaded when called for: help works before anything is built. */
const commands = {
  stft: async () => (await import('./stft.ts')).stft,
  train: async () => (await import('./train.ts')).train,
  predict: async () => (await import('./predict.ts')).predict,
};

async function main([name, ...args]: string[]) {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(mainHelp());
    if (name === undefined) process.exitCode = 2;
    return;
  }
  if (!isCommand(name)) {
    const known = Object.keys(commands).join(', ');
    throw new UsageError(`${name} is not a command: there are ${known}. See fourier-net --help.`);
  }
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(commandHelp(name));
    return;
  }
  const command = await commands[name]();
  await command(args);
}

function isCommand(name: string): name is keyof typeof commands {
  return Object.hasOwn(commands, name);
}

/** One line for what the user can mend; anything else is a defect and keeps its stack. */
function report(error: unknown) {
  const {code, message} = error as NodeJS.ErrnoException;
  const unbuilt = code === 'ERR_MODULE_NOT_FOUND';
  if (!(error instanceof CommandError) && !unbuilt) throw error;
  const line = unbuilt ? 'the WebAssembly core is not there: run ./scripts/build first.' : message;
  process.stderr.write(`fourier-net: ${line.replaceAll('\n', ' ')}\n`);
  process.exitCode = error instanceof CommandError ? error.status : 1;
}

process.stdout.on('error', () => process.exit(1)); // the reader of a pipe went away
try {
  await main(process.argv.slice(2));
} catch (error) {
  report(error);
}
