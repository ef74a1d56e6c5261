import {testStorage} from './storage.ts';
import {chromium} from './puppeteer.ts';

testStorage(chromium);
