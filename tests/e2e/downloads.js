import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * Lets a page download files, into a folder that goes with the test.
 * @param {import('node:test').TestContext} t
 * @param {Page} page
 * @returns {Promise<() => Promise<{name: string, file: string}>>} waits for the next download
 */
export async function allowDownloads(t, page) {
  const folder = await mkdtemp(path.join(tmpdir(), 'fourier-net-e2e-'));
  t.after(() => rm(folder, {recursive: true, force: true}));
  const session = await page.browser().target().createCDPSession();
  await session.send('Browser.setDownloadBehavior', {
    behavior: 'allow',
    browserContextId: page.browserContext().id,
    downloadPath: folder,
    eventsEnabled: true,
  });
  return () =>
    new Promise((resolve, reject) => {
      let name = '';
      session.on('Browser.downloadWillBegin', event => (name = event.suggestedFilename));
      session.on('Browser.downloadProgress', ({state}) => {
        if (state === 'completed') resolve({name, file: path.join(folder, name)});
        if (state === 'canceled') reject(new Error('The download was cancelled.'));
      });
    });
}
