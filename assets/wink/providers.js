// The list of providers, with search and type filter. It is read page by page,
// as the user asks for more; the host searches.

const PAGE_SIZE = 30;
const DEBOUNCE = 200; // how long a query stands before the host is asked
const QUERY_MAX = 100;

PAGES.ProviderList = {
  event: 'ProviderListPageOpened', kept: true,
  draw: (w) => {
    const count = el('p', { class: 'small', role: 'status' });
    const list = el('div', { class: 'results' });
    w.fillList = () => fillList(w, count, list);
    w.fillList();
    return {
      title: 'Where do you work?',
      content: [
        w.options.enableSearchBar !== false && searchField(w),
        w.options.enableTypeBar !== false && typeBar(w),
        count, list,
        uploadInstead(w),
        button(w, 'missing', 'Can\u2019t find your employer?', () => employerMissing(w)),
      ],
    };
  },
};

/** employerMissing goes to documents, or closes where they cannot be uploaded: with the
 * reason of the X, as nothing was linked and nothing has failed. */
function employerMissing(w) {
  if (uploads(w)) openDocuments(w);
  else leave(w, 'close');
}

function searchField(w) {
  const id = `${w.frame.id}-search`;
  const input = el('input', {
    id, class: 'input', type: 'search', placeholder: 'Search by name', 'data-wink': 'search', maxlength: QUERY_MAX, autocomplete: 'off', value: w.catalogue.query,
    on: { input: () => { w.catalogue.query = input.value; loadProviders(w, DEBOUNCE); } },
  });
  return el('div', { class: 'field searching' }, el('label', { for: id, class: 'unseen' }, 'Search'), icon('search'), input);
}

/** typeBar is the filter by type, of those that the Wink template offers. */
function typeBar(w) {
  const only = w.session.template?.types ?? [];
  const offered = [...PROVIDER_TYPES].filter(([type]) => only.length === 0 || only.includes(type));
  const chip = (type, label) => el('button', {
    type: 'button', class: 'chip', 'data-wink': `type-${type || 'ALL'}`, 'aria-pressed': String(w.catalogue.type === type),
    on: { click: () => { w.catalogue.type = type; show(w); loadProviders(w); } },
  }, label);
  return el('div', { class: 'chips', role: 'group', 'aria-label': 'Type' }, chip('', 'All'), offered.map(([type, label]) => chip(type, label)));
}

/** loadProviders reads the list anew, from its first page. */
function loadProviders(w, wait = 0) {
  readProviders(w, '', wait);
}

function readProviders(w, cursor, wait = 0) {
  const c = w.catalogue;
  c.failure = null;
  run(w, 'load', {
    ask: async (signal) => {
      await pause(wait, signal);
      const query = new URLSearchParams({ size: PAGE_SIZE });
      for (const [name, value] of [['cursor', cursor], ['name', c.query.trim()], ['type', c.type]]) if (value) query.set(name, value);
      return call(w.link, 'GET', `/providers?${query}`, { signal });
    },
    then: ({ items, nextCursor }) => {
      Object.assign(c, { items: cursor ? [...c.items, ...items] : items, cursor: nextCursor || '', loaded: true });
      w.fillList?.();
    },
    missed: (err) => {
      c.failure = { err, cursor };
      w.fillList?.();
    },
  });
}

/** fillList draws the rows. The focus stays on the same row, or goes to the first
 * new one when what had it is gone. */
function fillList(w, count, list) {
  const c = w.catalogue;
  const held = list.contains(document.activeElement) ? document.activeElement.getAttribute('data-wink') : null;
  const before = list.querySelectorAll('li').length;
  count.textContent = countText(c);
  list.replaceChildren(...[
    el('ul', { class: 'rows' }, c.items.map((p) => providerRow(w, p))),
    c.cursor && button(w, 'more', 'Show more', () => readProviders(w, c.cursor)),
    c.failure && button(w, 'reload', 'Try again', () => readProviders(w, c.failure.cursor)),
  ].filter(Boolean));
  if (!held) return;
  const next = list.querySelectorAll('li button')[before] ?? found(w.frame, 'reload') ?? w.frame.heading;
  ((held !== 'more' && found(w.frame, held)) || next).focus();
}

function countText(c) {
  if (c.failure) return sentence(`the list broke off: ${c.failure.err.message}`);
  if (!c.loaded) return 'The list is being read.';
  if (c.items.length === 0) return 'Nothing fits. Search for less, or choose another type.';
  return c.cursor ? `The first ${c.items.length}` : `${c.items.length} to choose from`;
}

function providerRow(w, p) {
  return el('li', {}, el('button', { type: 'button', class: 'row', 'data-wink': `provider-${p.id}`, on: { click: () => { if (!busy(w)) choose(w, p); } } },
    providerLogo(p),
    el('span', { class: 'words' }, el('span', { class: 'name' }, p.name), el('span', { class: 'small' }, p.typeLabel)),
    rowTag(w, p)));
}

function rowTag(w, p) {
  if (linkedTo(w, p.id)) return el('span', { class: 'tag good' }, 'connected');
  if (!p.accountConnection) return el('span', { class: 'tag' }, 'no live connection');
  if (!p.enabled) return el('span', { class: 'tag' }, 'not enabled');
  return p.active ? null : el('span', { class: 'tag' }, 'out of order');
}

/** linkedTo gives the user's live account at a provider. */
function linkedTo(w, providerId) {
  return [...w.accounts.values()].find((a) => a.providerId === providerId && a.connectionStatus === 'CONNECTED');
}

function choose(w, provider) {
  const account = linkedTo(w, provider.id);
  if (!account) {
    take(w, provider);
    return;
  }
  w.provider = provider;
  openAccount(w, account.id);
}
