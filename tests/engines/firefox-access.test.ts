import {testAccess} from './access.ts';
import {firefox} from './puppeteer.ts';

testAccess(firefox);
