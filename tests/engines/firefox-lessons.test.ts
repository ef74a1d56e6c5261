import {testLessons} from './lessons.ts';
import {firefox} from './puppeteer.ts';

testLessons(firefox);
