import {shownValue} from '../../settings/shown-value.js';
import {whyUnused} from '../../settings/fitted.js';
import {settingsTable} from '../../settings/table.js';
import {formatCount, formatScientific} from '../../views/format.js';
import {readTheme} from '../../views/theme.js';
import {linkTo} from '../take-away.js';
import {download, nameOf} from './download.js';
import {drawLoss} from './loss-picture.js';
import {collapsed, textPieces, wrapped} from './picture-pieces.js';

/** @typedef {import('../../views/theme.js').Theme} Theme */
/** @typedef {import('../take-away.js').Subject} Subject */
/** @typedef {import('./picture-pieces.js').Piece} Piece */

/** Device pixels in a CSS pixel. */
const pixelRatio = 2;

/** Around everything, in CSS pixels. */
const margin = 24;

/** So that a narrow picture has room for its settings. */
const leastWidth = 280;

/**
 * Hands a picture of the figure to the browser as a download: what it shows, in its place and its
 * colours, at twice the size; above it the title, the settings and what the run has come to; below
 * it the address that opens the run.
 * @param {Subject} subject
 * @throws {Error} where there is nothing to draw yet, or no room for it
 */
export async function savePicture(subject) {
  const copyOf = await subject.copies(pixelRatio);
  const canvas = drawPicture(subject, copyOf);
  const blob = await new Promise(resolve => canvas.toBlob(resolve));
  if (!blob) throw new Error('The picture is too large for this browser.');
  download(/** @type {Blob} */ (blob), `${nameOf(subject.run)}.png`);
}

/** @typedef {Awaited<ReturnType<Subject['copies']>>} CopyOf */

/**
 * @param {Subject} subject
 * @param {CopyOf} copyOf
 */
function drawPicture(subject, copyOf) {
  const theme = readTheme(subject.figure);
  const pieces = collapsed(piecesOf(subject, copyOf, theme));
  if (pieces.length === 0) throw new Error('There is no picture yet: press Play to make one.');
  const right = Math.max(...pieces.map(({x, width}) => x + width));
  const bottom = Math.max(...pieces.map(({y, height}) => y + height));
  const width = Math.max(leastWidth, right) + 2 * margin;

  const canvas = document.createElement('canvas');
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const lines = (/** @type {TextLine[]} */ texts) => layOut(context, texts, width - 2 * margin);
  const above = lines(heading(subject, theme));
  const below = lines([{text: linkTo(subject.settings), font: theme.labelFont, ink: theme.muted}]);
  canvas.width = pixelRatio * width;
  canvas.height = pixelRatio * (above.height + bottom + below.height + 4 * margin);
  context.scale(pixelRatio, pixelRatio);
  context.fillStyle = theme.surface;
  context.fillRect(0, 0, width, canvas.height);
  above.draw(context, margin, margin);
  context.save();
  context.translate(margin, above.height + 2 * margin);
  for (const {x, y, draw} of pieces) draw(context, x, y);
  context.restore();
  below.draw(context, margin, above.height + bottom + 3 * margin);
  return canvas;
}

/** @typedef {{text: string, font: string, ink: string}} TextLine wrapped where it is too long */

/**
 * @param {Subject} subject
 * @param {Theme} theme
 * @returns {TextLine[]}
 */
function heading({root, run, settings}, theme) {
  const title = root.querySelector('.figure')?.getAttribute('aria-label') ?? '';
  const {step, examples, loss, heldOutLoss, weightError} = run.progress;
  const losses = /** @type {[string, number][]} */ ([
    ['held-out loss', heldOutLoss],
    ['batch loss', loss],
    ['weight error', weightError],
  ]).filter(([, value]) => !Number.isNaN(value));
  const come = [
    `step ${formatCount(step)}`,
    `${formatCount(examples)} examples`,
    ...losses.map(([name, value]) => `${name} ${formatScientific(value)}`),
  ];
  const titleFont = theme.strongFont.replace(`${theme.labelSize}px`, `${2 * theme.labelSize}px`);
  return [
    {text: title, font: titleFont, ink: theme.ink},
    {
      text: describeSettings({...settings, lr: settings.lr ?? rounded(firstRate(run))}),
      font: theme.labelFont,
      ink: theme.muted,
    },
    {text: come.join(', '), font: theme.labelFont, ink: theme.ink},
  ];
}

/**
 * The learning rate at the start; what was changed since is another setting.
 * @param {import('../../engine/run.js').Run} run
 */
function firstRate(run) {
  return run.getState().schedule[0]?.[1] ?? null;
}

/** @param {number | null} rate that the optimiser chose */
function rounded(rate) {
  return rate && Number(rate.toPrecision(4));
}

/**
 * All settings that the run has a use for, and what is shown of it.
 * @param {import('../../settings/table.js').Settings} settings
 */
function describeSettings(settings) {
  const values = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (settings));
  return settingsTable
    .filter(setting => setting.scope === 'run' || setting.key === 'signal')
    .filter(setting => !whyUnused(setting, settings) && values[setting.key] !== null)
    .map(({key}) => `${key}=${shownValue(values[key])}`)
    .join('  ');
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {TextLine[]} texts
 * @param {number} width
 */
function layOut(context, texts, width) {
  let height = 0;
  const lines = texts.flatMap(({text, font, ink}) => {
    context.font = font;
    const size = parseFloat(/([\d.]+)px/.exec(font)?.[1] ?? '12');
    return wrapped(text, width, part => context.measureText(part).width).map(line => {
      height += 1.5 * size;
      return {line, font, ink, y: height - 0.75 * size};
    });
  });
  return {
    height,
    /**
     * @param {CanvasRenderingContext2D} onto
     * @param {number} x
     * @param {number} top
     */
    draw(onto, x, top) {
      onto.textAlign = 'left';
      onto.textBaseline = 'middle';
      for (const {line, font, ink, y} of lines) {
        onto.font = font;
        onto.fillStyle = ink;
        onto.fillText(line, x, top + y);
      }
    },
  };
}

/**
 * What is visible of the figure's panels: their canvases and their captions.
 * @param {Subject} subject
 * @param {CopyOf} copyOf
 * @param {Theme} theme
 * @returns {Piece[]}
 */
function piecesOf({root, run}, copyOf, theme) {
  /** @type {Piece[]} */
  const pieces = [];
  for (const element of root.querySelectorAll('.panel [data-canvas]')) {
    const {left: x, top: y, width, height} = element.getBoundingClientRect();
    if (width === 0 || height === 0) continue;
    if (element instanceof HTMLCanvasElement) {
      const copy = copyOf(element);
      if (!copy) continue;
      pieces.push({x, y, width, height, draw: paste(copy, width, height)});
    } else if (run.history.length > 0) {
      const copy = document.createElement('canvas');
      drawLoss(copy, run, {width, height, pixelRatio, theme});
      pieces.push({x, y, width, height, draw: paste(copy, width, height)});
    }
  }
  if (pieces.length === 0) return [];
  const texts = '.panel > figcaption, .panel > table, .panel [data-pictured]';
  for (const text of root.querySelectorAll(texts)) {
    pieces.push(...textPieces(text));
  }
  return pieces;
}

/**
 * @param {HTMLCanvasElement} copy
 * @param {number} width
 * @param {number} height
 * @returns {Piece['draw']}
 */
function paste(copy, width, height) {
  return (context, x, y) => context.drawImage(copy, x, y, width, height);
}
