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

/** menu is choices one below the other, actions the same at the foot of a page. */
function menu(...buttons) {
  return el('div', { class: 'menu' }, ...buttons);
}

function actions(...buttons) {
  return el('div', { class: 'menu actions' }, ...buttons);
}

/** choice is a button with a picture before its label. */
function choice(w, name, picture, label, act) {
  const node = button(w, name, '', act, 'choice');
  node.append(picture, el('span', { class: 'words' }, label), icon('next'));
  return node;
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

/** details are the codes and ids of a page, for whoever supports its user. They are
 * closed until they are opened, and then stay open from page to page. */
function details(w, pairs) {
  const node = el('details', { class: 'details', open: w.detailed, on: { toggle: () => { w.detailed = node.open; } } },
    el('summary', { 'data-wink': 'details' }, 'Details for support'), facts(pairs));
  return node;
}

/** advice is what should be done, in a box. */
function advice(title, text) {
  return text ? el('div', { class: 'advice' }, el('strong', {}, title), el('span', {}, text)) : null;
}

/** assurance is a promise at the foot of a page. */
function assurance(text) {
  return el('p', { class: 'assurance' }, icon('lock'), el('span', {}, text));
}

/** waiting is a sign that something goes on, with words for it. */
function waiting(text, look = '') {
  return el('p', { class: `waiting ${look}`.trim() }, el('span', { class: 'spinner', 'aria-hidden': 'true' }), text);
}

/** focusable are the elements that Tab goes to, in order. */
function focusable(root) {
  return [...root.querySelectorAll('button, input, summary')].filter((node) => !node.disabled && !node.hidden && node.getClientRects().length > 0);
}
