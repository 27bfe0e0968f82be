// What the provider asks for after the password: a code, the channel to send it
// by, or answers to questions.

/** challenged shows what the provider asks for. A challenge that was answered
 * already is still being looked at by the provider. */
function challenged(w, challenge) {
  if (!challenge || (challenge.id === w.answered && challenge.attemptsLeft >= w.answeredLeft)) {
    enterConnecting(w);
    return;
  }
  const before = w.challenge;
  w.challenge = challenge;
  if (w.page !== 'MFA' || before?.kind !== challenge.kind) {
    advance(w, 'MFA');
  } else if (before.id === challenge.id && before.attemptsLeft === challenge.attemptsLeft) {
    return; // what was typed, and what is said about it, stays
  } else {
    w.invalid = {};
    show(w);
  }
  challengeNotice(w, challenge);
}

function challengeNotice(w, { kind, lastError, attemptsLeft }) {
  if (kind !== 'choice' && challengeFields(w.challenge).length === 0) {
    note(w, 'error', `The provider asks for "${kind}", which is not known here.`);
  } else if (lastError) {
    note(w, 'warning', `That was not right. ${attemptsLeft === 1 ? 'One attempt is' : `${attemptsLeft} attempts are`} left.`);
  } else {
    note(w, 'info', '');
  }
}

/** challengeFields are the challenge as the fields of a form. */
function challengeFields({ kind, length, questions }) {
  if (kind === 'otp') {
    return [{
      name: 'code', label: 'Verification code', kind: 'number', once: true, required: true, length,
      pattern: length ? `\\s*\\d{${length}}\\s*` : '\\s*\\d+\\s*', hint: length ? `${length} digits` : 'digits only',
    }];
  }
  if (kind !== 'questions') return [];
  return (questions ?? []).map(({ id, label }) => ({ name: id, label, kind: 'text', required: true }));
}

PAGES.MFA = {
  event: 'MfaPageOpened', watch: (w) => pollAccount(w),
  about: (w) => ({ account: { providerId: w.provider.id } }),
  draw: (w) => {
    const { kind, prompt } = w.challenge;
    const fields = challengeFields(w.challenge);
    return {
      title: `Verify it is you at ${w.provider.name}`,
      content: [
        providerHead(w),
        paragraph(prompt),
        kind === 'choice' && channels(w),
        fields.length > 0 && form(w, fields, 'Verify', () => answerWith(w, mfaAnswer(w, fields))),
        remaining(w),
        kind === 'otp' && button(w, 'resend', 'Send another code', () => resend(w)),
        fields.length > 0 && challengePerson(w, fields),
      ],
    };
  },
};

function channels(w) {
  return menu(...w.challenge.choices.map(({ id, label }) => choice(w, `choice-${id}`, icon('next'), label, () => answerWith(w, { choice: id }))));
}

function mfaAnswer(w, fields) {
  if (w.challenge.kind === 'otp') return { code: typed(w, 'code').trim() };
  return { answers: Object.fromEntries(fields.map(({ name }) => [name, typed(w, name)])) };
}

/** remaining says how long and how often one may still answer. It counts down
 * for as long as it is on the page; a screen reader is not told every second. */
function remaining(w) {
  const { expiresAt, attemptsLeft } = w.challenge;
  const clock = el('span', { role: 'timer', 'aria-live': 'off' });
  const tick = () => { clock.textContent = leftText(Date.parse(expiresAt) - hostNow(w)); };
  tick();
  const timer = setInterval(() => { if (clock.isConnected) tick(); else clearInterval(timer); }, 1000);
  return el('p', { class: 'small' }, 'Time left ', clock, ` · attempts left ${attemptsLeft}`);
}

function answerWith(w, answer) {
  const { id, attemptsLeft } = w.challenge;
  run(w, 'front', {
    ask: (signal) => call(w.link, 'POST', `/accounts/${encodeURIComponent(w.accountId)}/mfa`, { body: answer, signal }),
    then: (account) => {
      Object.assign(w, { answered: id, answeredLeft: attemptsLeft });
      follow(w, account, 0);
    },
  });
}

function resend(w) {
  run(w, 'front', {
    ask: (signal) => call(w.link, 'POST', `/accounts/${encodeURIComponent(w.accountId)}/mfa/resend`, { signal }),
    then: (account) => {
      follow(w, account, 0);
      if (w.page === 'MFA') note(w, 'info', 'Another code is on its way.');
    },
  });
}
