import {DftFigure} from './figures/dft-figure.js';
import {settingsTable} from './settings/table.js';

// The page's own entry: settings in its address go to the figure as attributes, which checks them.
const query = new URLSearchParams(location.search);
const theme = query.get('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
for (const figure of document.querySelectorAll('dft-figure')) {
  for (const {key} of settingsTable) {
    const text = query.get(key);
    if (text !== null) figure.setAttribute(key, text);
  }
}
if (!customElements.get('dft-figure')) customElements.define('dft-figure', DftFigure);
