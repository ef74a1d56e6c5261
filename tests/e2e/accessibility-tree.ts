import type {Page, Protocol} from 'puppeteer-core';

type AXNode = Protocol.Accessibility.AXNode;

/**
 * What assistive technology is told of an element: what is ignored or says nothing is left out.
 */
export type Spoken = {
  role: string;
  name: string;
  description: string;
  value: string;
  children: Spoken[];
};

/** Roles that are passed on in silence. */
const silent = new Set(['none', 'generic', 'InlineTextBox', 'LayoutTable', 'MenuListPopup']);

/** Chromium's accessibility tree of the page. */
export async function accessibilityTree(page: Page): Promise<Spoken> {
  const session = await page.createCDPSession();
  const {nodes} = await session.send('Accessibility.getFullAXTree');
  /** Chromium tells values there, but not the words for them */
  const words: Map<string, string> = new Map();
  for (const {nodeId, role, backendDOMNodeId: backendNodeId} of nodes) {
    if (role?.value !== 'slider') continue;
    const {node} = await session.send('DOM.describeNode', {backendNodeId});
    const at = node.attributes?.indexOf('aria-valuetext') ?? -1;
    if (at >= 0) words.set(nodeId, node.attributes?.[at + 1] ?? '');
  }
  await session.detach();
  const byId = new Map(nodes.map(node => [node.nodeId, node]));

  function spoken(node: AXNode): Spoken[] {
    const children = (node.childIds ?? []).flatMap(id => {
      const child = byId.get(id);
      return child ? spoken(child) : [];
    });
    const role = String(node.role?.value ?? 'none');
    if (node.ignored || silent.has(role)) return children;
    const textOf = (of: {value?: unknown} | undefined) => String(of?.value ?? '').trim();
    const own = {
      role,
      name: textOf(node.name),
      description: textOf(node.description),
      value: words.get(node.nodeId) ?? textOf(node.value),
      children,
    };
    return own.role === 'StaticText' && own.name === '' ? [] : [own];
  }

  return spoken(nodes[0])[0];
}

/** All of a tree, the root first. */
export const allOf = (tree: Spoken): Spoken[] => [tree, ...tree.children.flatMap(allOf)];

/** Lines to be read, as indented as the tree is deep. */
export function linesOf(
  {role, name, description, value, children}: Spoken,
  indent: string = '',
): string[] {
  const words = [
    role,
    name && `“${name}”`,
    value && `= ${value}`,
    description && `(${description})`,
  ];
  // A text that only repeats the name of what it stands in is not read twice.
  const below = children.filter(child => child.role !== 'StaticText' || child.name !== name);
  return [
    `${indent}${words.filter(Boolean).join(' ')}`,
    ...below.flatMap(child => linesOf(child, `${indent}  `)),
  ];
}
