import {firefox} from './puppeteer.ts';
import {testEngine} from './suite.ts';

testEngine(firefox);
