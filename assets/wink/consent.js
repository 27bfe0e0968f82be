// The page that asks whether the company may have the user's data.

function company(w) {
  return w.options.companyName || w.session.template?.companyName || 'this company';
}

/** consentText is what is agreed to: the tenant's newest text, or the usual one. */
function consentText(w) {
  const usual = `With your consent your employment and income data are fetched from the provider that you choose, and shared with ${company(w)}.`;
  const text = w.session.template?.consent?.text ?? usual;
  return text.split('\n').filter((line) => line.trim()).map((line) => paragraph(line));
}

/** syncText names continuous data sync and what it reads, where the only provider has it. */
function syncText(w) {
  if (!onlyProvider(w)) return 'Continuous data sync (CDS), if any, reads monthly.';
  const kinds = (w.provider.supported ?? []).filter((kind) => SYNCED_KINDS.includes(kind)).map((kind) => kind.toLowerCase());
  if (!w.provider.monitorSupported || kinds.length === 0) return null;
  return `Continuous data sync (CDS): your ${kinds.join(', ')} are read again every month, until you revoke.`;
}

PAGES.Consent = {
  event: 'ConsentPageOpened', kept: true,
  draw: (w) => ({
    title: w.session.template?.consent?.title || `${company(w)} uses Smile to link your account`,
    content: [
      bridge(w, 'still'),
      ...consentText(w),
      el('ul', { class: 'promises' },
        el('li', {}, icon('lock'), 'Your password goes to the provider only.'),
        el('li', {}, icon('page'), 'Your data are read, and nothing is changed or paid.'),
        syncText(w) && el('li', {}, icon('page'), syncText(w)),
        el('li', {}, icon('undo'), 'You can revoke any time; your data are then deleted.')),
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
