import {chromium} from './puppeteer.js';
import {testSounds} from './sounds.js';

testSounds(chromium);
