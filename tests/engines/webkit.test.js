import {testEngine} from './suite.js';
import {webkit} from './webkit.js';

testEngine(webkit);
