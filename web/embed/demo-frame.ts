import {attributesOf, isForeign} from '../settings/keys.ts';
import {readSettings} from '../settings/reader.ts';
import {FrameLink} from './frame-link.ts';
import type {Told} from './frame-link.ts';

/** Milliseconds without a word from the frame after which the reader is told. */
const patience = 15_000;

interface Listener {
  /** what the frame is called, where the element has no title of its own */
  title: string;
  /** the frame listens */
  onHello: () => void;
  onTold: (told: Told) => void;
  /** there will be no frame; calls are refused */
  onForbidden: (problem: string) => void;
  /** there may still be one */
  onSilence: (problem: string) => void;
}

/**
 * A frame with the demo, in somebody else's page, until its signal.
 * @param element whose attributes are its settings
 * @param address of the frame's page
 */
export function addDemoFrame(
  element: HTMLElement,
  place: ParentNode,
  address: URL,
  options: Listener & {signal: AbortSignal},
) {
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

  function forbid(reason: string) {
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
 */
export function addressFor(element: HTMLElement, address: URL) {
  const url = new URL(address);
  const attributes = attributesOf(element).filter(([key]) => !isForeign(key));
  const {values} = readSettings(new Map(attributes));
  for (const [key, text] of attributes) {
    if (key !== 'autoplay' || !('autoplay' in values)) url.searchParams.set(key, text);
  }
  return url.href;
}
