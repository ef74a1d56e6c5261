import {testAccess} from './access.ts';
import {chromium} from './puppeteer.ts';

testAccess(chromium);
