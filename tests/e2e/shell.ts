import {existsSync} from 'node:fs';

const installed = process.env.CHROMIUM_SHELL ?? '/usr/bin/chromium-headless-shell';

/**
 * Chromium without windows, menus and profiles: a page costs it less than half the work. undefined:
 * there is none here.
 */
export const shell = existsSync(installed) ? installed : undefined;
