import {testAxe} from './axe-suite.js';
import {chromium} from './puppeteer.js';

testAxe(chromium);
