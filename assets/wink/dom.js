// Elements are made here. Data becomes text and attributes, never markup, so
// that nothing a host answers can become part of the page. Classes get a prefix,
// so that they mean nothing to the page around.

/** el makes an element. Of props, class and on (listeners) are special; what is
 * undefined, null or false is left out, of the children as well. */
function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (absent(value)) continue;
    if (name === 'class') node.className = value.split(' ').map((c) => `winkterm-${c}`).join(' ');
    else if (name === 'on') listen(node, value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat().filter((child) => !absent(child)));
  return node;
}

function absent(value) {
  return value === undefined || value === null || value === false;
}

function listen(node, on) {
  for (const [type, heard] of Object.entries(on)) node.addEventListener(type, heard);
}

/** button does act unless the page waits for an answer. name is its data-wink,
 * by which tests and the focus find it. */
function button(w, name, label, act, look = '') {
  const click = () => { if (!busy(w)) act(); };
  return el('button', { type: 'button', class: `button ${look}`.trim(), 'data-wink': name, on: { click } }, label);
}

/** menu is the actions of a page, one below the other. */
function menu(...buttons) {
  return el('div', { class: 'menu' }, ...buttons);
}

function paragraph(text, look = 'text') {
  return el('p', { class: look }, text);
}

/** facts is a list of names and values; a value that is missing leaves its line out. */
function facts(pairs) {
  const lines = pairs.filter(([, value]) => !absent(value) && value !== '');
  return el('dl', { class: 'facts' }, lines.map(([name, value]) =>
    el('div', { class: 'fact' }, el('dt', {}, name), el('dd', {}, value))));
}

/** waiting is a sign that something goes on, with words for it. */
function waiting(text) {
  return el('p', { class: 'waiting' }, el('span', { class: 'spinner', 'aria-hidden': 'true' }), text);
}

/** focusable are the elements that Tab goes to, in order. */
function focusable(root) {
  return [...root.querySelectorAll('button, input, summary')].filter((node) => !node.disabled && !node.hidden && node.getClientRects().length > 0);
}
