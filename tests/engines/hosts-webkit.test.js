import {testHosts} from './hosts.js';
import {webkit} from './webkit.js';

testHosts(webkit);
