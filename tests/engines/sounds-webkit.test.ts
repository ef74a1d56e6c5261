import {testSounds} from './sounds.ts';
import {webkit} from './webkit.ts';

testSounds(webkit);
