/** What a drawing sets before it strokes. */
type Pen = {strokeStyle: string; lineWidth: number; globalAlpha: number};

/**
 * A canvas' context that writes down lines as SVG: colours may be `var(--ink)`, and follow the page's
 * theme. It knows what our drawings of lines use; whatever else is called is an error.
 */
export class SvgContext implements Pen {
  strokeStyle = '';
  lineWidth = 1;
  globalAlpha = 1;
  lineJoin = '';
  lineCap = '';

  #dash: number[] = [];
  #path = '';
  #at = {x: 0, y: 0};
  #paths: {pen: string; d: string}[] = [];

  clearRect() {}

  setLineDash(dash: number[]) {
    this.#dash = dash;
  }

  getLineDash() {
    return this.#dash;
  }

  beginPath() {
    this.#path = '';
  }

  moveTo(x: number, y: number) {
    this.#at = {x: place(x), y: place(y)};
    this.#path += `M${this.#at.x} ${this.#at.y}`;
  }

  /** Written down as the way from the point before, which is shorter. */
  lineTo(x: number, y: number) {
    const {x: fromX, y: fromY} = this.#at;
    this.#at = {x: place(x), y: place(y)};
    this.#path += `l${place(this.#at.x - fromX)} ${place(this.#at.y - fromY)}`;
  }

  stroke() {
    if (!this.#path.includes('l')) return;
    const {strokeStyle, lineWidth, globalAlpha} = this;
    const dash = this.#dash.length > 0 ? ` stroke-dasharray="${this.#dash.join(' ')}"` : '';
    const alpha = globalAlpha < 1 ? ` opacity="${place(globalAlpha)}"` : '';
    const pen = `stroke="${strokeStyle}" stroke-width="${place(lineWidth)}"${alpha}${dash}`;
    const last = this.#paths.at(-1);
    // Pieces of a line that is one: together they are shorter, and do not show where they meet.
    if (last?.pen === pen) last.d += this.#path;
    else this.#paths.push({pen, d: this.#path});
  }

  /** Everything that was drawn: SVG without its root. */
  get markup() {
    const paths = this.#paths.map(({pen, d}) => `<path ${pen} d="${d}"/>`);
    return `<g fill="none" stroke-linecap="round" stroke-linejoin="round">${paths.join('')}</g>`;
  }
}

/** To a tenth. */
function place(value: number) {
  return Math.round(10 * value) / 10;
}
