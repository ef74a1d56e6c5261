import {testSounds} from './sounds.js';
import {webkit} from './webkit.js';

testSounds(webkit);
