import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {serveGzipped} from '../site.ts';
import type {Limit} from '../limits.ts';
import type {Section} from '../main.ts';

const runs = 3;

/** Of 100; Lighthouse's own word for “good” begins at 90. */
const scores = {performance: 95, accessibility: 100, 'best-practices': 100, seo: 100};

const metrics: Record<string, [unit: string, limit?: Limit]> = {
  'first-contentful-paint': ['ms'],
  'largest-contentful-paint': ['ms'],
  'total-blocking-time': ['ms'],
  'speed-index': ['ms'],
  'cumulative-layout-shift': ['', {atMost: 0.001}],
};

type Report = {categories: Record<string, {score: number}>; audits: Record<string, Audit>};
type Audit = {score: number | null; title: string; numericValue: number};

/**
 * Lighthouse on the built page as a good static host serves it: its mobile profile, a slow phone on a
 * slow network, both simulated.
 */
export const lighthouse: Section = async (browser, add) => {
  const module = path.resolve('build/peers/node_modules/lighthouse/core/index.js');
  const found = await import(pathToFileURL(module).href).catch(() => null);
  if (!found) {
    add('lighthouse, mobile', 'points', null, undefined, 'not installed: lighthouse');
    return;
  }
  const host = await serveGzipped();
  const reports: Report[] = [];
  try {
    const page = await browser.blankPage();
    for (let i = 0; i < runs; i++) {
      const {lhr} = await found.default(host.address, {logLevel: 'error'}, undefined, page);
      if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
      reports.push(lhr);
    }
  } finally {
    await host.close();
  }
  for (const [name, atLeast] of Object.entries(scores)) {
    const values = reports.map(({categories}) => Math.round(100 * categories[name].score));
    add(`lighthouse, mobile: ${name}`, 'points', values, {atLeast});
  }
  for (const [name, [unit, limit]] of Object.entries(metrics)) {
    const values = reports.map(({audits}) => audits[name].numericValue);
    add(`lighthouse, mobile: ${name.replaceAll('-', ' ')}`, unit, values, limit);
  }
};
