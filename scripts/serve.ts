import {serveFolder} from './static-server.ts';

// Serves dist/ on this machine until interrupted: serve.ts [PORT]; left out, 8000 or the next free.
const [, , port] = process.argv;
const {address} = await (port ? serveFolder('dist', {port: Number(port)}) : serveAtNextFree(8000));
process.stdout.write(`fourier-net is at ${address} (Ctrl-C ends it)\n`);

async function serveAtNextFree(port: number): ReturnType<typeof serveFolder> {
  try {
    return await serveFolder('dist', {port});
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return serveAtNextFree(port + 1);
  }
}
