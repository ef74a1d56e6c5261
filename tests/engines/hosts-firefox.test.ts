import {testHosts} from './hosts.ts';
import {firefox} from './puppeteer.ts';

testHosts(firefox);
