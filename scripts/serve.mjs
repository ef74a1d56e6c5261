import {serveFolder} from './static-server.mjs';

// Serves dist/ on this machine until interrupted: serve.mjs [PORT]; left out, 8000 or the next free.
const [, , port] = process.argv;
const {address} = await (port ? serveFolder('dist', {port: Number(port)}) : serveAtNextFree(8000));
process.stdout.write(`fourier-net is at ${address} (Ctrl-C ends it)\n`);

/**
 * @param {number} port
 * @returns {ReturnType<typeof serveFolder>}
 */
async function serveAtNextFree(port) {
  try {
    return await serveFolder('dist', {port});
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EADDRINUSE') throw error;
    return serveAtNextFree(port + 1);
  }
}
