import {testAxe} from './axe-suite.js';
import {webkit} from './webkit.js';

testAxe(webkit);
