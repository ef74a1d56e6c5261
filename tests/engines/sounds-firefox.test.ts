import {firefox} from './puppeteer.ts';
import {testSounds} from './sounds.ts';

testSounds(firefox);
