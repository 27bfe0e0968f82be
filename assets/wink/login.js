// From a provider to its login: one way or several, or the survey where there is
// no live connection.

function loadProvider(w, id, then) {
  run(w, 'front', { ask: (signal) => call(w.link, 'GET', `/providers/${encodeURIComponent(id)}`, { signal }), then });
}

/** take reads a provider's login form and shows the page that it wants. */
function take(w, provider) {
  Object.assign(w, { provider, form: { options: [] }, option: '', notice: null });
  showNotice(w);
  run(w, 'front', {
    ask: (signal) => call(w.link, 'GET', `/providers/${encodeURIComponent(provider.id)}/login`, { signal }),
    then: (form) => loginLoaded(w, form),
  });
}

function loginLoaded(w, form) {
  w.form = form;
  const ways = form.options;
  const surveyed = form.socialSecurity || (ways.length === 0 && w.provider.type === 'EMPLOYER');
  if (surveyed && w.page !== 'EmployerSurvey') {
    w.employer = { provider: w.provider, form };
    advance(w, 'EmployerSurvey');
  } else if (ways.length > 1) {
    advance(w, 'LoginOptions');
  } else if (ways.length === 1) {
    takeWay(w, ways[0].id);
  } else {
    noLogin(w);
  }
}

function noLogin(w) {
  const text = `${w.provider.name} offers no way to log in`;
  if (w.page === 'Start') problem(w, 'front', new Refusal(text, { status: 404 }), () => take(w, w.provider));
  else refused(w, text);
}

function takeWay(w, id) {
  w.option = id;
  advance(w, 'Login');
}

/** providerHead says whom the page is about. */
function providerHead({ provider }) {
  return el('div', { class: 'head' }, providerLogo(provider, 'medium'),
    el('span', { class: 'words' }, el('span', { class: 'name' }, provider.longName || provider.name), el('span', { class: 'small' }, provider.typeLabel)));
}

function passwordText(w) {
  return `What you type goes to ${w.provider.name} alone; ${company(w)} does not see it.`;
}

PAGES.LoginOptions = {
  event: 'LoginOptionsPageOpened', kept: true,
  draw: (w) => ({
    title: `Log in to ${w.provider.name}`,
    content: [
      providerHead(w),
      paragraph('How do you log in there?'),
      menu(...w.form.options.map(({ id, label }) => choice(w, `option-${id}`, icon('lock'), label, () => takeWay(w, id)))),
      assurance(passwordText(w)),
    ],
  }),
};

function way(w) {
  return w.form.options.find((o) => o.id === w.option) ?? { fields: [] };
}

PAGES.Login = {
  event: 'LoginPageOpened', kept: true,
  about: (w) => ({ account: { providerId: w.provider.id } }),
  draw: (w) => ({
    title: `Log in to ${w.provider.name}`,
    content: [
      providerHead(w),
      form(w, way(w).fields, 'Log in', () => logIn(w)),
      loginPeople(w, way(w).fields),
      assurance(passwordText(w)),
    ],
  }),
};

function logIn(w) {
  const credentials = {};
  for (const { name } of way(w).fields) if (typed(w, name)) credentials[name] = typed(w, name);
  run(w, 'front', {
    ask: (signal) => call(w.link, 'POST', '/accounts', { body: { providerId: w.provider.id, option: w.option, credentials }, signal }),
    then: (account) => accountCreated(w, account),
  });
}

PAGES.EmployerSurvey = {
  event: 'EmployerSurveyPageOpened', kept: true,
  draw: (w) => ({
    title: w.provider.name,
    content: [
      hero([providerLogo(w.provider, 'large')]),
      paragraph(`${w.provider.name} has no live connection. What it reports to social security can be linked instead.`),
      actions(
        button(w, 'record', w.form.socialSecurity ? 'Use my social security record' : 'Look for a government record', () => takeRecord(w), 'primary'),
        uploadInstead(w),
        canGoBack(w) && button(w, 'another', 'Choose another provider', () => back(w)),
      ),
    ],
  }),
};

/** takeRecord goes to the social security record; where the host names none the
 * government services are listed. */
function takeRecord(w) {
  if (w.form.socialSecurity) {
    loadProvider(w, w.form.socialSecurity, (provider) => take(w, provider));
  } else if (!w.backStack.includes('ProviderList')) {
    refused(w, 'No record is known, and there is no other provider to choose');
  } else {
    Object.assign(w.catalogue, { query: '', type: 'GOVERNMENT' });
    loadProviders(w);
    back(w);
  }
}
