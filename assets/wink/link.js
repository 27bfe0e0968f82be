// The client of the Link contract: one way out, one kind of error. It is
// XMLHttpRequest because fetch does not tell how far an upload is.

const CALL_TIME = 15_000;
const UPLOAD_TIME = 600_000;
const RETRY_MOST = 60; // seconds that a host may ask to be left alone
const ANSWER_MAX = 8 << 20; // characters

/** Refusal is a call that did not succeed; a status of 0 says that no answer
 * came. Its message is for people. */
class Refusal extends Error {
  constructor(message, { status = 0, code = '', requestId = '', retryAfter = 0 } = {}) {
    super(message);
    Object.assign(this, { status, code, requestId, retryAfter });
  }

  /** passing says that the same call may succeed later. */
  get passing() {
    return this.status < 400 || this.status === 429 || this.status >= 500;
  }
}

/** newLink is a client of a base address. key is the link token at first, then
 * the session's; skew is how far the host's clock is ahead, in milliseconds. */
function newLink(base, key) {
  return { base: String(base).replace(/\/+$/, ''), key, skew: 0 };
}

/** call gives the data of the answer, or fails with a Refusal. What was aborted
 * by the signal never answers. */
function call(link, method, path, { body, signal, progress } = {}) {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const refuse = (text) => () => reject(new Refusal(`The host ${link.base} ${text}`));
    try {
      xhr.open(method, link.base + path);
    } catch {
      refuse('is no address that can be asked')();
      return;
    }
    xhr.timeout = progress ? UPLOAD_TIME : CALL_TIME;
    xhr.setRequestHeader('Authorization', `Bearer ${link.key}`);
    if (body !== undefined) xhr.setRequestHeader('Content-Type', 'application/json');
    listen(xhr, {
      load: () => { try { resolve(read(link, xhr)); } catch (err) { reject(err); } },
      error: refuse('cannot be reached'),
      timeout: refuse('takes too long to answer'),
      progress: ({ loaded }) => { if (loaded > ANSWER_MAX) { refuse('answers too much')(); xhr.abort(); } },
    });
    if (progress) xhr.upload.addEventListener('progress', ({ loaded, total }) => progress(loaded, total));
    signal?.addEventListener('abort', () => xhr.abort(), { once: true });
    xhr.send(body === undefined ? null : JSON.stringify(body));
  });
}

/** read takes an answer apart. */
function read(link, xhr) {
  const date = Date.parse(header(xhr, 'date'));
  if (!Number.isNaN(date)) link.skew = date + 500 - Date.now(); // a date has whole seconds
  const status = xhr.status;
  const answer = parsed(xhr.responseText);
  if (answer === null) throw new Refusal('The host gave an answer that cannot be read', { status });
  if (status >= 200 && status < 300) return answer.data;
  const { message = 'The host refused', code = '', requestId = '' } = answer;
  throw new Refusal(String(message), {
    status, code, requestId, retryAfter: 1000 * Math.min(Number(header(xhr, 'retry-after')) || 0, RETRY_MOST),
  });
}

function parsed(text) {
  try {
    const answer = JSON.parse(text);
    return typeof answer === 'object' ? answer : null;
  } catch {
    return null;
  }
}

/** header gives a header of the answer, empty where the host does not let it be
 * read. Asking for it by name would leave an error in the console then. */
function header(xhr, name) {
  const line = xhr.getAllResponseHeaders().split('\r\n').find((l) => l.toLowerCase().startsWith(`${name}:`));
  return line ? line.slice(name.length + 1).trim() : '';
}
