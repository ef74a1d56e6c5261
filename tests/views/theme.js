/** @type {import('../../web/views/theme.js').Theme} */
export const theme = {
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
  dark: false,
  labelSize: 11,
  labelFont: '11px sans-serif',
  strongFont: '600 11px sans-serif',
};

/** The same on a dark surface; what is not named here does not matter to a test. */
export const darkTheme = {...theme, dark: true, surface: '#1a1d21', ink: '#ecebe7', bad: '#ff8299'};
