import {serveFolder} from './static-server.ts';
import {buildAfterChanges} from './watch.ts';

// Serves dist/ on this machine until interrupted: serve.ts [--watch] [PORT]; left out, the port is
// 8000 or the next free.
const given = process.argv.slice(2);
const [port] = given.filter(each => each !== '--watch');
const {address} = await (port ? serveFolder('dist', {port: Number(port)}) : serveAtNextFree(8000));
process.stdout.write(`fourier-net is at ${address} (Ctrl-C ends it)\n`);
if (given.includes('--watch')) {
  buildAfterChanges(['web', 'cpp'], {
    command: 'scripts/build',
    tell: line => void process.stdout.write(`${line}\n`),
  });
}

async function serveAtNextFree(port: number): ReturnType<typeof serveFolder> {
  try {
    return await serveFolder('dist', {port});
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return serveAtNextFree(port + 1);
  }
}
