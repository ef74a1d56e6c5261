import {context} from 'esbuild';

// Serves dist/ on this machine until interrupted: serve.mjs [PORT], 0 for any free one.
const port = Number(process.argv[2] ?? 0);
const server = await (await context({})).serve({servedir: 'dist', host: '127.0.0.1', port});
process.stdout.write(`fourier-net is at http://127.0.0.1:${server.port}/ (Ctrl-C ends it)\n`);
