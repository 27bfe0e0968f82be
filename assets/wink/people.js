// The sandbox's test people, who may be typed in with one press. They show in
// the sandbox alone.

/** people are those who show at all. */
function people(w) {
  return w.session.mode === 'SANDBOX' ? PEOPLE : [];
}

/** personValue is what a person would type into a field. */
function personValue(person, { kind }) {
  switch (kind) {
    case 'password': return person.password;
    case 'email': return person.email;
    case 'tel': return person.mobile;
    case 'number': return person.ssNumber;
    default: return person.name;
  }
}

/** loginPeople offers the people who have something to type into every field. */
function loginPeople(w, fields) {
  const fit = people(w).filter((person) => fields.every((field) => !field.required || personValue(person, field)));
  return hint(w, 'Test people of the sandbox', fit.map((person) => {
    const values = fields.map((field) => [field.name, personValue(person, field)]);
    return fillRow(w, person, values);
  }));
}

/** challengePerson offers what the person who logged in would answer, by field. */
function challengePerson(w, fields) {
  const person = loggedIn(w);
  if (!person) return null;
  const values = fields.map(({ name, length }) => [name, name === 'code' ? codeOf(person, length) : person.answers[name] ?? '']);
  return hint(w, 'Test answers of the sandbox', [fillRow(w, person, values)]);
}

function codeOf(person, length) {
  return length === person.code6.length ? person.code6 : person.code;
}

/** loggedIn is the person whose data were typed into the login, else the first. */
function loggedIn(w) {
  const typedBy = (person) => way(w).fields.some((field) => {
    const value = w.typed.get(`login/${w.provider.id}/${w.option} ${field.name}`);
    return field.kind !== 'password' && value && value.toLowerCase() === personValue(person, field).toLowerCase();
  });
  return people(w).find(typedBy) ?? people(w)[0];
}

/** hint is closed until it is opened, and then stays open from page to page. */
function hint(w, title, rows) {
  if (rows.length === 0) return null;
  const details = el('details', { class: 'hint', open: w.hinted, on: { toggle: () => { w.hinted = details.open; } } },
    el('summary', { 'data-wink': 'people' }, title), el('ul', { class: 'people' }, rows));
  return details;
}

function fillRow(w, person, values) {
  const fill = () => {
    for (const [name, value] of values) setTyped(w, name, value);
    Object.assign(w, { invalid: {}, notice: null });
    show(w);
    found(w.frame, 'submit').focus();
  };
  return el('li', {},
    el('span', { class: 'words' }, el('span', { class: 'name' }, person.fullName), el('span', { class: 'small' }, values.map(([, value]) => value).join(' · '))),
    el('button', { type: 'button', class: 'button slim', 'data-wink': `fill-${person.name}`, 'aria-label': `Fill in ${person.name}`, on: { click: fill } }, 'Fill in'));
}
