export type Table = {heads: string[]; rows: string[][]};

/**
 * Puts a table into a <details>, and fills it while that is open: the alternative to a canvas.
 * @param names of the <details>, of the table
 */
export function addTable(
  details: HTMLDetailsElement,
  read: () => Table,
  {title, caption}: {title: string; caption: string},
  signal: AbortSignal,
): {update: () => void} {
  const table = document.createElement('table');
  const summary = document.createElement('summary');
  summary.textContent = title;
  const scroll = document.createElement('section');
  scroll.className = 'scroll';
  scroll.tabIndex = 0;
  scroll.setAttribute('aria-label', title);
  scroll.append(table);
  details.append(summary, scroll);

  function update() {
    if (!details.open) return;
    fillTable(table, read(), caption);
  }

  details.addEventListener('toggle', update, {signal});
  return {update};
}

/**
 * Fills a table, or changes in it what has changed: a table made anew each time costs a layout, and
 * takes from someone what they have marked in it.
 * @param caption for those who do not see what it stands beside
 */
export function fillTable(table: HTMLTableElement, content: Table, caption: string) {
  const texts = [content.heads, ...content.rows].flat();
  const cells = [...table.querySelectorAll('th, td')];
  if (table.rows.length !== content.rows.length + 1 || cells.length !== texts.length) {
    buildTable(table, content, caption);
    return;
  }
  for (const [index, {textContent}] of cells.entries()) {
    if (textContent !== texts[index]) cells[index].textContent = texts[index];
  }
}

function buildTable(table: HTMLTableElement, {heads, rows}: Table, caption: string) {
  const head = document.createElement('thead');
  const body = document.createElement('tbody');
  head.append(row(heads.map(text => cell('th', text, 'col'))));
  for (const [first, ...rest] of rows) {
    body.append(row([cell('th', first, 'row'), ...rest.map(text => cell('td', text))]));
  }
  const title = document.createElement('caption');
  title.className = 'visually-hidden';
  title.textContent = caption;
  table.replaceChildren(title, head, body);
}

function row(cells: HTMLElement[]) {
  const element = document.createElement('tr');
  element.append(...cells);
  return element;
}

function cell(name: 'th' | 'td', text: string, scope?: 'col' | 'row') {
  const element = document.createElement(name);
  element.textContent = text;
  if (scope) element.setAttribute('scope', scope);
  return element;
}
