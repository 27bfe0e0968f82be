// What a host page sees: the widget's constructor, open and close.

/** open shows the widget, once its looks have arrived. */
async function openWidget(w) {
  w.frame = newFrame(w);
  await styled();
  if (w.closed) return;
  (document.body ?? document.documentElement).append(w.frame.dialog);
  w.frame.dialog.showModal();
  enter(w, 'Start');
  openSession(w);
}

/** leave closes the widget for a reason and tells the host. */
function leave(w, reason) {
  if (shut(w)) fire(w, 'onClose', { reason });
}

/** shut takes the widget off the page, once. What was typed and picked is
 * forgotten, and so are the keys. */
function shut(w) {
  if (w.closed) return false;
  w.closed = true;
  for (const slot of Object.keys(w.slots)) drop(w, slot);
  clearTimeout(w.expiry);
  w.typed.clear();
  w.files.clear();
  w.link.key = '';
  w.frame.dialog.close();
  w.frame.dialog.remove();
  undress(w);
  w.gone();
  return true;
}

/** SmileLinkModal takes the options of Smile's widget: userToken, templateId,
 * providers, topProviders, enableUpload, enableSearchBar, enableTypeBar,
 * enableConsentPage, companyName, apiHost (the base address of another Link
 * API), and the nine callbacks. */
class SmileLinkModal {
  #options;
  #widget = null;

  constructor(options = {}) {
    this.#options = { ...options };
  }

  /** open shows the widget. While it shows nothing happens. A token is good for
   * one time. */
  open() {
    if (this.#widget) return;
    this.#widget = newWidget(this.#options, () => { this.#widget = null; });
    openWidget(this.#widget);
  }

  /** close takes the widget away without a callback: the host page knows. */
  close() {
    if (this.#widget) shut(this.#widget);
  }
}

window.SmileLinkModal = SmileLinkModal;
