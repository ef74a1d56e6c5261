import {testLessons} from './lessons.js';
import {firefox} from './puppeteer.js';

testLessons(firefox);
