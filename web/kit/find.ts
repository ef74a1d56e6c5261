/** An element that is known to be there. */
export function find<Kind extends Element>(within: ParentNode, selector: string): Kind {
  return within.querySelector(selector) as Kind;
}
