import {chromium} from './puppeteer.ts';
import {testEngine} from './suite.ts';

testEngine(chromium);
