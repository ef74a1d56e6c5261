import {readFromFrame} from '../embed/messages.ts';
import {tooLongForAddress} from '../settings/codecs.ts';
import {completeSettings, parseSetting} from '../settings/check.ts';
import {settingNamed} from '../settings/table.ts';
import {find} from '../kit/find.ts';
import {fragment} from '../lab/figure-element.ts';
import style from './embed-dialog.css';
import markup from './embed-dialog.html';
import {elementCode, frameAttributes, frameCode} from './embed-code.ts';
import type {Subject} from './link.ts';
import type {Settings} from '../settings/table.ts';

/** Heights of a frame in CSS pixels. */
const heights = {min: 200, max: 4000};

/** Settings of the presentation that the reader chooses here. */
const choices = ['controls', 'theme', 'view'];

/**
 * Shows the HTML that puts this run into another page, and what that looks like. Resolves when the
 * dialog is closed; then nothing of it is left.
 * @throws Error where a page's address cannot hold the run
 */
export function openEmbedDialog(subject: Subject): Promise<void> {
  const [missing] = tooLongForAddress(subject.settings);
  if (missing) {
    throw new Error(
      `This run cannot be embedded: its ${missing} is too large for an address. “Save run” takes it along.`,
    );
  }
  const ended = new AbortController();
  const root = subject.root as ShadowRoot;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const dialog = fragment(markup).firstElementChild as HTMLDialogElement;
  root.append(dialog);
  addForm(dialog, subject, ended.signal);
  dialog.showModal();
  return new Promise(resolve => {
    const close = () => {
      ended.abort();
      dialog.remove();
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter(each => each !== sheet);
      resolve();
    };
    dialog.addEventListener('close', close, {signal: ended.signal});
    subject.signal.addEventListener('abort', close, {signal: ended.signal});
  });
}

function addForm(dialog: HTMLDialogElement, subject: Subject, signal: AbortSignal) {
  const part = <Kind extends HTMLElement>(name: string) =>
    find<Kind>(dialog, `[data-part='${name}']`);
  const height = part<HTMLInputElement>('height');
  const code = part<HTMLTextAreaElement>('code');
  fillChoices(dialog, subject);
  const site = new URL('..', import.meta.url).href; // this script is in the page's assets/
  let goodHeight = Number(height.value);
  let isTyped = false; // until then it is what the preview needs

  /** @returns of the run, presented as chosen */
  function chosenSettings(): Settings {
    const chosen: Record<string, unknown> = {...subject.settings};
    for (const key of choices) chosen[key] = parseSetting(key, choiceOf(dialog, key).value);
    chosen.autoplay = part<HTMLInputElement>('autoplay').checked;
    return completeSettings(chosen);
  }

  function update() {
    const framed = find(dialog, "[value='frame']").matches(':checked');
    const problem = checkHeight(height);
    if (problem === '') goodHeight = Number(height.value);
    part('height-field').hidden = !framed;
    const settings = chosenSettings();
    part('problem').textContent = framed ? problem || problemOf(settings) : '';
    const options = {site, height: goodHeight};
    const html = framed ? frameCode(settings, options) : elementCode(settings, options);
    if (html !== code.value) {
      code.value = html;
      part('copied').textContent = '';
    }
    showPreview(part('preview'), frameAttributes(settings, options));
  }

  async function copy() {
    code.select();
    try {
      await navigator.clipboard.writeText(code.value);
      part('copied').textContent = 'Copied.';
    } catch {
      code.focus();
      part('copied').textContent =
        'This browser did not allow copying. The code is selected: copy it with the keyboard or the menu.';
    }
  }

  /** @param event perhaps of the preview, which tells how high its content is */
  function hear({source, data}: MessageEvent) {
    const frame = part('preview').querySelector('iframe');
    if (isTyped || source === null || source !== frame?.contentWindow) return;
    const told = readFromFrame(data);
    if (told?.type !== 'height') return;
    height.value = String(Math.max(heights.min, Math.min(heights.max, told.height)));
    update();
  }

  addEventListener('message', hear, {signal});
  height.addEventListener('input', () => (isTyped = true), {signal});
  dialog.addEventListener('change', update, {signal});
  dialog.addEventListener('submit', event => event.preventDefault(), {signal});
  part('copy').addEventListener('click', () => void copy(), {signal});
  part('close').addEventListener('click', () => dialog.close(), {signal});
  update();
}

/** @param subject pictures that its figure does not have are not offered */
function fillChoices(dialog: Element, {settings, root}: Subject) {
  for (const key of choices) {
    const select = choiceOf(dialog, key);
    for (const value of settingNamed(key).values ?? []) {
      const isThere =
        key !== 'view' || value === 'all' || root.querySelector(`[data-view~='${value}']`);
      if (isThere) select.add(new Option(String(value)));
    }
    select.value = String(settings[key as keyof Settings]);
  }
}

function choiceOf(dialog: Element, key: string): HTMLSelectElement {
  return find(dialog, `[data-choice='${key}']`);
}

/** @returns what is wrong with it, or nothing */
function checkHeight(field: HTMLInputElement): string {
  const {min, max} = heights;
  const value = Number(field.value);
  const fits = /^\d+$/.test(field.value.trim()) && value >= min && value <= max;
  if (fits) field.removeAttribute('aria-invalid');
  else field.setAttribute('aria-invalid', 'true');
  return fits
    ? ''
    : `height=${field.value} is not possible: allowed is a whole number from ${min} to ${max}.`;
}

/**
 * What is wrong with a frame of these settings, or nothing; an element has a button of its own.
 */
function problemOf({controls, autoplay}: Settings) {
  return controls === 'none' && !autoplay
    ? 'Without controls nobody can start it: choose others, or “Start by itself”.'
    : '';
}

/** A new frame each time: another address in the old one would be a step in the tab's history. */
function showPreview(place: HTMLElement, {src, title, height}: Record<string, string>) {
  if (place.querySelector('iframe')?.src === src) {
    place.querySelector('iframe')?.setAttribute('height', height);
    return;
  }
  const frame = document.createElement('iframe');
  Object.assign(frame, {src, title: `Preview: ${title}`, height});
  place.replaceChildren(frame);
}
