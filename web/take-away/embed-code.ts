import {models} from '../models.ts';
import {settingsTable} from '../settings/table.ts';
import {whyUnused} from '../settings/fitted.ts';
import {toQuery} from '../settings/codecs.ts';
import type {Settings} from '../settings/table.ts';

/** Always spelled out, default or not, so that the code says what it shows. */
const named = ['model', 'n', 'seed'];

/** The query with which the embedded page shows these settings. */
export function embedQuery(settings: Settings) {
  const chosen = toQuery(settings);
  const query = new URLSearchParams();
  for (const setting of settingsTable) {
    const {key} = setting;
    const spelled = named.includes(key) && !whyUnused(setting, settings);
    const value = spelled ? String(settings[key as keyof Settings]) : chosen.get(key);
    if (value !== null) query.set(key, value);
  }
  return query;
}

/**
 * The frame's attributes, in the order in which they are written.
 * @param options site: address of the page, with a slash at its end; height in CSS pixels
 */
export function frameAttributes(
  settings: Settings,
  {site, height}: {site: string; height: number},
): Record<string, string> {
  return {
    src: `${site}embed/?${embedQuery(settings)}`,
    title: models[settings.model].label,
    width: '100%',
    height: String(height),
    loading: 'lazy',
    ...(settings.view === 'live' ? {allow: 'microphone'} : {}),
    style: 'border:0',
  };
}

/** HTML that shows a figure in another page, in a frame. */
export function frameCode(settings: Settings, options: {site: string; height: number}) {
  return `<iframe${attributes(frameAttributes(settings, options))}></iframe>`;
}

/**
 * HTML that shows a figure in another page, as an element that loads it when it is asked to; a link
 * until then, and where scripts do not run.
 */
export function elementCode(settings: Settings, {site}: {site: string}) {
  const query = embedQuery(settings);
  const link = escaped(`${site}lab/?${query}`);
  return (
    `<script async src="${escaped(`${site}embed/v1.js`)}"></script>\n` +
    `<fourier-net${attributes(Object.fromEntries(query))}>` +
    `<a href="${link}">Open the demo</a></fourier-net>`
  );
}

function attributes(values: Record<string, string>) {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('');
}

/** @param text for an attribute in double quotes */
function escaped(text: string) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
