import {testStorage} from './storage.ts';
import {firefox} from './puppeteer.ts';

testStorage(firefox);
