// Forms: what the host wants typed, kept while the user goes back and forth, and
// checked before it is sent.

const TYPED_MAX = 1000;

/** formName tells the forms apart: each keeps what was typed into it. */
function formName(w) {
  return w.page === 'MFA' ? `mfa/${w.accountId}/${w.challenge.id}` : `login/${w.provider.id}/${w.option}`;
}

function typed(w, field) {
  return w.typed.get(`${formName(w)} ${field}`) ?? '';
}

function setTyped(w, field, value) {
  w.typed.set(`${formName(w)} ${field}`, value);
}

/** forget drops what was typed to link the account. */
function forget(w) {
  for (const key of w.typed.keys()) {
    if (key.startsWith(`login/${w.provider.id}/${w.option} `) || key.startsWith(`mfa/${w.accountId}/`)) w.typed.delete(key);
  }
}

/** form is the fields of a page with a button; send happens once they are right. */
function form(w, fields, label, send) {
  const submit = (e) => {
    e.preventDefault();
    if (!busy(w) && check(w, fields)) send();
  };
  return el('form', { class: 'form', novalidate: true, autocomplete: 'off', on: { submit } },
    fields.map((field) => fieldRow(w, field)),
    el('button', { type: 'submit', class: 'button primary', 'data-wink': 'submit' }, label));
}

function fieldRow(w, field) {
  const id = `${w.frame.id}-field-${field.name}`;
  const wrong = w.invalid[field.name];
  const error = el('p', { id: `${id}-error`, class: 'wrong' }, wrong ?? '');
  const input = el('input', {
    id, class: 'input', 'data-wink': `field-${field.name}`, ...inputKind(field), maxlength: TYPED_MAX,
    'aria-required': field.required ? 'true' : null, 'aria-invalid': wrong ? 'true' : null,
    'aria-describedby': `${field.hint ? `${id}-hint ` : ''}${id}-error`,
    on: {
      input: () => {
        setTyped(w, field.name, input.value);
        delete w.invalid[field.name];
        input.removeAttribute('aria-invalid');
        error.textContent = '';
        if (Object.keys(w.invalid).length === 0 && w.notice?.level === 'error') note(w, 'info', '');
      },
    },
  });
  input.value = typed(w, field.name);
  return el('div', { class: 'field' },
    el('label', { for: id, class: 'label' }, field.label, field.required ? null : el('span', { class: 'small' }, ' (optional)')),
    input, field.hint ? el('p', { id: `${id}-hint`, class: 'small' }, field.hint) : null, error);
}

/** inputKind makes attributes of a field's kind. A number may have leading zeros
 * and blanks, so it is a text with a number pad. */
function inputKind({ kind, once }) {
  if (once) return { type: 'text', inputmode: 'numeric', autocomplete: 'one-time-code' };
  switch (kind) {
    case 'password': return { type: 'password', autocomplete: 'off' };
    case 'number': return { type: 'text', inputmode: 'numeric', autocomplete: 'off' };
    case 'email': return { type: 'text', inputmode: 'email', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false' };
    case 'tel': return { type: 'tel', autocomplete: 'off' };
    default: return { type: 'text', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false' };
  }
}

/** check says whether the fields are right, and on the page what is wrong. */
function check(w, fields) {
  w.invalid = {};
  for (const { name, required, pattern, hint } of fields) {
    const value = typed(w, name);
    if (required && value === '') w.invalid[name] = 'This is needed.';
    else if (value !== '' && !fits(pattern, value)) w.invalid[name] = `This does not look right${hint ? `: ${hint}` : ''}.`;
  }
  const [first] = Object.keys(w.invalid);
  if (!first) return true;
  show(w);
  note(w, 'error', 'Please look at the marked fields.');
  found(w.frame, `field-${first}`).focus();
  return false;
}

/** fits says whether the whole value matches. A pattern that cannot be read lets
 * everything through: the host checks again. */
function fits(pattern, value) {
  if (!pattern) return true;
  try {
    return new RegExp(`^(?:${pattern})$`).test(value);
  } catch {
    return true;
  }
}
