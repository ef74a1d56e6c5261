import {firefox} from './puppeteer.js';
import {testSounds} from './sounds.js';

testSounds(firefox);
