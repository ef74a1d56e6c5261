import {testStorage} from './storage.js';
import {webkit} from './webkit.js';

testStorage(webkit);
