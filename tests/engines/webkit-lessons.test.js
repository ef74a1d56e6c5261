import {testLessons} from './lessons.js';
import {webkit} from './webkit.js';

testLessons(webkit);
