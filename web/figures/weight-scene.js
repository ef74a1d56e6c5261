import {divergingTable} from '../views/colour.js';

/** @typedef {import('../views/theme.js').Theme} Theme */

/** What a scene with weights has: the theme, and the colours of weights in it. */
export class WeightScene {
  /** @param {Theme} theme */
  constructor(theme) {
    this.theme = theme;
    this.table = divergingTable(theme);
  }

  /** @param {Theme} theme */
  setTheme(theme) {
    this.theme = theme;
    this.table = divergingTable(theme);
  }
}
