function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/**
 * What the element shows before its frame is there. Made by hand: a host's policy may forbid markup
 * from texts.
 */
export function makeParts() {
  const canvas = make('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  const title = make('p', {className: 'title', id: 'title'});
  const button = make('button', {type: 'button'}, 'Play');
  button.setAttribute('aria-describedby', 'title');
  const note = make('p', {className: 'note'});
  const problem = make('p', {className: 'problem', hidden: true, role: 'alert'});
  const row = make('div', {className: 'row'}, button, note);
  const card = make('div', {className: 'card'}, title, problem, row);
  const place = make('div', {className: 'place'}, canvas, card);
  return {
    all: [place, make('div', {className: 'below'}, make('slot'))],
    ...{place, canvas, title, note, button, problem, card},
  };
}
