// Smile's widget in this page: its script, its constructor, its callbacks.

/** CALLBACKS are all that the widget has. */
const CALLBACKS = [
  'onAccountCreated', 'onAccountConnected', 'onAccountError', 'onAccountRemoved',
  'onUploadsCreated', 'onUploadsRemoved', 'onTokenExpired', 'onClose', 'onUIEvent',
];

const SCRIPT_TIMEOUT = 20_000;

/** Broken says why the widget does not run: script, missing or failed. */
export class Broken extends Error {
  constructor(reason, message = '') {
    super(message);
    this.reason = reason;
  }
}

/** load loads the SDK from an address. */
export async function load(src) {
  await new Promise((done, fail) => {
    const script = document.createElement('script');
    script.src = src;
    script.onload = done;
    script.onerror = () => fail(new Broken('script'));
    setTimeout(() => fail(new Broken('script', 'it did not come in time')), SCRIPT_TIMEOUT);
    document.head.append(script);
  });
  if (typeof modalClass() !== 'function') throw new Broken('missing');
}

/** modalClass finds the SDK's class, which may stand beside window. */
function modalClass() {
  try {
    return SmileLinkModal;
  } catch {
    return undefined;
  }
}

/** open builds a widget and shows it. callback gets a callback's name and data,
 * broken what fails later. */
export function open(userToken, options, callback, broken) {
  const widget = { dropped: false, modal: null, before: new Set(document.body.children) };
  const said = (err) => new Broken('failed', String(err?.message ?? err).replaceAll(userToken, '[userToken]'));
  try {
    const Modal = modalClass();
    widget.modal = new Modal({ ...options, userToken, ...listeners(widget, callback) });
    // It may fail after it has returned.
    Promise.resolve(widget.modal.open()).catch((err) => { if (!widget.dropped) broken(said(err)); });
  } catch (err) {
    throw said(err);
  }
  return widget;
}

/** listeners pass each callback on, but for the onClose of a widget that this page
 * has dropped itself. */
function listeners(widget, callback) {
  return Object.fromEntries(CALLBACKS.map((name) => [name, (data) => {
    if (!widget.dropped || name !== 'onClose') callback(name, data);
  }]));
}

/** drop takes a widget off the page. close is not documented, so what is left of
 * it is taken away. */
export function drop(widget) {
  if (!widget || widget.dropped) return;
  widget.dropped = true;
  try {
    widget.modal?.close?.();
  } catch {
    // It goes in any case.
  }
  for (const element of [...document.body.children]) {
    if (!widget.before.has(element)) element.remove();
  }
}
