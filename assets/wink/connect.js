// An account on its way: the page moves along with its status, which alone may
// claim success. A final status stays final.

const CONNECT_ROUNDS = 240; // twelve minutes, more than any simulated wait

/** rank orders the statuses: an account moves up only. What an unknown one means
 * cannot be told, so it ends nothing. */
function rank(status) {
  return ['CONNECTED', 'ERROR', 'DISCONNECTED'].indexOf(status) + 1;
}

function current(w) {
  return w.accounts.get(w.accountId) ?? { connectionStatus: '', connection: {} };
}

function accountCreated(w, account) {
  about(w, account.id);
  Object.assign(w, { challenge: null, answered: '' });
  tellAccount(w, 'onAccountCreated', account);
  enterConnecting(w);
  follow(w, account, 0);
}

/** about makes an account the one that the page is about. */
function about(w, id) {
  w.accountId = id;
  w.revoke = 'idle';
}

function tellAccount(w, name, account, more = {}) {
  tell(w, account.id, name, 'onAccountRemoved', { accountId: account.id, userId: w.session.userId, providerId: account.providerId, ...more });
}

/** observe takes an account as it stands now, and says whether it is the page's. */
function observe(w, account) {
  if (account.id !== w.accountId) return false;
  if (rank(account.connectionStatus) < rank(current(w).connectionStatus)) return true;
  const before = current(w).connectionStatus;
  w.accounts.set(account.id, account);
  if (account.connectionStatus === 'DISCONNECTED' && before !== 'DISCONNECTED') disconnected(w, account);
  return true;
}

/** follow moves the page along with the account that is being linked. */
function follow(w, account, round) {
  const mine = observe(w, account);
  const now = current(w);
  switch (mine && now.connectionStatus) {
    case 'CONNECTED': return connected(w, now);
    case 'ERROR': return connectFailed(w, now);
    case 'DISCONNECTED': return cutOff(w);
    case 'AWAITING_MFA':
      challenged(w, account.challenge);
      break;
    case false: break;
    default: enterConnecting(w);
  }
  return pollAgain(w, round);
}

function pollAgain(w, round) {
  if (round >= CONNECT_ROUNDS) {
    note(w, 'warning', 'Nothing has changed for long.');
    return;
  }
  pollAccount(w, round + 1);
}

function pollAccount(w, round = 0, wait = 0) {
  poll(w, `/accounts/${encodeURIComponent(w.accountId)}`, round, wait,
    (account) => follow(w, account, round), (next, longer) => pollAccount(w, next, longer));
}

function enterConnecting(w) {
  if (w.page !== 'Connecting') advance(w, 'Connecting');
}

PAGES.Connecting = {
  watch: (w) => pollAccount(w),
  draw: (w) => ({
    title: `Connecting to ${w.provider.name}`,
    content: [
      bridge(w, 'moving'),
      waiting('The provider is being asked. This can take a while.', 'centre'),
      actions(button(w, 'look', 'Look again', () => { note(w, 'info', ''); pollAccount(w); })),
    ],
  }),
};

function connected(w, account) {
  drop(w, 'front');
  drop(w, 'poll');
  forget(w);
  tellAccount(w, 'onAccountConnected', account);
  cutBackTo(w, 'ProviderList');
  enter(w, 'ConnectSuccess');
  watchAccount(w, 1);
}

function connectFailed(w, account) {
  drop(w, 'front');
  drop(w, 'poll');
  const { errorCode } = account.connection;
  tellAccount(w, 'onAccountError', account, errorCode ? { errorCode } : {});
  enter(w, 'ConnectError');
}

/** cutOff is for an account that was revoked while it was being linked. */
function cutOff(w) {
  drop(w, 'front');
  drop(w, 'poll');
  cutBackTo(w, 'ProviderList');
  enter(w, 'AccountRevoke');
  note(w, 'warning', 'The account was revoked, but not here.');
}

PAGES.ConnectSuccess = {
  event: 'ConnectSuccessPageOpened', kept: true, watch: (w) => watchAccount(w),
  about: (w) => ({ account: { providerId: current(w).providerId, accountId: w.accountId } }),
  draw: (w) => ({
    title: `${w.provider.name} ${current(w).connectionStatus === 'CONNECTED' ? 'is' : 'was'} connected`,
    content: [
      hero([providerLogo(w.provider, 'large')], 'good'),
      paragraph(`${company(w)} can now use the data of this account. You can close this window.`, 'text centre'),
      accountFacts(w),
      accountDetails(w),
      actions(
        button(w, 'done', 'Done', () => leave(w, 'exit'), 'primary'),
        canGoBack(w) && button(w, 'another', 'Connect another account', () => back(w)),
        button(w, 'account', 'See or revoke the account', () => openAccount(w, w.accountId), 'plain'),
      ),
    ],
  }),
};

PAGES.ConnectError = {
  draw: (w) => {
    const { errorCode, errorMessage } = current(w).connection;
    const why = explained('account', errorCode);
    return {
      title: why.title,
      content: [
        hero([providerLogo(w.provider, 'large')], 'bad'),
        paragraph(why.endUserSees || errorMessage || ''),
        advice('Trying again', why.retryText),
        facts([['Code', errorCode]]),
        details(w, [['Message', errorMessage], ['Provider', w.provider.id], ['Account', w.accountId]]),
        actions(...inOrder(why.retry === 'yes',
          button(w, 'retry', why.retry === 'yes' ? 'Try again' : 'Log in again', () => back(w)),
          w.backStack.includes('ProviderList') && button(w, 'another', 'Choose another provider', () => { cutBackTo(w, 'ProviderList'); back(w); }),
          uploadInstead(w),
          button(w, 'exit', 'Exit', () => leave(w, 'error'), 'plain'))),
      ],
    };
  },
};

/** inOrder puts trying again first where it can help at once, and otherwise after
 * what else can be done. */
function inOrder(first, again, ...others) {
  const rest = others.filter(Boolean);
  const list = first ? [again, ...rest] : [rest[0], again, ...rest.slice(1)];
  list[0].classList.remove('winkterm-plain');
  list[0].classList.add('winkterm-primary');
  return list;
}
