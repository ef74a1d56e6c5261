import {testHosts} from './hosts.js';
import {firefox} from './puppeteer.js';

testHosts(firefox);
