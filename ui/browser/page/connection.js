// The connection to the terminal: callbacks go out in order and are kept until the
// terminal has them, and orders come in.

/** MAX_QUEUED bounds what waits, in bytes; MAX_ITEMS is how many items a load of
 * the page sends; MAX_BATCH is what goes at once: a page that leaves may send 64
 * KiB, and so may a post. */
const MAX_QUEUED = 8 << 20;
const MAX_ITEMS = 10_000;
const MAX_BATCH = 48 << 10;
const MAX_DATA = 32 << 10;

/** LOST_AFTER is how many failures in a row make a connection that is lost. */
const LOST_AFTER = 4;

const encoder = new TextEncoder();

/** Refused is an answer that another try will not change. */
export class Refused extends Error {
  constructor(status) {
    super(`refused with ${status}`);
    this.status = status;
  }
}

/** Connection calls state with connected, trying, lost or ended when that changes,
 * order with renew, moved or bye and the order's number, and overflow when an item
 * cannot be kept. */
export class Connection {
  #key = '';
  #queue = []; // {n, json, size}
  #queued = 0;
  #last = 0;
  #sending = false;
  #listening = false;
  #ended = false;
  #overflowing = false;
  #on;

  constructor(on) {
    this.#on = on;
  }

  /** claim begins a session. A secret is good for one time: when an answer is lost
   * another is read off a fresh copy of the page. */
  async claim(secret) {
    for (let failures = 0; ; failures++) {
      try {
        const claimed = await this.#post('claim', { secret }, 40_000);
        this.#key = claimed.key;
        return claimed;
      } catch (err) {
        if (err instanceof Refused && (err.status !== 403 || failures > 4)) throw err;
        this.#failed(failures);
        await pause(failures);
        secret = await freshSecret() ?? secret;
      }
    }
  }

  /** listen takes orders until the session is over. */
  async listen() {
    this.#listening = true;
    let heard = 0;
    let failures = 0;
    let hello = true; // the first answer shows that there is a connection
    while (this.#listening) {
      try {
        const order = await this.#post('listen', { heard, hello }, 40_000);
        if (failures > 0 || hello) this.#on.state('connected');
        failures = 0;
        hello = false;
        if (order.n > heard) {
          heard = order.n;
          this.#on.order(order.what, order.n);
        }
      } catch (err) {
        if (!this.#listening) return;
        if (err instanceof Refused) return this.#end();
        this.#failed(failures++);
        hello = true;
        await pause(failures);
      }
    }
  }

  /** renew asks for a fresh token. */
  async renew(order) {
    for (let failures = 0; ; failures++) {
      try {
        return (await this.#post('renew', { order }, 40_000)).userToken;
      } catch (err) {
        if (err instanceof Refused || !this.#listening) throw err;
        await pause(failures);
      }
    }
  }

  /** send queues an item. */
  send(item) {
    if (this.#ended || this.#overflowing) return;
    let json = JSON.stringify({ n: this.#last + 1, ...item });
    let size = encoder.encode(json).length;
    if (this.#last === MAX_ITEMS - 1 || this.#queued + size > MAX_QUEUED) {
      this.#overflowing = true;
      json = JSON.stringify({ n: this.#last + 1, at: item.at, broken: 'overflow' });
      size = json.length;
      this.#on.overflow();
    }
    this.#queue.push({ n: ++this.#last, json, size });
    this.#queued += size;
    this.#deliver();
  }

  /** leave says goodbye with what goes along; the page may be gone then. */
  leave() {
    if (!this.#key || this.#ended) return;
    this.#postItems(this.#batch(), true).catch(() => {});
  }

  /** moved stops taking orders; what is queued is still delivered. */
  moved() {
    this.#listening = false;
  }

  /** bye delivers what is left and says goodbye. */
  async bye() {
    this.#listening = false;
    try {
      for (let batch = this.#batch(); batch.length < this.#queue.length; batch = this.#batch()) {
        this.#acknowledge((await this.#postItems(batch, false)).have);
      }
      await this.#postItems(this.#batch(), true);
    } catch {
      // The terminal has ended already.
    }
    this.#ended = true;
  }

  /** deliver sends what is queued, again and again until the terminal has it. */
  async #deliver() {
    if (this.#sending) return;
    this.#sending = true;
    let failures = 0;
    while (this.#queue.length > 0 && !this.#ended) {
      try {
        const { have } = await this.#postItems(this.#batch(), false);
        failures = this.#acknowledge(have) ? 0 : failures + 1;
      } catch (err) {
        if (err instanceof Refused) {
          this.#end();
          break;
        }
        failures++;
      }
      if (failures > 0) await pause(failures);
    }
    this.#sending = false;
  }

  /** batch is what goes at once, from the oldest on. */
  #batch() {
    let size = 0;
    const batch = [];
    for (const item of this.#queue) {
      size += item.size + 1;
      if (size > MAX_BATCH) break;
      batch.push(item);
    }
    return batch;
  }

  #postItems(batch, leaving) {
    const body = `{"items":[${batch.map((i) => i.json).join(',')}],"leaving":${leaving}}`;
    return this.#post('callbacks', body, 10_000, leaving);
  }

  /** acknowledge drops what the terminal has, and says whether that was any. */
  #acknowledge(have) {
    const before = this.#queue.length;
    while (this.#queue.length > 0 && this.#queue[0].n <= have) this.#queued -= this.#queue.shift().size;
    return this.#queue.length < before;
  }

  #failed(failures) {
    this.#on.state(failures < LOST_AFTER ? 'trying' : 'lost');
  }

  #end() {
    if (this.#ended) return;
    this.#ended = true;
    this.#listening = false;
    this.#on.state('ended');
  }

  async #post(path, body, timeout, keepalive = false) {
    const headers = { 'Content-Type': 'application/json' };
    if (this.#key) headers.Authorization = `Bearer ${this.#key}`;
    const answer = await fetch(path, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      keepalive,
      signal: AbortSignal.timeout(timeout),
    });
    if (answer.ok) return answer.json();
    if (answer.status < 500 || path === 'claim' || path === 'renew') throw new Refused(answer.status);
    throw new Error(`answered ${answer.status}`);
  }
}

/** freshSecret reads the secret off another copy of the page; null when it cannot
 * be had. */
async function freshSecret() {
  try {
    const answer = await fetch('./', { cache: 'no-store', credentials: 'omit', signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) return null;
    const copy = new DOMParser().parseFromString(await answer.text(), 'text/html');
    return copy.querySelector('meta[name=claim]')?.content ?? null;
  } catch {
    return null;
  }
}

/** pause grows with the failures to five seconds, and differs between pages. */
function pause(failures) {
  const longest = Math.min(250 * 2 ** failures, 5000);
  return new Promise((done) => setTimeout(done, longest * (0.5 + Math.random() / 2)));
}

/** fit gives what is sent of a callback's data: what JSON can say, within bounds. */
export function fit(data) {
  let json;
  try {
    json = JSON.stringify(data);
  } catch (err) {
    return { leftOut: `cannot be written as JSON: ${err.name}` };
  }
  if (json === undefined) return null;
  const size = encoder.encode(json).length;
  return size > MAX_DATA ? { leftOut: `${size} bytes, more than fits` } : JSON.parse(json);
}
