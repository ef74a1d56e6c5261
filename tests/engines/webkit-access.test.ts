import {testAccess} from './access.ts';
import {webkit} from './webkit.ts';

testAccess(webkit);
