import {divergingTable} from '../kit/colour.ts';
import type {Theme} from '../kit/theme.ts';

/** What a scene with weights has: the theme, and the colours of weights in it. */
export class WeightScene {
  theme;
  table;

  constructor(theme: Theme) {
    this.theme = theme;
    this.table = divergingTable(theme);
  }

  setTheme(theme: Theme) {
    this.theme = theme;
    this.table = divergingTable(theme);
  }
}
