import {frameFile} from '../built.ts';

// The first script of the frame's page, which stands in it. A frame that is sandboxed without
// `allow-same-origin` has an origin of its own, to which no module, no worker and no file of this
// host is allowed: the page that holds all of it in one takes over there.
if (origin === 'null') {
  location.replace(`sandboxed.html${location.search}`);
} else {
  const script = document.createElement('script');
  script.type = 'module';
  script.src = frameFile;
  document.head.append(script);
}
