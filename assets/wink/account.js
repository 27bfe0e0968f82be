// An account that is linked: how it stands, and revoking it. Revoking an upload
// goes the same way.

const WATCH_ROUNDS = 12;

function openAccount(w, id) {
  about(w, id);
  advance(w, 'AccountRevoke');
  watchAccount(w);
}

/** watchAccount looks for a while what becomes of a linked account, and until
 * its status follows when it was revoked. */
function watchAccount(w, round = 0, wait = 0) {
  poll(w, `/accounts/${encodeURIComponent(w.accountId)}`, round, wait,
    (account) => accountSeen(w, account, round), (next, longer) => watchAccount(w, next, longer));
}

function accountSeen(w, account, round) {
  const before = current(w);
  const byUser = w.revoking.has(w.accountId);
  observe(w, account);
  const now = current(w);
  if (now.connectionStatus !== before.connectionStatus) statusChanged(w, now, byUser);
  else if (now.monitorStatus !== before.monitorStatus) show(w);
  if (round < WATCH_ROUNDS || w.revoking.has(w.accountId)) watchAccount(w, round + 1);
}

/** statusChanged tells the user what became of a linked account. The success page is left
 * when there is no account any more. */
function statusChanged(w, { connectionStatus, connection }, byUser) {
  if (connectionStatus === 'DISCONNECTED' && w.page === 'ConnectSuccess') enter(w, 'AccountRevoke');
  else show(w);
  if (connectionStatus === 'DISCONNECTED') revokedNotice(w, 'account', byUser);
  if (connectionStatus === 'ERROR') note(w, 'warning', `Linked, but its data could not be fetched: ${connection.errorCode}.`);
}

function revokedNotice(w, noun, byUser) {
  if (byUser) note(w, 'info', `The ${noun} was revoked. Its data are gone.`);
  else note(w, 'warning', `The ${noun} was revoked, but not here.`);
}

/** disconnected fires the callback where the user revoked. The success page of
 * the account is no place to come back to any more. */
function disconnected(w, account) {
  if (w.revoking.delete(account.id)) tellAccount(w, 'onAccountRemoved', account);
  w.revoke = 'idle';
  without(w, 'ConnectSuccess');
}

function accountFacts(w) {
  const { connectionStatus, monitorStatus, connection, createdAt } = current(w);
  const { errorCode } = connection;
  return facts([
    ['Status', statusText(connectionStatus)], ['Problem', errorCode && `${explained('account', errorCode).title} (${errorCode})`],
    ['Data are read', connectionStatus === 'CONNECTED' ? SYNC_WORDS.get(monitorStatus) ?? monitorStatus : ''], ['Linked at', timeText(createdAt)],
  ]);
}

function accountDetails(w) {
  const { id, providerId, connectionStatus, monitorStatus, connection } = current(w);
  return details(w, [
    ['Status', connectionStatus], ['Message', connection.errorMessage], ['Data sync', monitorStatus], ['Account', id], ['Provider', providerId],
    ['User', w.session.userId],
  ]);
}

PAGES.AccountRevoke = {
  event: 'AccountRevokePageOpened', watch: (w) => watchAccount(w),
  about: (w) => ({ account: { providerId: current(w).providerId, accountId: w.accountId } }),
  draw: (w) => ({
    title: `Your account at ${w.provider.id === current(w).providerId ? w.provider.name : current(w).providerId}`,
    content: [
      hero([providerLogo(w.provider.id === current(w).providerId ? w.provider : { name: current(w).providerId, id: current(w).providerId }, 'large')],
        OUTCOMES.get(current(w).connectionStatus)),
      authorisesAgain(current(w)) && paragraph('You have to authorise again, as after a change of password: log in again.'),
      accountFacts(w),
      accountDetails(w),
      ...revokeMenu(w, {
        first: canLogInAgain(current(w)) && w.revoke === 'idle' && button(w, 'again', 'Log in again', () => logInAgain(w), 'primary'),
        noun: 'account', live: !['', 'DISCONNECTED'].includes(current(w).connectionStatus),
        watch: () => watchAccount(w),
        confirm: () => revoke(w, w.accountId, `/accounts/${encodeURIComponent(w.accountId)}`, () => watchAccount(w)),
      }),
    ],
  }),
};

/** canLogInAgain says that a new login at the provider may help an account. */
function canLogInAgain({ connectionStatus, monitorStatus }) {
  return connectionStatus === 'ERROR' || (connectionStatus === 'CONNECTED' && monitorStatus === 'USER_ACTION_REQUIRED');
}

/** authorisesAgain says that an account is read no more until its user logs in again. */
function authorisesAgain(account) {
  return canLogInAgain(account) && (account.monitorStatus === 'USER_ACTION_REQUIRED' || account.connection.errorCode === 'EXPIRED_CREDENTIALS');
}

/** logInAgain goes to the login of the account's provider; it is no account to come back to. */
function logInAgain(w) {
  drop(w, 'poll');
  without(w, 'ConnectSuccess');
  loadProvider(w, current(w).providerId, (provider) => take(w, provider));
}

/** revokeMenu asks before anything is revoked. */
function revokeMenu(w, { noun, live, watch, confirm, first }) {
  if (w.revoke === 'sent') return [waiting('It is being revoked.', 'foot')];
  if (w.revoke === 'asked') {
    return [
      el('p', { class: 'ask', role: 'alert' }, `Revoke the ${noun}? That deletes its data.`),
      actions(
        button(w, 'keep', `Keep the ${noun}`, () => back(w)),
        button(w, 'confirm', `Revoke the ${noun}`, confirm, 'danger'),
      ),
    ];
  }
  const ask = () => { w.revoke = 'asked'; note(w, 'info', ''); show(w); found(w.frame, 'keep').focus(); };
  return [actions(
    first,
    live && button(w, 'revoke', `Revoke the ${noun}`, ask, 'danger'),
    live && button(w, 'look', 'Look again', watch),
    canGoBack(w) && button(w, 'return', 'Back', () => back(w)),
    !canGoBack(w) && button(w, 'leave', 'Close', () => leave(w, 'close')),
  )];
}

function revoke(w, id, path, watch) {
  w.revoke = 'sent';
  w.revoking.add(id);
  drop(w, 'poll');
  run(w, 'front', {
    ask: (signal) => call(w.link, 'DELETE', path, { signal }),
    then: watch,
    missed: (err) => {
      w.revoke = 'idle';
      w.revoking.delete(id);
      if (err.passing) {
        problem(w, 'front', err, () => revoke(w, id, path, watch));
        return;
      }
      show(w);
      note(w, 'error', err.message);
      watch();
    },
  });
  show(w);
}
