import {testStorage} from './storage.js';
import {firefox} from './puppeteer.js';

testStorage(firefox);
