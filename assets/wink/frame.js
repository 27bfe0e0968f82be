// The dialog that the pages show in: what stands around them, keys, and where
// the focus goes.

const ORIGIN = new URL(document.currentScript.src).origin;
const STAND_IN = 'Stand-in for the Wink widget, served by the winkterm sandbox';

let frames = 0; // for ids: two widgets may show at once

const LOOKS_TIME = 3000;
let looks = null;

/** styled loads the looks once. Without them the widget still works, so they
 * are not waited for for ever. */
function styled() {
  looks ??= new Promise((done) => {
    const link = el('link', { rel: 'stylesheet', href: `${ORIGIN}/wink/wink.css`, on: { load: done, error: done } });
    (document.head ?? document.documentElement).append(link);
    setTimeout(done, LOOKS_TIME);
  });
  return looks;
}

function newFrame(w) {
  const id = `winkterm-${++frames}`;
  const f = {
    id,
    heading: el('h2', { id: `${id}-heading`, class: 'heading', tabindex: '-1' }),
    alert: el('div', { class: 'notice', role: 'alert' }),
    status: el('div', { class: 'notice', role: 'status' }),
    content: el('div', { class: 'content' }),
    back: el('button', { type: 'button', class: 'icon', 'data-wink': 'back', 'aria-label': 'Back', on: { click: () => back(w) } }, '←'),
  };
  const close = el('button', { type: 'button', class: 'icon', 'data-wink': 'close', 'aria-label': 'Close', on: { click: () => leave(w, 'close') } }, '✕');
  f.body = el('div', { class: 'body' }, f.heading, f.alert, f.status, f.content);
  f.dialog = el('dialog', {
    id, class: 'dialog', tabindex: '-1', 'aria-modal': 'true', 'aria-labelledby': `${id}-heading`,
    on: {
      keydown: (e) => onKey(w, e),
      // A file chooser that is closed says so by the same name.
      cancel: (e) => { if (e.target === f.dialog) { e.preventDefault(); back(w); } },
      close: () => leave(w, 'close'), // a browser may insist
    },
  }, el('div', { class: 'top' }, paragraph(STAND_IN, 'banner'), el('div', { class: 'bar' }, f.back, close)), f.body);
  return f;
}

function onKey(w, e) {
  if (e.isComposing) return;
  if (e.key === 'Escape') {
    e.preventDefault();
    e.stopPropagation();
    back(w);
  } else if (e.key === 'Tab') {
    trap(w.frame.dialog, e);
  }
}

/** trap keeps Tab within the dialog. */
function trap(dialog, e) {
  const all = focusable(dialog);
  const at = all.indexOf(document.activeElement);
  const [end, other] = e.shiftKey ? [0, all.length - 1] : [all.length - 1, 0];
  if (all.length > 0 && (at === end || !dialog.contains(document.activeElement))) {
    e.preventDefault();
    all[other].focus();
  }
}

/** show draws the page. A fresh one begins at its heading; otherwise the focus
 * stays with what has it. */
function show(w, fresh = false) {
  if (w.closed) return;
  const f = w.frame;
  const held = fresh ? null : document.activeElement?.getAttribute('data-wink');
  const { title, content } = PAGES[w.page].draw(w);
  if (fresh) renewHeading(f);
  f.heading.textContent = title;
  f.content.replaceChildren(...content.filter((part) => !absent(part)));
  f.dialog.setAttribute('data-wink-page', w.page);
  f.back.hidden = !canGoBack(w);
  showNotice(w);
  showBusy(w);
  if (fresh) f.body.scrollTop = 0;
  if (fresh || !f.dialog.contains(document.activeElement)) (found(f, held) ?? f.heading).focus();
}

/** renewHeading makes another heading, so that a screen reader reads it although
 * the one before had the focus. */
function renewHeading(f) {
  const fresh = f.heading.cloneNode(false);
  f.heading.replaceWith(fresh);
  f.heading = fresh;
}

/** found gives the element of that name. */
function found(f, name) {
  return name ? f.dialog.querySelector(`[data-wink="${CSS.escape(name)}"]`) : null;
}

/** note puts a line on the page: info, warning or error. */
function note(w, level, text) {
  w.notice = { level, text: text && sentence(text) };
  showNotice(w);
}

/** refused says on the page that something cannot be had, and leaves the page
 * about what it was about. */
function refused(w, text) {
  if (w.page === 'EmployerSurvey') Object.assign(w, w.employer);
  note(w, 'error', text);
}

function showNotice(w) {
  const { level, text } = w.notice ?? { level: '', text: '' };
  const [on, off] = level === 'info' ? [w.frame.status, w.frame.alert] : [w.frame.alert, w.frame.status];
  off.textContent = '';
  on.textContent = text;
  on.setAttribute('data-level', level);
}

function showBusy(w) {
  if (w.closed || !w.frame) return;
  w.frame.dialog.toggleAttribute('data-wink-busy', busy(w));
  w.frame.content.setAttribute('aria-busy', String(busy(w)));
}
