import {lightColours} from '../../web/kit/theme.ts';
import type {Theme} from '../../web/kit/theme.ts';

export const theme: Theme = {
  ...lightColours,
  dark: false,
  labelSize: 11,
  labelFont: '11px sans-serif',
  strongFont: '600 11px sans-serif',
};

/** The same on a dark surface; what is not named here does not matter to a test. */
export const darkTheme = {...theme, dark: true, surface: '#1a1d21', ink: '#ecebe7', bad: '#ff8299'};
