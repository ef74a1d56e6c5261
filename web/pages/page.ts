import {RunValue} from './run-value.ts';
import {figures} from '../figures/figures.ts';
import {keepOffline} from '../offline/register.ts';
import {putUp} from './put-up.ts';
import {readSettings, textsFrom} from '../settings/reader.ts';
import type {RunFigure} from '../lab/run-figure.ts';

// The article's own entry. A figure's code is loaded when it comes near the screen; an address with
// settings in it is the lab's.

keepOffline();
void leaveToLab();

for (const figure of figures) {
  const nearing = new IntersectionObserver(
    entries => {
      if (!entries.some(entry => entry.isIntersecting)) return;
      nearing.disconnect();
      void putUp(figure);
    },
    {rootMargin: '100%'},
  );
  for (const element of document.querySelectorAll(figure.name)) nearing.observe(element);
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

/** Links of the first version had their settings in this page's address, or what was meant for some. */
async function leaveToLab() {
  const query = new URLSearchParams(location.search);
  const {values, problems} = readSettings(textsFrom(key => query.get(key)));
  const isSetting = problems.length > 0 || Object.keys(values).some(key => key !== 'theme');
  if (isSetting || (await isMeant(query))) location.replace(`lab/${location.search}`);
  else if (values.theme !== undefined) {
    document.documentElement.dataset.theme = String(values.theme);
  }
}

/** Whether there is a key that is nearly a setting's, or stands twice. */
async function isMeant(query: URLSearchParams) {
  if ([...query.keys()].every(key => key === 'theme')) return false;
  const {keyProblems} = await import('../settings/keys.ts');
  return keyProblems(query).length > 0;
}
