import {testLessons} from './lessons.ts';
import {webkit} from './webkit.ts';

testLessons(webkit);
