import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {Page} from 'puppeteer-core';
import type {TestContext} from 'node:test';

/**
 * Lets a page download files, into a folder that goes with the test.
 * @returns waits for the next download
 */
export async function allowDownloads(
  t: TestContext,
  page: Page,
): Promise<() => Promise<{name: string; file: string}>> {
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
