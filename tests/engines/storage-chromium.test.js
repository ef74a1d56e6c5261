import {testStorage} from './storage.js';
import {chromium} from './puppeteer.js';

testStorage(chromium);
