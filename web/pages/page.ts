import {RunValue} from './run-value.ts';
import {define, figureOf, figures} from '../figures/figures.ts';
import {keepOffline} from '../offline/register.ts';
import {readSettings, textsFrom} from '../settings/reader.ts';
import type {RunFigure} from '../lab/run-figure.ts';

// The page's own entry. Settings in its address go, as attributes, to the figure of their model,
// which says what is wrong with them; a figure's code is loaded when it comes near the screen.

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
const isFollowedLink =
  (navigation as PerformanceNavigationTiming | undefined)?.type !== 'reload' &&
  location.hash === '';
if (addressed.name !== figures[0].name && isFollowedLink) void comeTo(addressed.name);

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
  const {detail, target} = event as CustomEvent;
  if (detail.state !== 'running') return;
  for (const figure of document.querySelectorAll(figures.map(({name}) => name).join())) {
    const other = figure as HTMLElement & Partial<Pick<RunFigure, 'state' | 'pause' | 'sharedRun'>>;
    const {sharedRun} = target as Partial<Pick<RunFigure, 'sharedRun'>>;
    const isSame = other === target || (sharedRun && other.sharedRun === sharedRun);
    if (!isSame && other.state === 'running') void other.pause?.();
  }
});

/**
 * Brings the figure that a link is about into sight, now and when it has its size, unless the reader
 * has gone elsewhere meanwhile.
 */
async function comeTo(name: string) {
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

/** @param name of the figures */
function sayNotLoaded(name: string, error: unknown) {
  const reason = error instanceof Error ? error.message : String(error);
  for (const figure of document.querySelectorAll(name)) {
    const text = `This figure could not be loaded (${reason}). Check the connection, then reload the page.`;
    figure.replaceChildren(alertOf(text));
  }
}

/** Of keys that are nearly settings, or stand twice. */
async function tellOfKeys() {
  const figure = document.querySelector(addressed.name); // of the page, whatever comes before it later
  const {keyProblems} = await import('../settings/keys.ts');
  const problems = keyProblems(query);
  if (problems.length > 0) figure?.before(alertOf(problems.join(' ')));
}

function alertOf(text: string) {
  const paragraph = document.createElement('p');
  paragraph.setAttribute('role', 'alert');
  paragraph.textContent = text;
  return paragraph;
}
