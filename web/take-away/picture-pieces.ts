/** A part of a picture, in CSS pixels. */
export interface Piece {
  x: number;
  y: number;
  width: number;
  height: number;
  draw: (context: CanvasRenderingContext2D, x: number, y: number) => void;
}

/** The widest stripe across the whole picture that is left empty: controls stood there. */
const widestGap = 20;

/** Pieces moved to the picture's top left corner, and up where nothing stands above them. */
export function collapsed(pieces: Piece[]): Piece[] {
  const left = Math.min(...pieces.map(({x}) => x));
  let bottom = -Infinity;
  let removed = pieces.length > 0 ? Math.min(...pieces.map(({y}) => y)) : 0;
  return [...pieces]
    .sort((one, other) => one.y - other.y)
    .map(piece => {
      if (bottom > -Infinity) removed += Math.max(0, piece.y - bottom - widestGap);
      bottom = Math.max(bottom, piece.y + piece.height);
      return {...piece, x: piece.x - left, y: piece.y - removed};
    });
}

/**
 * The words of an element, each where it stands; not what tells how to use it (data-hint), nor what
 * is for screen readers alone.
 */
export function textPieces(element: Element): Piece[] {
  const pieces: Piece[] = [];
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const parent = node.parentElement as Element;
    if (parent.closest('[data-hint], .visually-hidden')) continue;
    const style = getComputedStyle(parent);
    for (const {0: word, index} of (node.textContent ?? '').matchAll(/\S+/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const {left: x, top: y, width, height} = range.getBoundingClientRect();
      if (width > 0) pieces.push({x, y, width, height, draw: drawWord(word, style, height)});
    }
  }
  return pieces;
}

/** @param height of its line */
function drawWord(
  word: string,
  {fontWeight, fontSize, fontFamily, color}: CSSStyleDeclaration,
  height: number,
): Piece['draw'] {
  return (context, x, y) => {
    context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
    context.fillStyle = color;
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    context.fillText(word, x, y + height / 2);
  };
}

/** A text in lines that fit: broken at spaces, else after `&` or `,`, else anywhere. */
export function wrapped(text: string, width: number, measure: (text: string) => number): string[] {
  const lines = [''];
  for (const part of text.match(/\s*[^\s&,]*[&,]?/g) ?? []) {
    for (const piece of measure(part.trim()) > width ? part : [part]) {
      const line = lines[lines.length - 1] + piece;
      if (measure(line) <= width) lines[lines.length - 1] = line;
      else lines.push(piece.trimStart());
    }
  }
  return lines.filter(line => line !== '');
}
