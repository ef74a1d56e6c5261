import {firefox} from './puppeteer.js';
import {testEngine} from './suite.js';

testEngine(firefox);
