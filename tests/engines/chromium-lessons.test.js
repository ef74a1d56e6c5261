import {testLessons} from './lessons.js';
import {chromium} from './puppeteer.js';

testLessons(chromium);
