import {figureLabels} from '../figures/labels.js';
import {nameLanguage} from '../language.js';
import {settingTexts} from '../settings/keys.js';
import {readSettings} from '../settings/reader.js';
import {addFigure} from './add-figure.js';
import figureStyle from './figure-in-frame.css';
import {HostLink} from './host-link.js';
import {marked} from './messages.js';

// The page in the frame: one figure, by the settings in its address, and its talk with the host.
// It ends with its document.

nameLanguage();
const {texts, problems} = settingTexts(new URLSearchParams(location.search));
const {values, model} = readSettings(texts);
const content = /** @type {HTMLElement} */ (document.querySelector('main'));
showTheme(values.theme);
showTitle(figureLabels[model]);
if (problems.length > 0) say(problems.join(' '));
void show();

async function show() {
  const seen = /** @type {Element} */ (document.querySelector('.window'));
  const {signal} = new AbortController();
  try {
    const figure = await addFigure(content, texts, {seen, signal});
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(figureStyle);
    figure.shadowRoot?.adoptedStyleSheets.push(sheet);
    const themes = new MutationObserver(() => showTheme(figure.dataset.theme));
    themes.observe(figure, {attributeFilter: ['data-theme']});
    if (parent !== window) new HostLink(parent, figure, content);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const text = `This figure could not be loaded (${reason}). Check the connection, then reload the page.`;
    say(text);
    if (parent !== window) {
      parent.postMessage(
        marked({type: 'statechange', state: 'error', reason: text, current: 'error'}),
        '*',
      );
    }
  }
}

/** @param {unknown} theme of the page around the figure; left out: auto */
function showTheme(theme = 'auto') {
  document.body.dataset.theme = String(theme);
}

/**
 * For those who do not see the page around it.
 * @param {string} title
 */
function showTitle(title) {
  document.title = title;
  const heading = document.createElement('h1');
  heading.textContent = title;
  content.prepend(heading);
}

/** @param {string} text */
function say(text) {
  const paragraph = document.createElement('p');
  paragraph.setAttribute('role', 'alert');
  paragraph.textContent = text;
  content.prepend(paragraph);
}
