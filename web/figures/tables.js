/** @typedef {{heads: string[], rows: string[][]}} Table */

/**
 * Puts a table into a <details>, and fills it while that is open: the alternative to a canvas.
 * @param {HTMLDetailsElement} details
 * @param {() => Table} read
 * @param {{title: string, caption: string}} names of the <details>, of the table
 * @param {AbortSignal} signal
 * @returns {{update: () => void}}
 */
export function addTable(details, read, {title, caption}, signal) {
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
 * @param {HTMLTableElement} table
 * @param {Table} content
 * @param {string} caption for those who do not see what it stands beside
 */
export function fillTable(table, content, caption) {
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

/**
 * @param {HTMLTableElement} table
 * @param {Table} content
 * @param {string} caption
 */
function buildTable(table, {heads, rows}, caption) {
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

/** @param {HTMLElement[]} cells */
function row(cells) {
  const element = document.createElement('tr');
  element.append(...cells);
  return element;
}

/**
 * @param {'th' | 'td'} name
 * @param {string} text
 * @param {'col' | 'row'} [scope]
 */
function cell(name, text, scope) {
  const element = document.createElement(name);
  element.textContent = text;
  if (scope) element.setAttribute('scope', scope);
  return element;
}
