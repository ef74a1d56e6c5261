import {RunValue} from './article/run-value.js';
import {define, figureOf, modelFigures} from './figures/by-model.js';
import {nameLanguage} from './language.js';
import {keepOffline} from './offline/register.js';
import {readSettings, textsFrom} from './settings/reader.js';

// The page's own entry. Settings in its address go, as attributes, to the figure of their model,
// which says what is wrong with them; a figure's code is loaded when it comes near the screen.

const lessons = () => import('./figures/lessons/lessons.js');

/** @type {(Omit<import('./figures/by-model.js').ModelFigure, 'models'>)[]} */
const figures = [
  ...modelFigures,
  {
    name: 'violin-figure',
    load: async () => (await import('./figures/violin/violin-figure.js')).ViolinFigure,
  },
  {name: 'step-size-figure', load: async () => (await lessons()).StepSizeFigure},
  {name: 'adam-figure', load: async () => (await lessons()).AdamFigure},
  {name: 'comparison-figure', load: async () => (await lessons()).ComparisonFigure},
  {name: 'coverage-figure', load: async () => (await lessons()).CoverageFigure},
];

nameLanguage();
keepOffline();

const query = new URLSearchParams(location.search);
const texts = textsFrom(key => query.get(key));
const {values, model} = readSettings(texts);
if (values.theme !== undefined) document.documentElement.dataset.theme = String(values.theme);

const addressed = figureOf(model);
for (const figure of document.querySelectorAll(addressed.name)) {
  for (const [key, text] of texts) figure.setAttribute(key, text);
}
if ([...query.keys()].length > texts.size) void tellOfKeys();
const [navigation] = performance.getEntriesByType('navigation');
const isFollowedLink = /** @type {any} */ (navigation)?.type !== 'reload' && location.hash === '';
if (addressed !== modelFigures[0] && isFollowedLink) void comeTo(addressed.name);

for (const figure of figures) {
  const {name} = figure;
  const nearing = new IntersectionObserver(
    async entries => {
      if (!entries.some(entry => entry.isIntersecting)) return;
      nearing.disconnect();
      try {
        await define(figure);
      } catch (error) {
        sayNotLoaded(name, error);
      }
    },
    {rootMargin: '100%'},
  );
  for (const element of document.querySelectorAll(name)) nearing.observe(element);
}

customElements.define('run-value', RunValue);

// One figure at work at a time: a reader looks at one, and each wants the whole machine.
document.addEventListener('statechange', event => {
  const {detail, target} = /** @type {CustomEvent} */ (event);
  if (detail.state !== 'running') return;
  for (const figure of document.querySelectorAll(figures.map(({name}) => name).join())) {
    const {state, pause} = /** @type {any} */ (figure);
    if (figure !== target && state === 'running') void pause.call(figure);
  }
});

/**
 * Brings the figure that a link is about into sight, now and when it has its size, unless the reader
 * has gone elsewhere meanwhile.
 * @param {string} name
 */
async function comeTo(name) {
  const figure = document.querySelector(name);
  const moved = new AbortController();
  for (const type of ['wheel', 'touchstart', 'keydown', 'pointerdown']) {
    addEventListener(type, () => moved.abort(), {
      signal: moved.signal,
      passive: true,
      capture: true, // figures keep the keys that they have a use for
    });
  }
  figure?.scrollIntoView({behavior: 'instant'});
  await customElements.whenDefined(name);
  await new Promise(requestAnimationFrame);
  if (!moved.signal.aborted) figure?.scrollIntoView({behavior: 'instant'});
  moved.abort();
}

/**
 * @param {string} name of the figures
 * @param {unknown} error
 */
function sayNotLoaded(name, error) {
  const reason = error instanceof Error ? error.message : String(error);
  for (const figure of document.querySelectorAll(name)) {
    const text = `This figure could not be loaded (${reason}). Check the connection, then reload the page.`;
    figure.replaceChildren(alertOf(text));
  }
}

/** Of keys that are nearly settings, or stand twice. */
async function tellOfKeys() {
  const {keyProblems} = await import('./settings/keys.js');
  const problems = keyProblems(query);
  if (problems.length === 0) return;
  document.querySelector(addressed.name)?.before(alertOf(problems.join(' ')));
}

/** @param {string} text */
function alertOf(text) {
  const paragraph = document.createElement('p');
  paragraph.setAttribute('role', 'alert');
  paragraph.textContent = text;
  return paragraph;
}
