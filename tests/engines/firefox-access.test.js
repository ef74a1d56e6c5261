import {testAccess} from './access.js';
import {firefox} from './puppeteer.js';

testAccess(firefox);
