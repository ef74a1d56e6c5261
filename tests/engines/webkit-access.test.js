import {testAccess} from './access.js';
import {webkit} from './webkit.js';

testAccess(webkit);
