import {context} from 'esbuild';

// Serves dist/ on this machine until interrupted: serve.mjs [PORT]; left out, 8000 or the next free.
const port = process.argv[2] ? Number(process.argv[2]) : undefined;
const server = await (await context({})).serve({servedir: 'dist', host: '127.0.0.1', port});
process.stdout.write(`fourier-net is at http://127.0.0.1:${server.port}/ (Ctrl-C ends it)\n`);
