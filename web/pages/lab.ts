import {figureOf} from '../figures/figures.ts';
import {models} from '../models.ts';
import {keepOffline} from '../offline/register.ts';
import {readSettings, textsFrom} from '../settings/reader.ts';
import {alertOf} from './alert.ts';
import {putUp} from './put-up.ts';
import type {RunFigure} from '../lab/run-figure.ts';

// The lab: the bench of one model, by the settings in its address; #step=100 goes on where a run of the
// article was. What is wrong with a setting the figure says itself.

keepOffline('../');

const query = new URLSearchParams(location.search);
const texts = textsFrom(key => query.get(key));
const {values, model} = readSettings(texts);
if (values.theme !== undefined) document.documentElement.dataset.theme = String(values.theme);
document.title = `${models[model].label}: the lab`;

const entry = figureOf(model);
const figure = document.createElement(entry.name) as RunFigure;
for (const [key, text] of texts) figure.setAttribute(key, text);
document.querySelector('footer')?.before(figure);
for (const link of document.querySelectorAll<HTMLAnchorElement>('.networks a')) {
  const there = new URL(link.href).searchParams.get('model') ?? '';
  if (figureOf(there).name === entry.name) link.setAttribute('aria-current', 'page');
}
if ([...query.keys()].length > texts.size) void tellOfKeys();
void open();

async function open() {
  await putUp(entry);
  const step = Number(/^#step=(\d+)$/.exec(location.hash)?.[1] ?? 0);
  if (step > 0) await figure.setState({...(await figure.getState()), step});
}

/** Of keys that are nearly settings, or stand twice. */
async function tellOfKeys() {
  const {keyProblems} = await import('../settings/keys.ts');
  const problems = keyProblems(query);
  if (problems.length > 0) figure.before(alertOf(problems.join(' ')));
}
