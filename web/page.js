import {settingsTable} from './settings/table.js';

// The page's own entry. Settings in its address go, as attributes, to the figure of their model,
// which checks them; a figure's code is loaded when it comes near the screen.

/** @type {Record<string, () => Promise<CustomElementConstructor>>} */
const figures = {
  'dft-figure': async () => (await import('./figures/dft-figure.js')).DftFigure,
  'spectrogram-figure': async () =>
    (await import('./figures/spectrogram-figure.js')).SpectrogramFigure,
};

const query = new URLSearchParams(location.search);
const theme = query.get('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;

const addressed = query.get('model') === 'spectrogram' ? 'spectrogram-figure' : 'dft-figure';
for (const figure of document.querySelectorAll(addressed)) {
  for (const {key} of settingsTable) {
    const text = query.get(key);
    if (text !== null) figure.setAttribute(key, text);
  }
}

for (const [name, load] of Object.entries(figures)) {
  const nearing = new IntersectionObserver(
    async entries => {
      if (!entries.some(entry => entry.isIntersecting)) return;
      nearing.disconnect();
      const constructor = await load();
      if (!customElements.get(name)) customElements.define(name, constructor);
    },
    {rootMargin: '100%'},
  );
  for (const figure of document.querySelectorAll(name)) nearing.observe(figure);
}

// One figure at work at a time: a reader looks at one, and each wants the whole machine.
document.addEventListener('statechange', event => {
  const {detail, target} = /** @type {CustomEvent} */ (event);
  if (detail.state !== 'running') return;
  for (const figure of document.querySelectorAll(Object.keys(figures).join())) {
    const {state, pause} = /** @type {any} */ (figure);
    if (figure !== target && state === 'running') void pause.call(figure);
  }
});
