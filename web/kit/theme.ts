/**
 * Colours and fonts for canvases, read from the design tokens (styles/tokens.css) that an element
 * inherits.
 */

/** All colours are `#rrggbb`. */
export interface Theme {
  /** whether the surface is darker than the ink */
  dark: boolean;
  surface: string;
  ink: string;
  muted: string;
  /** hairlines and grids */
  rule: string;
  axis: string;
  real: string;
  imaginary: string;
  /** what the reference transform says */
  truth: string;
  /** what the network says */
  network: string;
  accent: string;
  focus: string;
  good: string;
  warn: string;
  bad: string;
  /** in CSS pixels */
  labelSize: number;
  /** for `context.font` */
  labelFont: string;
  /** the same, heavier */
  strongFont: string;
}

/** What a figure looks like where the tokens are missing: the light theme. */
export const lightColours = {
  surface: '#ffffff',
  ink: '#1d1f22',
  muted: '#5b6068',
  rule: '#dedbd4',
  axis: '#868a91',
  real: '#1a5fb4',
  imaginary: '#0a7848',
  truth: '#868a91',
  network: '#b8430a',
  accent: '#b8430a',
  focus: '#1a5fb4',
  good: '#0a7848',
  warn: '#855300',
  bad: '#b3123f',
};

/** Labels below this are not legible, whatever the page's font size. */
const SMALLEST_LABEL = 11;

/**
 * Read it when the theme may have changed, not for each frame: it computes styles.
 * @param element one that inherits the tokens
 */
export function readTheme(element: Element): Theme {
  const style = getComputedStyle(element);
  const resolve = colourResolver();
  const token = (name: keyof typeof lightColours) =>
    resolve(style.getPropertyValue(`--${name}`).trim(), lightColours[name]);
  const colours = {
    surface: token('surface'),
    ink: token('ink'),
    muted: token('muted'),
    rule: token('rule'),
    axis: token('axis'),
    real: token('real'),
    imaginary: token('imaginary'),
    truth: token('truth'),
    network: token('network'),
    accent: token('accent'),
    focus: token('focus'),
    good: token('good'),
    warn: token('warn'),
    bad: token('bad'),
  };
  const family = style.getPropertyValue('--font').trim() || 'system-ui, sans-serif';
  const labelSize = labelSizeOf(style);
  return {
    ...colours,
    dark: luminance(colours.surface) < luminance(colours.ink),
    labelSize,
    labelFont: `${labelSize}px ${family}`,
    strongFont: `600 ${labelSize}px ${family}`,
  };
}

/**
 * @param style of an element that inherits the tokens
 * @returns in CSS pixels
 */
export function labelSizeOf(style: CSSStyleDeclaration): number {
  const scale = parseFloat(style.getPropertyValue('--label-scale')) || 0.75;
  return Math.max(SMALLEST_LABEL, Math.round(parseFloat(style.fontSize) * scale) || 0);
}

/**
 * A canvas context turns every CSS colour into `#rrggbb`, system colours such as `CanvasText`
 * included, and ignores what it cannot read.
 */
function colourResolver() {
  const context = document.createElement('canvas').getContext('2d');
  return (colour: string, fallback: string) => {
    if (!context) return fallback;
    context.fillStyle = fallback;
    context.fillStyle = colour;
    return hexadecimal(String(context.fillStyle)) ?? fallback;
  };
}

/**
 * A context gives back `#rrggbb`, or `rgba(...)` where there is transparency, as `Highlight` may
 * have: leave that out.
 */
function hexadecimal(colour: string): string | null {
  if (colour.startsWith('#')) return colour;
  const channels = colour.startsWith('rgb') ? colour.match(/[\d.]+/g) : null;
  if (!channels) return null;
  const byte = (value: string) => Math.round(Number(value)).toString(16).padStart(2, '0');
  return `#${channels.slice(0, 3).map(byte).join('')}`;
}

/** Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2). */
export function luminance(colour: string) {
  const channel = (at: number) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
