// A back end as integrators write it: a user and a link token by the Open API, a login
// by the Link contract, and what became of the account by the Open API again. It knows
// nothing but the environment that `winkterm sandbox` prints, and prints a line of JSON.
const { OPEN_API_HOST, LINK_API_HOST, API_KEY, API_SECRET } = process.env;
const basic = 'Basic ' + Buffer.from(`${API_KEY}:${API_SECRET}`).toString('base64');

async function call(authorization, method, url, body) {
  const answer = await fetch(url, {
    method,
    headers: { authorization, ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
  });
  const { code, message, data } = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${code}: ${message}`);
  return data;
}

const open = (method, path, body) => call(basic, method, OPEN_API_HOST + path, body);

const user = await open('POST', '/users', {});
const session = await call('Bearer ' + user.token.accessToken, 'POST', LINK_API_HOST + '/sessions');
const link = (method, path, body) => call('Bearer ' + session.sessionKey, method, LINK_API_HOST + path, body);

const { options } = await link('GET', '/providers/sss_ph/login');
const typed = { ssNumber: '3300000008', password: '123456' };
const created = await link('POST', '/accounts', { providerId: 'sss_ph', option: options[0].id, credentials: typed });

const statuses = [];
for (let asked = 0; asked < 200; asked++) {
  const account = await link('GET', '/accounts/' + created.id);
  const status = account.connectionStatus;
  if (statuses.at(-1) !== status) {
    statuses.push(status);
    if (status === 'AWAITING_MFA') {
      await link('POST', `/accounts/${created.id}/mfa`, { code: '1234' });
    }
  }
  if (status === 'CONNECTED' || status === 'ERROR') break;
}

const seen = await open('GET', '/accounts/' + created.id);
const listed = await open('GET', '/accounts?userId=' + session.userId);
console.log(JSON.stringify({ statuses, seen: seen.connectionStatus, listed: listed.items.length }));
