import {testHosts} from './hosts.ts';
import {chromium} from './puppeteer.ts';

testHosts(chromium);
