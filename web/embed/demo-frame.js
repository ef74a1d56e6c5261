import {attributesOf, isForeign} from '../settings/keys.js';
import {readSettings} from '../settings/reader.js';
import {FrameLink} from './frame-link.js';

/** Milliseconds without a word from the frame after which the reader is told. */
const patience = 15_000;

/**
 * @typedef {object} Listener
 * @property {string} title what the frame is called, where the element has no title of its own
 * @property {() => void} onHello the frame listens
 * @property {(told: import('./frame-link.js').Told) => void} onTold
 * @property {(problem: string) => void} onForbidden there will be no frame; calls are refused
 * @property {(problem: string) => void} onSilence there may still be one
 */

/**
 * A frame with the demo, in somebody else's page, until its signal.
 * @param {HTMLElement} element whose attributes are its settings
 * @param {ParentNode} place
 * @param {URL} address of the frame's page
 * @param {Listener & {signal: AbortSignal}} options
 */
export function addDemoFrame(element, place, address, options) {
  const {title, onHello, onTold, onForbidden, onSilence, signal} = options;
  const frame = document.createElement('iframe');
  frame.title = element.title || title;
  frame.allow = 'clipboard-write; microphone';
  frame.src = addressFor(element, address);
  const hasCredentialless = 'credentialless' in frame;
  // An isolated page (COEP) takes only frames that are isolated too, or that have nothing to lose.
  if (crossOriginIsolated && hasCredentialless) frame.setAttribute('credentialless', '');

  const timer = setTimeout(
    () => onSilence(`There is no answer from ${address.host} yet.`),
    patience,
  );
  const link = new FrameLink(frame, address.origin, {
    onHello() {
      clearTimeout(timer);
      onHello();
    },
    onTold,
    signal,
  });

  /** @param {string} reason */
  function forbid(reason) {
    clearTimeout(timer);
    link.refuseAll(reason);
    onForbidden(reason);
  }

  document.addEventListener(
    'securitypolicyviolation',
    ({blockedURI, effectiveDirective, disposition}) => {
      if (disposition !== 'enforce' || !/^(frame|child|default)-src$/.test(effectiveDirective)) {
        return;
      }
      if (!blockedURI.startsWith(address.origin)) return;
      forbid(
        `This page’s Content-Security-Policy forbids the frame: ${effectiveDirective} has to ` +
          `allow ${address.origin}.`,
      );
    },
    {signal},
  );
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    frame.remove();
  });

  if (crossOriginIsolated && !hasCredentialless) {
    // After the caller has what it waits for.
    queueMicrotask(() =>
      forbid(
        'This page is isolated (Cross-Origin-Embedder-Policy), and this browser has no ' +
          'credentialless frames, so the demo cannot be shown inside it.',
      ),
    );
  } else {
    place.append(frame);
  }
  return {frame, link};
}

/**
 * The frame's address with the element's settings, and with what it has to say something about. It
 * starts by itself only when it is told to.
 * @param {HTMLElement} element
 * @param {URL} address
 */
export function addressFor(element, address) {
  const url = new URL(address);
  const attributes = attributesOf(element).filter(([key]) => !isForeign(key));
  const {values} = readSettings(new Map(attributes));
  for (const [key, text] of attributes) {
    if (key !== 'autoplay' || !('autoplay' in values)) url.searchParams.set(key, text);
  }
  return url.href;
}
