import type {Page, Protocol} from 'puppeteer-core';

/**
 * Holds the page's next request that matches, and touches no other: workers ask for their own scripts.
 * @returns asked: its address, once it is there
 */
export async function holdRequest(page: Page, urlPattern: string) {
  const session = await page.createCDPSession();
  const paused = new Promise<Protocol.Fetch.RequestPausedEvent>(resolve =>
    session.once('Fetch.requestPaused', resolve),
  );
  await session.send('Fetch.enable', {patterns: [{urlPattern}]});
  return {
    asked: paused.then(({request}) => request.url),
    async letGo() {
      const {requestId} = await paused;
      await session.send('Fetch.continueRequest', {requestId});
      await session.send('Fetch.disable');
    },
  };
}
