import {visitAsNewcomer} from '../newcomer.mjs';

/** @typedef {import('../newcomer.mjs').Visit} Visit */

const desktop = {screen: {width: 1280, height: 800}, byTouch: false};
const phone = {screen: {width: 360, height: 740}, byTouch: true};

/** @type {Visit[]} */
const visits = [
  {...desktop, name: 'desktop', reducedMotion: false},
  {...desktop, name: 'desktop, reduced motion', reducedMotion: true},
  {...phone, name: 'phone', reducedMotion: false},
  {...phone, name: 'phone, reduced motion', reducedMotion: true},
];

/**
 * From opening the page to a network that has converged and a spiral that was turned.
 * @type {import('../main.mjs').Section}
 */
export async function newcomer(browser, add) {
  for (const visit of visits) {
    const page = await browser.newVisitor();
    const parts = await visitAsNewcomer(page, browser.site, visit);
    await page.close();
    for (const {part, seconds} of parts) add(`newcomer, ${visit.name}: ${part}`, 's', [seconds]);
    const total = parts.reduce((sum, {seconds}) => sum + seconds, 0);
    add(`newcomer, ${visit.name}: all of it`, 's', [total], {atMost: 60});
  }
}
