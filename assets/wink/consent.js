// The page that asks whether the company may have the user's data.

function company(w) {
  return w.options.companyName || w.session.template?.companyName || 'this company';
}

PAGES.Consent = {
  event: 'ConsentPageOpened', kept: true,
  draw: (w) => ({
    title: `${company(w)} uses Smile to link your account`,
    content: [
      bridge(w, 'still'),
      paragraph(`With your consent your employment and income data are fetched from the provider that you choose, and shared with ${company(w)}.`),
      el('ul', { class: 'promises' },
        el('li', {}, icon('lock'), 'Your password goes to the provider only.'),
        el('li', {}, icon('page'), 'Your data are read, and nothing is changed or paid.'),
        el('li', {}, icon('undo'), 'You can revoke at any time; your data are then deleted.')),
      actions(
        button(w, 'continue', 'Continue', () => consented(w), 'primary'),
        button(w, 'decline', 'Decline', () => leave(w, 'close')),
      ),
    ],
  }),
};

function consented(w) {
  if (onlyProvider(w)) take(w, w.provider);
  else advance(w, 'ProviderList');
}
