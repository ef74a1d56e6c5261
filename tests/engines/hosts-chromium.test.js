import {testHosts} from './hosts.js';
import {chromium} from './puppeteer.js';

testHosts(chromium);
