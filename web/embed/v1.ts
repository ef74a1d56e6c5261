import {Facade} from './facade.ts';

// <script async src="https://HOST/embed/v1.js"></script>: a classic script, which needs no permission
// of its host. It may be loaded more than once; the first one defines the element.

const {currentScript} = document;
const source = currentScript instanceof HTMLScriptElement ? currentScript.src : '';
if (!source) {
  throw new Error('embed/v1.js finds the demo by its own address: load it with <script src>.');
}
if (!customElements.get('fourier-net')) {
  const address = new URL('./', source);
  customElements.define(
    'fourier-net',
    class extends Facade {
      constructor() {
        super(address);
      }
    },
  );
}
