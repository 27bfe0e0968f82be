package flow

import "winkterm/api/wire"

// queryMin is how long a query must be before the host is asked.
const queryMin = 2

// load reads the list from where it stands.
func (t *turn) load() {
	t.Catalogue.Failure = Failure{}
	t.call(Load, LoadProviders{Options: t.Options.Widget, Cursor: t.Catalogue.Cursor})
}

// providersArrived counts; what a search brings may be in the list as well.
func (t *turn) providersArrived(l Line, r ProvidersArrived) {
	if l != Load {
		return
	}
	t.Catalogue.Loaded += len(r.Providers)
	t.Catalogue.Cursor, t.Catalogue.Complete = r.Cursor, r.Last
}

// stepProviderList searches, filters and takes.
func stepProviderList(t *turn, i Intent) {
	switch i := i.(type) {
	case Searched:
		t.search(i.Query)
	case TypeFiltered:
		t.Catalogue.Type = i.Type
	case Refreshed:
		if t.Catalogue.Failure.Failed() {
			t.load()
		}
	case ProviderTaken:
		t.Notice = Notice{}
		if a, ok := t.LinkedTo(i.Provider.ID); ok {
			t.Provider = i.Provider
			t.openAccount(a.ID)
			return
		}
		t.take(i.Provider)
	case UploadWanted:
		t.documents()
	}
}

// search remembers the query, and asks the host while the list is not complete.
func (t *turn) search(query string) {
	if query == t.Catalogue.Query {
		return
	}
	t.Catalogue.Query = query
	if t.Catalogue.Complete || len(query) < queryMin {
		t.drop(Search)
		return
	}
	t.call(Search, SearchProviders{Options: t.Options.Widget, Query: query})
}

// take goes to a provider's login; natively its form is read first.
func (t *turn) take(p wire.Provider) {
	t.Provider, t.Form, t.Option = p, wire.LoginForm{}, ""
	switch {
	case t.Options.Native:
		t.call(Front, LoadLogin{ProviderID: p.ID})
	case p.AccountConnection:
		t.advance(Login)
	default:
		t.survey()
	}
}

// survey asks what to do about a provider without live connection.
func (t *turn) survey() {
	t.Employer = Taken{Provider: t.Provider, Form: t.Form}
	t.advance(EmployerSurvey)
}

// loginLoaded picks the page that the form wants.
func (t *turn) loginLoaded(r LoginLoaded) {
	t.Form = r.Form
	switch n := len(r.Form.Options); {
	case t.Page != EmployerSurvey && surveyed(t.Provider, r.Form):
		t.survey()
	case n > 1:
		t.advance(LoginOptions)
	case n == 1:
		t.Option = r.Form.Options[0].ID
		t.advance(Login)
	default:
		t.noLogin()
	}
}

// surveyed says whether the survey comes instead of a login.
func surveyed(p wire.Provider, f wire.LoginForm) bool {
	return f.SocialSecurity != "" || len(f.Options) == 0 && p.Type == wire.TypeEmployer
}

// noLogin tells that the login form is empty: on the page where the provider was
// taken, or where there is none yet as a problem.
func (t *turn) noLogin() {
	text := t.Provider.Name + " offers no way to log in"
	if t.Page == Start {
		t.trouble(Front, Call{What: LoadLogin{ProviderID: t.Provider.ID}},
			Failure{Title: text, Advice: "choose another provider in the options, or ask the host why"})
		return
	}
	t.refused(text)
}

// refused says on the page that something cannot be had, and leaves the page
// about what it was about.
func (t *turn) refused(text string) {
	if t.Page == EmployerSurvey {
		t.Provider, t.Form = t.Employer.Provider, t.Employer.Form
	}
	t.Notice = Notice{Level: Error, Text: text}
}

// stepLoginOptions takes a way to log in.
func stepLoginOptions(t *turn, i Intent) {
	taken, ok := i.(OptionTaken)
	if !ok {
		return
	}
	for _, o := range t.Form.Options {
		if o.ID == taken.ID {
			t.Option = o.ID
			t.advance(Login)
			return
		}
	}
}

// stepEmployerSurvey offers the social security record instead of the employer.
// Where the host does not name one, the list of government services is next.
// Documents can take the place of both.
func stepEmployerSurvey(t *turn, i Intent) {
	switch i.(type) {
	case RecordTaken:
		t.takeRecord()
	case UploadWanted:
		t.documents()
	}
}

func (t *turn) takeRecord() {
	if record := t.Form.SocialSecurity; record != "" {
		t.call(Front, LoadProvider{ID: record})
		return
	}
	if !t.Behind(ProviderList) {
		t.refused("no record is known, and the options leave no other provider")
		return
	}
	t.Catalogue.Query, t.Catalogue.Type = "", wire.TypeGovernment
	t.back()
}
