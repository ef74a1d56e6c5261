import {testLessons} from './lessons.ts';
import {chromium} from './puppeteer.ts';

testLessons(chromium);
