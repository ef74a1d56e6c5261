import {chromium} from './puppeteer.js';
import {testEngine} from './suite.js';

testEngine(chromium);
