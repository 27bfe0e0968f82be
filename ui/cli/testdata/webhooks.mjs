// A back end's handler of webhooks in plain Node: it registers itself, verifies each
// Smile-Signature over the exact body, and refuses what does not verify. An account is
// linked meanwhile, with faults armed. It prints a line of JSON with what came.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const { OPEN_API_HOST, LINK_API_HOST, SANDBOX_CONTROL, API_KEY, API_SECRET } = process.env;
const secret = 'a secret of the back end';
const basic = 'Basic ' + Buffer.from(`${API_KEY}:${API_SECRET}`).toString('base64');

function verify(body, signature) {
  const want = createHmac('sha512', secret).update(body).digest();
  const given = Buffer.from(signature ?? '', 'hex');
  return given.length === want.length && timingSafeEqual(given, want);
}

const verified = [];
const refused = [];
const handler = createServer(async (request, answer) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const body = Buffer.concat(parts);
  const signature = request.headers['smile-signature'];
  if (verify(body, signature)) {
    verified.push(JSON.parse(body));
    answer.writeHead(204).end();
  } else {
    refused.push(signature === undefined ? 'unsigned' : 'wrong');
    answer.writeHead(401).end();
  }
});
await new Promise((listening) => handler.listen(0, '127.0.0.1', listening));

async function call(authorization, method, url, body) {
  const answer = await fetch(url, {
    method,
    headers: { ...(authorization && { authorization }), ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
  });
  const { code, message, data } = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${code}: ${message}`);
  return data;
}

const open = (method, path, body) => call(basic, method, OPEN_API_HOST + path, body);
const control = (method, path, body) => call('', method, SANDBOX_CONTROL + path, body);

await open('POST', '/webhooks', {
  name: 'Node', url: `http://127.0.0.1:${handler.address().port}/hook`, secret,
  eventTypes: ['ALL_EVENTS'], active: true, includePayload: true,
});
for (const name of ['signature', 'duplicate', 'unsigned', 'cut', 'out_of_order', 'late']) {
  await control('POST', '/faults', { name: 'webhook.' + name, times: 1 });
}

const user = await open('POST', '/users', {});
const session = await call('Bearer ' + user.token.accessToken, 'POST', LINK_API_HOST + '/sessions');
const link = (method, path, body) => call('Bearer ' + session.sessionKey, method, LINK_API_HOST + path, body);
const account = await link('POST', '/accounts', {
  providerId: 'freelancer', option: 'username', credentials: { username: 'George', password: '123456' },
});
await link('GET', '/accounts/' + account.id);
await link('DELETE', '/accounts/' + account.id);

// The late one comes by the clock.
let list = [];
for (let asked = 0; asked < 2000; asked++) {
  list = (await control('GET', '/deliveries')).items;
  if (!list.some((d) => d.state === 'WAITING')) break;
  if (list.filter((d) => d.state === 'WAITING').every((d) => d.nextAt)) await control('POST', '/clock', { advance: '30s' });
}
const happened = (await control('GET', '/events')).items;
const ids = verified.map((e) => e.id);
console.log(JSON.stringify({
  refused, verified: ids.length, doubles: ids.length - new Set(ids).size,
  missing: happened.filter((e) => !ids.includes(e.id)).map((e) => e.type),
  happened: happened.length, last: verified.at(-1).type, states: [...new Set(list.map((d) => d.state))],
}));
handler.close();
handler.closeAllConnections();
