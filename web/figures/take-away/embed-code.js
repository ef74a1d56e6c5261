import {figureLabels} from '../labels.js';
import {settingsTable} from '../../settings/table.js';
import {whyUnused} from '../../settings/fitted.js';
import {toQuery} from '../../settings/codecs.js';

/** @typedef {import('../../settings/table.js').Settings} Settings */

/** Always spelled out, default or not, so that the code says what it shows. */
const named = ['model', 'n', 'seed'];

/**
 * The query with which the embedded page shows these settings.
 * @param {Settings} settings
 */
export function embedQuery(settings) {
  const chosen = toQuery(settings);
  const query = new URLSearchParams();
  for (const setting of settingsTable) {
    const {key} = setting;
    const spelled = named.includes(key) && !whyUnused(setting, settings);
    const value = spelled ? String(settings[/** @type {keyof Settings} */ (key)]) : chosen.get(key);
    if (value !== null) query.set(key, value);
  }
  return query;
}

/**
 * The frame's attributes, in the order in which they are written.
 * @param {Settings} settings
 * @param {{site: string, height: number}} options site: address of the page, with a slash at its end;
 *   height in CSS pixels
 * @returns {Record<string, string>}
 */
export function frameAttributes(settings, {site, height}) {
  return {
    src: `${site}embed/?${embedQuery(settings)}`,
    title: figureLabels[settings.model],
    width: '100%',
    height: String(height),
    loading: 'lazy',
    ...(settings.view === 'live' ? {allow: 'microphone'} : {}),
    style: 'border:0',
  };
}

/**
 * HTML that shows a figure in another page, in a frame.
 * @param {Settings} settings
 * @param {{site: string, height: number}} options
 */
export function frameCode(settings, options) {
  return `<iframe${attributes(frameAttributes(settings, options))}></iframe>`;
}

/**
 * HTML that shows a figure in another page, as an element that loads it when it is asked to; a link
 * until then, and where scripts do not run.
 * @param {Settings} settings
 * @param {{site: string}} options
 */
export function elementCode(settings, {site}) {
  const query = embedQuery(settings);
  const link = escaped(`${site}?${query}`);
  return (
    `<script async src="${escaped(`${site}embed/v1.js`)}"></script>\n` +
    `<fourier-net${attributes(Object.fromEntries(query))}>` +
    `<a href="${link}">Open the demo</a></fourier-net>`
  );
}

/** @param {Record<string, string>} values */
function attributes(values) {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('');
}

/** @param {string} text for an attribute in double quotes */
function escaped(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
