import {shownValue} from '../settings/shown-value.ts';
import {whyUnused} from '../settings/fitted.ts';
import {settingsTable} from '../settings/table.ts';
import {formatCount, formatScientific} from '../words/format.ts';
import {readTheme} from '../kit/theme.ts';
import {linkTo} from './link.ts';
import {download, nameOf} from './download.ts';
import {collapsed, textPieces, wrapped} from './picture-pieces.ts';
import type {Theme} from '../kit/theme.ts';
import type {Subject} from './link.ts';
import type {Piece} from './picture-pieces.ts';
import type {Run} from '../engine/run.ts';
import type {Settings} from '../settings/table.ts';

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
 * @throws Error where there is nothing to draw yet, or no room for it
 */
export async function savePicture(subject: Subject) {
  const copyOf = await subject.copies(pixelRatio);
  const canvas = drawPicture(subject, copyOf);
  const blob = await new Promise(resolve => canvas.toBlob(resolve));
  if (!blob) throw new Error('The picture is too large for this browser.');
  download(blob as Blob, `${nameOf(subject.run)}.png`);
}

type CopyOf = Awaited<ReturnType<Subject['copies']>>;

function drawPicture(subject: Subject, copyOf: CopyOf) {
  const theme = readTheme(subject.figure);
  const pieces = collapsed(piecesOf(subject, copyOf));
  if (pieces.length === 0) throw new Error('There is no picture yet: press Play to make one.');
  const right = Math.max(...pieces.map(({x, width}) => x + width));
  const bottom = Math.max(...pieces.map(({y, height}) => y + height));
  const width = Math.max(leastWidth, right) + 2 * margin;

  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  const lines = (texts: TextLine[]) => layOut(context, texts, width - 2 * margin);
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

/** A line of text, wrapped where it is too long. */
type TextLine = {text: string; font: string; ink: string};

function heading({root, run, settings}: Subject, theme: Theme): TextLine[] {
  const title = root.querySelector('.figure')?.getAttribute('aria-label') ?? '';
  const {step, examples, loss, heldOutLoss, weightError} = run.progress;
  const losses = (
    [
      ['held-out loss', heldOutLoss],
      ['batch loss', loss],
      ['weight error', weightError],
    ] as [string, number][]
  ).filter(([, value]) => !Number.isNaN(value));
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

/** The learning rate at the start; what was changed since is another setting. */
function firstRate(run: Run) {
  return run.getState().schedule[0]?.[1] ?? null;
}

/** @param rate that the optimiser chose */
function rounded(rate: number | null) {
  return rate && Number(rate.toPrecision(4));
}

/** All settings that the run has a use for, and what is shown of it. */
function describeSettings(settings: Settings) {
  const values = settings as unknown as Record<string, unknown>;
  return settingsTable
    .filter(setting => setting.scope === 'run' || setting.key === 'signal')
    .filter(setting => !whyUnused(setting, settings) && values[setting.key] !== null)
    .map(({key}) => `${key}=${shownValue(values[key])}`)
    .join('  ');
}

function layOut(context: CanvasRenderingContext2D, texts: TextLine[], width: number) {
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
    draw(onto: CanvasRenderingContext2D, x: number, top: number) {
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

/** What is visible of the figure's panels: their canvases and their captions. */
function piecesOf({root}: Subject, copyOf: CopyOf): Piece[] {
  const pieces: Piece[] = [];
  for (const canvas of root.querySelectorAll<HTMLCanvasElement>('.panel canvas[data-canvas]')) {
    const {left: x, top: y, width, height} = canvas.getBoundingClientRect();
    const copy = copyOf(canvas);
    if (copy) pieces.push({x, y, width, height, draw: paste(copy, width, height)});
  }
  if (pieces.length === 0) return [];
  const texts = '.panel > figcaption, .panel > table, .panel [data-pictured]';
  for (const text of root.querySelectorAll(texts)) {
    pieces.push(...textPieces(text));
  }
  return pieces;
}

function paste(copy: HTMLCanvasElement, width: number, height: number): Piece['draw'] {
  return (context, x, y) => context.drawImage(copy, x, y, width, height);
}
