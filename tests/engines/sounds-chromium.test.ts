import {chromium} from './puppeteer.ts';
import {testSounds} from './sounds.ts';

testSounds(chromium);
