import puppeteer from 'puppeteer-core';
import type {LaunchOptions, Browser} from 'puppeteer-core';

/**
 * A headless Chromium that reaches this machine only, as 127.0.0.1 and as other.test, which is another
 * site to it. It ends with close(), and with this process.
 * @param options more of them
 */
export function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  return puppeteer.launch({
    ...options,
    executablePath: options.executablePath ?? process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    pipe: true, // nothing is left behind when this process dies
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP other.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ...(options.args ?? []),
    ],
  });
}
