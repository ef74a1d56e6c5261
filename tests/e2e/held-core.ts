import type {Page} from 'puppeteer-core';

type HoldingWindow = typeof window & {letCoreCome: () => void};

/**
 * Holds the page's requests for the core back until letCoreCome(). In the page: where the driver
 * holds requests, a worker that ends meanwhile may leave it waiting for ever.
 * @param page before it is opened
 */
export function holdCore(page: Page) {
  return page.evaluateOnNewDocument(() => {
    const {fetch} = window;
    const mayCome = new Promise(resolve => Object.assign(window, {letCoreCome: resolve}));
    window.fetch = async (...request) => {
      if (String(request[0]).endsWith('.wasm')) await mayCome;
      return fetch(...request);
    };
  });
}

export function letCoreCome(page: Page) {
  return page.evaluate(() => (window as HoldingWindow).letCoreCome());
}
