import {models} from '../models.ts';
import {settingTexts} from '../settings/keys.ts';
import {readSettings} from '../settings/reader.ts';
import {addFigure} from './add-figure.ts';
import figureStyle from './figure-in-frame.css';
import {HostLink} from './host-link.ts';
import {marked} from './messages.ts';

// The page in the frame: one figure, by the settings in its address, and its talk with the host.
// It ends with its document.

const {texts, problems} = settingTexts(new URLSearchParams(location.search));
const {values, model} = readSettings(texts);
const content = document.querySelector('main') as HTMLElement;
showTheme(values.theme);
showTitle(models[model].label);
if (problems.length > 0) say(problems.join(' '));
void show();

async function show() {
  const seen = document.querySelector('.window') as Element;
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

/** @param theme of the page around the figure; left out: auto */
function showTheme(theme: unknown = 'auto') {
  document.body.dataset.theme = String(theme);
}

/** For those who do not see the page around it. */
function showTitle(title: string) {
  document.title = title;
  const heading = document.createElement('h1');
  heading.textContent = title;
  content.prepend(heading);
}

function say(text: string) {
  const paragraph = document.createElement('p');
  paragraph.setAttribute('role', 'alert');
  paragraph.textContent = text;
  content.prepend(paragraph);
}
