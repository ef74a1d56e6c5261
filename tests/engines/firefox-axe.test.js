import {testAxe} from './axe-suite.js';
import {firefox} from './puppeteer.js';

testAxe(firefox);
