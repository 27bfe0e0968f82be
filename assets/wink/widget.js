// The widget's state, and how it goes from page to page. Which callback fires
// when, and what going back leads to, is the wizard's own rule: the two are laid
// side by side.

/** PAGES is the table of pages. event is the widget's name of the page and about
 * what the event tells of it; draw gives {title, content}; kept says that going
 * back leads here again; watch follows what the page is about. */
const PAGES = {};

const REVOKING = ['AccountRevoke', 'RevokeArchive'];

function newWidget(options, gone) {
  return {
    options, gone, closed: false, frame: null,
    link: newLink(options.apiHost || `${ORIGIN}/link/v1`, options.userToken),
    session: { userId: '', mode: '', template: {} },
    page: 'Start', backStack: [], notice: null, failure: null, slots: {}, misses: 0,
    catalogue: { items: [], cursor: '', loaded: false, failure: null, query: '', type: '' },
    provider: {}, form: { options: [] }, option: '', employer: null, typed: new Map(), invalid: {},
    accounts: new Map(), accountId: '', challenge: null, answered: '', answeredLeft: 0,
    fileTypes: [], fileType: {}, files: new Map(), archives: new Map(), archiveId: '',
    sending: null, hinted: false, detailed: false, told: new Set(), revoke: 'idle', revoking: new Set(),
  };
}

/** enter shows a page; it is the one place where a page changes. */
function enter(w, page) {
  if (w.closed) return;
  Object.assign(w, { page, notice: null, invalid: {}, misses: 0, sending: null });
  if (page !== 'Problem') w.failure = null;
  if (![...REVOKING, 'Problem'].includes(page)) w.revoke = 'idle';
  show(w, true);
  const { event, about } = PAGES[page];
  if (event) fire(w, 'onUIEvent', { eventName: event, eventTime: new Date().toISOString(), ...whose(w), ...about?.(w) });
}

function whose(w) {
  return { mode: w.session.mode, userId: w.session.userId };
}

/** advance shows a page with the present one to come back to. */
function advance(w, page) {
  const from = w.page === 'Problem' ? w.failure.origin : w.page;
  if (PAGES[from].kept) w.backStack.push(from);
  enter(w, page);
}

/** back gives up what the page waits for and shows the page before; a question
 * that the page asks is taken back first. On the first page nothing happens. */
function back(w) {
  if (asked(w)) {
    w.revoke = 'idle';
    show(w);
  } else if (canGoBack(w)) {
    reenter(w, returns(w) ? w.failure.origin : w.backStack.pop());
  }
}

function canGoBack(w) {
  return returns(w) || w.backStack.length > 0 || asked(w);
}

/** asked says that the page asks whether to revoke. */
function asked(w) {
  return w.revoke === 'asked' && REVOKING.includes(w.page);
}

/** returns says that back leads from the Problem page to the page it origin. One
 * that watches is left instead: what broke its watching would strike again. */
function returns(w) {
  if (w.page !== 'Problem' || w.failure.origin === 'Start') return false;
  return !PAGES[w.failure.origin].watch || w.failure.slot === 'front';
}

/** reenter shows a page again without what was under way. */
function reenter(w, page) {
  drop(w, 'front');
  drop(w, 'poll');
  w.revoke = 'idle';
  if (page === 'EmployerSurvey') Object.assign(w, w.employer);
  enter(w, page);
  PAGES[page].watch?.(w);
}

/** cutBackTo ends a login or an upload: whatever came after the page that it was
 * chosen from is no place to come back to any more. */
function cutBackTo(w, from) {
  w.backStack.length = w.backStack.indexOf(from) + 1;
}

/** without takes a page off the back stack. */
function without(w, gone) {
  w.backStack = w.backStack.filter((page) => page !== gone);
}

/** fire tells the host. What goes wrong there is the host's, and is reported as
 * if it had not been called from here. */
function fire(w, name, ...args) {
  const callback = w.options[name];
  if (typeof callback !== 'function') return;
  try {
    callback(...args);
  } catch (err) {
    reportError(err);
  }
}

/** tell fires a callback of an account or archive, once, and none after last. */
function tell(w, id, name, last, args) {
  if (w.told.has(`${id} ${name}`) || w.told.has(`${id} ${last}`)) return;
  w.told.add(`${id} ${name}`);
  fire(w, name, args);
}
