import {wholeChromium} from './puppeteer.ts';
import {testEngine} from './suite.ts';

testEngine(wholeChromium);
