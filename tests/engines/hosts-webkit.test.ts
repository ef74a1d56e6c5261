import {testHosts} from './hosts.ts';
import {webkit} from './webkit.ts';

testHosts(webkit);
