// The landing page of an invite: its button opens the widget for the user who was invited.
'use strict';

const button = document.getElementById('open');
const status = document.getElementById('status');

/** post calls the sandbox below the address of the page, which has the link's token. */
async function post(path) {
  const answer = await fetch(`${location.pathname}${path}${location.search}`, { method: 'POST' });
  const { data, message } = await answer.json();
  if (!answer.ok) throw new Error(message);
  return data;
}

/** attempt does something while the page's buttons are off. What fails is said: a link
 * that opens nothing any more says why once the page is loaded again. */
async function attempt(doing, act) {
  const buttons = document.querySelectorAll('button');
  for (const one of buttons) one.disabled = true;
  status.textContent = doing;
  try {
    await act();
    status.textContent = '';
  } catch (err) {
    status.textContent = `That did not work: ${err.message}. Load the page again to see where you are.`;
  }
  for (const one of buttons) one.disabled = false;
}

button.addEventListener('click', () => attempt('One moment…', async () => {
  const options = await post('/widget');
  new SmileLinkModal({ ...options, onClose: () => location.reload() }).open();
}));

for (const revoke of document.querySelectorAll('[data-account]')) {
  revoke.addEventListener('click', () => {
    if (revoke.dataset.asked !== 'yes') {
      revoke.dataset.asked = 'yes';
      revoke.textContent = 'Revoke and delete the data';
      status.textContent = `Press once more to revoke ${revoke.dataset.provider}. Its data are deleted.`;
      return;
    }
    attempt('It is being revoked…', async () => {
      await post(`/accounts/${encodeURIComponent(revoke.dataset.account)}/revoke`);
      location.reload();
    });
  });
}
