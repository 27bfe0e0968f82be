// The page that hosts the widget for the terminal.

import { Connection, Refused, fit } from './connection.js';
import { Broken, drop, load, open } from './widget.js';
import * as view from './view.js';

const connection = new Connection({ state, order: obey, overflow: () => view.failure('overflow') });

let widget = null;
let wanted = 0; // counts the widgets that were wanted
let covered = false; // the widget may stand before the page
let claim = null; // what the terminal gave, but for the token
let script = null; // the load of the SDK, which happens once

/** begin joins the terminal and opens the widget. */
async function begin() {
  const meta = document.querySelector('meta[name=claim]');
  meta.remove();
  try {
    await seen();
    const { userToken, ...rest } = await connection.claim(meta.content);
    claim = rest;
    connection.listen();
    await show(userToken);
  } catch (err) {
    refused(err);
  }
}

/** seen waits until the page shows: a browser may load it on the chance that it is
 * wanted, and a token is good for one time. */
function seen() {
  return document.prerendering && new Promise((done) => document.addEventListener('prerenderingchange', done, { once: true }));
}

/** show opens a widget in place of the one before. */
async function show(userToken) {
  hide();
  view.clear();
  const mine = wanted;
  try {
    script ??= load(claim.script).catch((err) => { script = null; throw err; });
    await script;
    if (mine !== wanted) return; // it was hidden meanwhile
    covered = true;
    widget = open(userToken, claim.options, callback, broken);
  } catch (err) {
    broken(err);
  }
}

/** hide takes the widget away, and one that is about to come. */
function hide() {
  wanted++;
  drop(widget);
  covered = false;
}

/** state shows the state of the connection. Nobody follows a widget once it has ended. */
function state(name) {
  if (name === 'ended') hide();
  view.state(name, covered);
}

/** callback passes a callback on to the terminal. */
function callback(name, data) {
  const at = new Date();
  const kept = fit(data);
  connection.send({ at, name, data: kept });
  view.callback(name, at, kept);
  if (name !== 'onClose') return;
  covered = false;
  view.again();
}

/** broken says here and in the terminal that the widget does not run. */
function broken(err) {
  covered = false;
  const { reason, message } = err instanceof Broken ? err : new Broken('failed', String(err));
  connection.send({ at: new Date(), broken: reason, text: message.slice(0, 500) });
  view.failure(reason, claim.script, message);
  view.again('Try again');
}

/** refused says that the terminal gives no token. */
function refused(err) {
  if (err instanceof Refused && [404, 421, 503].includes(err.status)) return state('ended');
  state('refused');
  view.failure('token');
  view.again('Try again');
}

async function obey(order, n) {
  switch (order) {
    case 'renew':
      try {
        await show(await connection.renew(n));
      } catch (err) {
        if (err instanceof Refused && err.status !== 409) refused(err); // 409: another order came in between
      }
      break;
    case 'moved':
      connection.moved();
      hide();
      state('moved');
      break;
    case 'bye':
      view.clear();
      state('ended');
      connection.bye();
      break;
  }
}

document.getElementById('again-button').addEventListener('click', () => location.reload());
document.addEventListener('securitypolicyviolation', (e) => view.blocked(e.effectiveDirective, e.blockedURI));
window.addEventListener('pagehide', () => connection.leave());

begin();
