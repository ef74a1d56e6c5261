import {spawn} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {Engine, Tab} from './tab.ts';
import type {SpawnOptions, ChildProcess} from 'node:child_process';
import type {AddressInfo} from 'node:net';

// WebKitGTK's MiniBrowser by the W3C's WebDriver protocol (https://www.w3.org/TR/webdriver2/), on an
// X server without a screen. Both end with this process.

const browser = process.env.MINIBROWSER ?? `/usr/lib/${debianTriplet()}/webkit2gtk-4.1/MiniBrowser`;

/** What any command takes, in milliseconds: it only ends a wait that would not end. */
const patience = 60_000;

/** Key values of the protocol. */
const keys = {
  Tab: '\uE004',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  ' ': ' ',
  r: 'r',
};

export async function webkit(): Promise<Engine> {
  const home = await mkdtemp(path.join(tmpdir(), 'fourier-net-'));
  const display = await startDisplay();
  const port = await freePort();
  const driver = startTied('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: display.name,
      HOME: home,
      XDG_CACHE_HOME: home,
      XDG_CONFIG_HOME: home,
      XDG_DATA_HOME: home,
      GDK_BACKEND: 'x11',
      GSETTINGS_BACKEND: 'memory',
      NO_AT_BRIDGE: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
    },
  });
  const ask = askerOf(`http://127.0.0.1:${port}`);
  await untilReady(ask);
  const begin = async () => {
    const {sessionId} = await ask<{sessionId: string}>('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          'webkitgtk:browserOptions': {
            binary: browser,
            args: ['--automation', '--enable-page-cache=false'],
          },
          timeouts: {pageLoad: patience, script: patience},
        },
      },
    });
    const askIn: ReturnType<typeof askerOf> = (method, command, body) =>
      ask(method, `/session/${sessionId}${command}`, body);
    return askIn;
  };
  /** of sessions: each has a browser of its own */
  const idle: ReturnType<typeof askerOf>[] = [];
  return {
    async openTab({width, height}) {
      const session = idle.pop() ?? (await begin().catch(begin)); // now and then none comes up
      await session('POST', '/window/rect', {width, height});
      const end = async () => {
        // Another page has another port, and so an origin and storage of its own.
        await session('POST', '/url', {url: 'about:blank'});
        idle.push(session);
      };
      return tabOf(session, () => end().catch(() => session('DELETE', '')));
    },
    async close() {
      await Promise.allSettled(idle.map(session => session('DELETE', '')));
      await Promise.all([end(driver), end(display.process)]);
      await rm(home, {recursive: true, force: true, maxRetries: 5});
    },
  };
}

/** @param ask within a session */
function tabOf(ask: ReturnType<typeof askerOf>, close: () => Promise<void>): Tab {
  let calls = 0;
  const execute = <Value>(script: string, args: unknown[]) => {
    const number = ++calls;
    const call = () =>
      ask<{value: Value; error?: string}>('POST', '/execute/async', {
        script: `
          const [number, ...args] = arguments;
          const done = args.pop();
          if (window.driverCall?.number !== number) {
            window.driverCall = {number, answer: Promise.resolve((${script})(...args))};
          }
          window.driverCall.answer
            .then(value => done({value}), error => done({error: String(error)}));`,
        args: [number, ...args],
      });
    // Now and then the driver loses what the script returned: it is asked for again, not run again.
    return call().catch(error => {
      if (!String(error).includes('Could not parse script result')) throw error;
      return call();
    });
  };
  const run = async <Value>(script: string, args: unknown[]) => {
    const {value, error} = await execute<Value>(script, args);
    if (error) throw new Error(error);
    return value;
  };
  const evaluate: Tab['evaluate'] = (script, ...args) => run(String(script), args);
  const waitFor: Tab['waitFor'] = (script, args, patience) =>
    run(
      `async (...args) => {
        const giveUp = performance.now() + ${patience};
        for (;;) {
          const value = await (${script})(...args);
          if (value || performance.now() > giveUp) return value;
          await new Promise(requestAnimationFrame);
        }
      }`,
      args,
    );
  return {
    goto(url) {
      const load = (): Promise<void> => ask('POST', '/url', {url});
      return load().catch(load); // now and then one does not come to its end
    },
    evaluate,
    waitFor,
    clickAt: (x, y) =>
      act(ask, {
        type: 'pointer',
        id: 'mouse',
        actions: [
          {type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y)},
          {type: 'pointerDown', button: 0},
          {type: 'pointerUp', button: 0},
        ],
      }),
    press: (key, times = 1) =>
      act(ask, {
        type: 'key',
        id: 'keyboard',
        actions: Array(times)
          .fill(['keyDown', 'keyUp'])
          .flat()
          .map(type => ({type, value: keys[key]})),
      }),
    async setFile(find, file) {
      const element = Object.values((await execute<Reference>(String(find), [])).value)[0];
      await ask('POST', `/element/${element}/value`, {text: file});
    },
    async picture() {
      // What was drawn last comes to the screen with the next frame.
      await evaluate(
        () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      return Buffer.from(await ask<string>('GET', '/screenshot'), 'base64');
    },
    close,
  };
}

/** @param source of input */
const act = (ask: ReturnType<typeof askerOf>, source: object): Promise<void> =>
  ask('POST', '/actions', {actions: [source]});

/** What the protocol says of a command that fails. */
type Problem = {error?: string; message?: string};

/** An element, under a key that is always the same. */
type Reference = Record<string, string>;

function askerOf(address: string) {
  return async <Value>(
    method: 'GET' | 'POST' | 'DELETE',
    command: string,
    body?: object,
  ): Promise<Value> => {
    const response = await fetch(address + command, {
      method,
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(patience),
    });
    const {value} = (await response.json()) as {value: Value & Problem};
    if (!response.ok) throw new Error(`${method} ${command}: ${value.error}: ${value.message}`);
    return value;
  };
}

async function untilReady(ask: ReturnType<typeof askerOf>) {
  const giveUp = Date.now() + patience;
  for (;;) {
    try {
      await ask('GET', '/status');
      return;
    } catch (error) {
      if (Date.now() > giveUp) throw error;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
}

/** An X server that draws into memory; it chooses its own number. */
async function startDisplay() {
  const xvfb = startTied(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'],
    {stdio: ['ignore', 'ignore', 'ignore', 'pipe']},
  );
  const number = await new Promise((resolve, reject) => {
    xvfb.stdio[3]?.once('data', resolve);
    xvfb.once('error', reject);
    xvfb.once('exit', code => reject(new Error(`Xvfb ended with ${code}`)));
  });
  return {name: `:${String(number).trim()}`, process: xvfb};
}

/** A process that the kernel ends when this one does. */
function startTied(command: string, args: string[], options: SpawnOptions) {
  return spawn('setpriv', ['--pdeathsig', 'KILL', command, ...args], options);
}

async function end(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise(resolve => child.once('exit', resolve));
  child.kill();
  await ended;
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const {port} = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function debianTriplet() {
  return process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';
}
