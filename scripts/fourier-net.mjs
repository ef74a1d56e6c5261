#!/usr/bin/env node
// The command line is TypeScript, which Node runs as it is from 22.18 on. An older one hands over to
// the Node that scripts/setup has fetched.
import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import module from 'node:module';
import {fileURLToPath} from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
const runsTypeScript = major > 22 || (major === 22 && minor >= 18);
const fetched = fileURLToPath(new URL('../build/node/node_modules/.bin/node', import.meta.url));

if (runsTypeScript) {
  module.enableCompileCache(); // it starts in half the time: its types are taken out once
  await import('./cli/main.ts');
} else if (existsSync(fetched)) {
  handOver();
} else {
  process.stderr.write(
    `fourier-net: Node ${process.versions.node} is too old: 22.18 or newer is needed. ` +
      './scripts/setup build fetches one.\n',
  );
  process.exitCode = 1;
}

/** The other Node has this one's input and output; this one passes signals on, and ends as it does. */
function handOver() {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const child = spawn(fetched, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    detached: true, // or a terminal's Ctrl-C would reach it twice
  });
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on('exit', (status, signal) => {
    if (signal === null) process.exit(status);
    for (const each of signals) process.removeAllListeners(each);
    process.kill(process.pid, signal);
  });
}
