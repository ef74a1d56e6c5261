import {testStorage} from './storage.ts';
import {webkit} from './webkit.ts';

testStorage(webkit);
