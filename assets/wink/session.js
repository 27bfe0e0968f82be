// From the link token to the first page, and what becomes of a session: a
// problem on the way, and its end.

// The options that the host is told; the others are for this side alone.
const TOLD_OPTIONS = [
  'templateId', 'providers', 'topProviders', 'enableUpload', 'enableSearchBar', 'enableTypeBar', 'enableConsentPage', 'companyName',
];

PAGES.Start = {
  draw: () => ({ title: 'One moment', content: [waiting('The widget is being opened.', 'centre')] }),
};

/** openSession spends the link token. */
function openSession(w) {
  const options = {};
  for (const name of TOLD_OPTIONS) if (!absent(w.options[name])) options[name] = w.options[name];
  run(w, 'front', {
    ask: (signal) => call(w.link, 'POST', '/sessions', { body: { options }, signal }),
    then: ({ sessionKey, ...session }) => {
      w.link.key = sessionKey;
      w.session = session;
      dress(w, session.template?.colours);
      awaitExpiry(w);
      openFirst(w);
    },
  });
}

/** onlyProvider is the one provider that the options leave, or "". */
function onlyProvider(w) {
  const ids = w.options.providers;
  return Array.isArray(ids) && ids.length === 1 ? ids[0] : '';
}

/** openFirst begins to read the list, or reads the only provider. */
function openFirst(w) {
  const only = onlyProvider(w);
  if (!only) {
    loadProviders(w);
    enter(w, 'Consent');
    return;
  }
  loadProvider(w, only, (provider) => {
    w.provider = provider;
    if (w.options.enableConsentPage === false) take(w, provider);
    else enter(w, 'Consent');
  });
}

/** hostNow is the time of the host, in milliseconds. */
function hostNow(w) {
  return Date.now() + w.link.skew;
}

function awaitExpiry(w) {
  const left = Date.parse(w.session.expiresAt) - hostNow(w);
  if (left < 2 ** 31) w.expiry = setTimeout(() => expired(w), left);
}

/** expired tells the host that the token is no longer good, which ends the
 * session: only the host page can get another. */
function expired(w) {
  if (w.closed || w.page === 'Expired') return;
  for (const slot of Object.keys(w.slots)) drop(w, slot);
  w.backStack = [];
  fire(w, 'onTokenExpired');
  enter(w, 'Expired');
}

PAGES.Expired = {
  draw: (w) => ({
    title: 'This session is over',
    content: [
      hero([el('span', { class: 'sheet' }, icon('lock'))]),
      paragraph('The link token is unknown, was used before, or has expired.'),
      paragraph('The page that opened this widget has to open it again with a fresh token. What was linked or uploaded until now is kept.'),
      actions(button(w, 'exit', 'Exit', () => leave(w, 'error'), 'primary')),
    ],
  }),
};

/** problem shows the Problem page; again repeats what failed, unless it is a
 * poll, which its page begins anew. */
function problem(w, slot, err, again) {
  if (w.closed) return;
  const origin = w.page === 'Problem' ? w.failure.origin : w.page;
  drop(w, 'poll');
  w.failure = { origin, slot, err, again };
  enter(w, 'Problem');
}

PAGES.Problem = {
  draw: (w) => {
    const { err } = w.failure;
    const again = button(w, 'retry', 'Try again', () => retry(w), err.passing ? 'primary' : '');
    const exit = button(w, 'exit', 'Exit', () => leave(w, 'error'), err.passing ? '' : 'primary');
    return {
      title: err.status ? 'Something went wrong' : 'No answer',
      content: [
        hero([el('span', { class: 'sheet' }, icon('alert'))]),
        paragraph(sentence(err.message)),
        err.passing ? paragraph('Nothing is lost: what you typed is still here. Try again in a moment.')
          : paragraph('Trying again will not help. What the page that opened this widget asked for cannot be had.'),
        facts([['Answer', err.status ? `${err.status} ${err.code}` : ''], ['Request', err.requestId]]),
        actions(...(err.passing ? [again, exit] : [exit, again])),
      ],
    };
  },
};

function retry(w) {
  const { origin, slot, again } = w.failure;
  enter(w, origin);
  if (slot !== 'poll') again();
  PAGES[origin].watch?.(w);
}
