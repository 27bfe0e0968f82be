// Calls under way. They belong to slots: front (what the user waits for), poll
// and load. A slot has one call at most, so there is never a second poll, and
// the answer of a call that was replaced or given up finds nobody.

const PAUSE_FIRST = 500;
const PAUSE_MOST = 3000;
const MISSES_MAX = 5;

function busy(w) {
  return w.slots.front !== undefined && w.page !== 'Problem';
}

/** run makes a call on a slot: ask(signal) gives a promise, then takes what it
 * gives. again is what makes it anew, missed takes a failure that is not left to
 * failed. */
function run(w, slot, { ask, then, again = () => run(w, slot, { ask, then, missed }), missed }) {
  if (w.closed) return;
  drop(w, slot);
  const stop = new AbortController();
  const mine = () => w.slots[slot] === stop;
  const fail = (err) => failed(w, slot, err, again, missed);
  w.slots[slot] = stop;
  showBusy(w);
  ask(stop.signal).then(
    (answer) => { if (mine()) { release(w, slot); taken(then, answer, fail); } },
    (err) => { if (mine()) { release(w, slot); fail(err); } },
  );
}

/** taken hands an answer on. One that lacks what it should have is a failure of
 * the host: nothing here checks every field. */
function taken(then, answer, fail) {
  try {
    then(answer);
  } catch (err) {
    fail(new Refusal(`The host gave an answer that does not fit: ${err.message}`, { status: 200 }));
  }
}

/** drop gives up what is under way on a slot. */
function drop(w, slot) {
  w.slots[slot]?.abort();
  release(w, slot);
}

function release(w, slot) {
  delete w.slots[slot];
  showBusy(w);
}

/** failed stays on the page where the user can mend what was refused, and shows
 * the Problem page otherwise. */
function failed(w, slot, err, again, missed) {
  if (!(err instanceof Refusal)) throw err; // a mistake here, for the console
  if (err.status === 401) expired(w);
  else if (missed) missed(err);
  else if (slot === 'front' && w.page !== 'Start' && err.status >= 400 && err.status < 500) refused(w, err.message);
  else problem(w, slot, err, again);
}

/** poll looks once, after a pause that grows with the round, from 0 which is at
 * once. look(round, wait) makes the next one. */
function poll(w, path, round, wait, seen, look) {
  run(w, 'poll', {
    ask: async (signal) => {
      await pause(Math.max(wait, pauseOf(round)), signal);
      return call(w.link, 'GET', path, { signal });
    },
    then: (answer) => { seen(answer); w.misses = 0; },
    missed: (err) => {
      if (err.passing && ++w.misses <= MISSES_MAX) look(round + 1, err.retryAfter);
      else problem(w, 'poll', err);
    },
  });
}

function pauseOf(round) {
  return round === 0 ? 0 : Math.min(PAUSE_FIRST * 1.5 ** (round - 1), PAUSE_MOST);
}

/** pause waits; when it is given up it never ends. */
function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
}
