package flow

import "winkterm/api/wire"

// Catalogue is what the flow knows of the provider list; the providers
// themselves go from the driver to whoever shows or searches them.
type Catalogue struct {
	Query    string
	Type     wire.ProviderType
	Loaded   int
	Complete bool
	// Cursor is where loading goes on after a failure.
	Cursor  string
	Failure Failure
}

// queryMin is how long a query must be before the host is asked.
const queryMin = 2

// load reads the list from where it stands.
func (t *turn) load() {
	t.Catalogue.Failure = Failure{}
	t.call(SlotList, LoadProviders{Options: t.Options.Widget, Cursor: t.Catalogue.Cursor})
}

// providersArrived counts; what a search brings may be in the list as well.
func (t *turn) providersArrived(l Slot, r ProvidersArrived) {
	if l != SlotList {
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
		if i.Type == t.Catalogue.Type {
			t.refuse("the list is filtered like that already")
		}
		t.Catalogue.Type = i.Type
	case Refreshed:
		if !t.Catalogue.Failure.Failed() {
			t.refuse("loading the list did not fail")
			return
		}
		t.load()
	case ProviderChosen:
		t.Notice = Notice{}
		if a, ok := t.Linking.ConnectedAt(i.Provider.ID); ok {
			t.Linking.Provider = i.Provider
			t.openAccount(a.ID)
			return
		}
		t.take(i.Provider)
	case UploadWanted:
		t.documents()
	default:
		t.notOffered(i)
	}
}

// search remembers the query, and asks the host while the list is not complete.
func (t *turn) search(query string) {
	if query == t.Catalogue.Query {
		t.refuse("that is searched for already")
		return
	}
	t.Catalogue.Query = query
	if t.Catalogue.Complete || len(query) < queryMin {
		t.drop(SlotSearch)
		return
	}
	t.call(SlotSearch, SearchProviders{Options: t.Options.Widget, Query: query})
}

// take goes to a provider's login; natively its form is read first.
func (t *turn) take(p wire.Provider) {
	t.Linking.Provider, t.Linking.Form, t.Linking.Option = p, wire.LoginForm{}, ""
	switch {
	case t.Options.Native:
		t.call(SlotUser, LoadLogin{ProviderID: p.ID})
	case p.AccountConnection:
		t.advance(Login)
	default:
		t.survey()
	}
}

// survey asks what to do about a provider without live connection.
func (t *turn) survey() {
	t.Linking.Survey = Survey{Provider: t.Linking.Provider, Form: t.Linking.Form}
	t.advance(EmployerSurvey)
}

// loginLoaded picks the page that the form wants.
func (t *turn) loginLoaded(r LoginLoaded) {
	t.Linking.Form = r.Form
	switch n := len(r.Form.Options); {
	case t.Page != EmployerSurvey && surveyed(t.Linking.Provider, r.Form):
		t.survey()
	case n > 1:
		t.advance(LoginOptions)
	case n == 1:
		t.Linking.Option = r.Form.Options[0].ID
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
	text := t.Linking.Provider.Name + " offers no way to log in"
	if t.Page == Start {
		t.trouble(SlotUser, Call{Request: LoadLogin{ProviderID: t.Linking.Provider.ID}},
			Failure{Title: text, Advice: "choose another provider in the options, or ask the host why"})
		return
	}
	t.refused(text)
}

// refused says on the page that something cannot be had, and leaves the page
// about what it was about.
func (t *turn) refused(text string) {
	if t.Page == EmployerSurvey {
		t.Linking.Provider, t.Linking.Form = t.Linking.Survey.Provider, t.Linking.Survey.Form
	}
	t.notify(Error, text)
}

// notify shows a notice. Where it shows already, that is why an intent is refused:
// nothing would change.
func (t *turn) notify(l Level, text string) {
	n := Notice{Level: l, Text: text}
	if t.Notice == n {
		t.refuse(text)
	}
	t.Notice = n
}

// stepLoginOptions takes a way to log in.
func stepLoginOptions(t *turn, i Intent) {
	taken, ok := i.(OptionChosen)
	if !ok {
		t.notOffered(i)
		return
	}
	for _, o := range t.Linking.Form.Options {
		if o.ID == taken.ID {
			t.Linking.Option = o.ID
			t.advance(Login)
			return
		}
	}
	t.refuse("there is no such way to log in")
}

// stepEmployerSurvey offers the social security record instead of the employer.
// Where the host does not name one, the list of government services is next.
// Documents can take the place of both.
func stepEmployerSurvey(t *turn, i Intent) {
	switch i.(type) {
	case RecordChosen:
		t.takeRecord()
	case UploadWanted:
		t.documents()
	default:
		t.notOffered(i)
	}
}

func (t *turn) takeRecord() {
	if record := t.Linking.Form.SocialSecurity; record != "" {
		t.call(SlotUser, LoadProvider{ID: record})
		return
	}
	if !t.OnBackStack(ProviderList) {
		t.refused("no record is known, and the options leave no other provider")
		return
	}
	t.Catalogue.Query, t.Catalogue.Type = "", wire.TypeGovernment
	t.back()
}
