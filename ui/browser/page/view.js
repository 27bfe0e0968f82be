// What the page shows around the widget.

/** MAX_ROWS and MAX_BLOCKED bound the lists. */
const MAX_ROWS = 200;
const MAX_BLOCKED = 20;

const STATES = {
  joining: 'Asking the terminal for a link token…',
  connected: 'Connected to the terminal.',
  trying: 'The terminal does not answer. Trying again…',
  lost: 'The terminal cannot be reached. If it still runs, this page comes back by itself; the widget’s callbacks are kept until then.',
  moved: 'The widget has moved to another tab or window. You can close this one.',
  ended: 'The terminal has ended: you can close this tab.',
  refused: 'The terminal has no link token for this page.',
};

const FAILURES = {
  script: ['The widget’s script could not be loaded', [
    'Is this browser online, and can it reach the address above?',
    'Does an ad blocker or a privacy extension stop it? Allow it for this page.',
    'Does a proxy or firewall stand in between?',
    'Is the address right? It is chosen in the terminal.',
  ]],
  missing: ['The script has no widget in it', [
    'It was loaded, but it defines no SmileLinkModal: is the address right?',
    'Does a proxy answer in its place? Open the address in a tab of its own.',
  ]],
  failed: ['The widget failed', [
    'Are the options right? They are chosen in the terminal.',
    'The console of this browser’s developer tools may say more.',
  ]],
  token: ['The terminal has no link token', [
    'It says why. When that is mended, open the widget again.',
  ]],
  overflow: ['The widget sends more than can be kept', [
    'Its callbacks from now on are lost. Open it again from the terminal.',
  ]],
};

const $ = (id) => document.getElementById(id);

/** state shows the state of the connection to the terminal; also above the widget, where
 * it covers the page. */
export function state(name, covered) {
  $('connection').dataset.state = name;
  $('connection-text').textContent = STATES[name];
  banner(covered && (name === 'trying' || name === 'lost') ? STATES[name] : '');
  if (name === 'moved') again('Use the widget here');
}

/** banner stands above the widget, where the browser can do that. */
function banner(text) {
  const box = $('banner');
  if (!box.showPopover || box.textContent === text) return;
  if (box.matches(':popover-open')) box.hidePopover();
  box.textContent = text;
  if (text) box.showPopover();
}

/** failure says why there is no widget, and what to check. */
export function failure(reason, about, detail) {
  const [title, checks] = FAILURES[reason];
  $('failure-title').textContent = title;
  $('failure-text').textContent = [about, detail].filter(Boolean).join(': ');
  $('failure-checks').replaceChildren(...checks.map((text) => element('li', '', text)));
  $('failure').hidden = false;
}

/** clear removes the failure before. */
export function clear() {
  $('failure').hidden = true;
  $('again').hidden = true;
}

/** again offers to load the page once more, which gets a fresh token. */
export function again(text = 'Open the widget again') {
  $('again-button').textContent = text;
  $('again').hidden = false;
}

let count = 0;

/** callback adds one to the list. */
export function callback(name, at, data) {
  const row = element('li');
  const time = element('time', '', at.toTimeString().slice(0, 8));
  time.dateTime = at.toISOString();
  row.append(time, element('span', 'name', name));
  const detail = about(data);
  if (detail) row.append(element('span', 'detail', detail));
  const [log, list] = [$('log'), $('callbacks')];
  const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 4;
  list.append(row);
  if (list.children.length > MAX_ROWS) list.firstChild.remove();
  log.hidden = false;
  if (atEnd) log.scrollTop = log.scrollHeight;
  $('callbacks-none').hidden = true;
  $('callbacks-count').textContent = String(++count);
}

/** about is what tells one callback from the next. */
function about(data) {
  const parts = [data?.eventName, data?.providerId ?? data?.account?.providerId, data?.errorCode, typeof data === 'string' ? data : data?.reason];
  return parts.filter((part) => typeof part === 'string').join(' · ');
}

/** blocked says that the policy has stopped something. The address is shown by
 * its origin alone, for the rest of an address may be a secret. */
export function blocked(directive, uri) {
  const list = $('blocked');
  const text = `${origin(uri)} (${directive})`;
  if (list.children.length >= MAX_BLOCKED || [...list.children].some((row) => row.textContent === text)) return;
  list.append(element('li', '', text));
  $('blocked-section').hidden = false;
}

function origin(uri) {
  try {
    const { origin, protocol } = new URL(uri);
    return origin === 'null' ? protocol : origin;
  } catch {
    return uri; // a word such as inline or eval
  }
}

function element(tag, className = '', text = '') {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
