import {testAccess} from './access.js';
import {chromium} from './puppeteer.js';

testAccess(chromium);
