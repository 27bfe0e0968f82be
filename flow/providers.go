package flow

import "winkterm/api/wire"

// queryMin is how long a query must be before the host is asked.
const queryMin = 2

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

// arrived counts; what a search brings may be in the list as well.
func (c *Catalogue) arrived(slot Slot, page ProvidersArrived) {
	if slot == SlotList {
		c.Loaded += len(page.Providers)
		c.Cursor, c.Complete = page.Cursor, page.Last
	}
}

// choosing is the way from the provider list to a login.
type choosing part

// load reads the list from where it stands.
func (c choosing) load() {
	c.Catalogue.Failure = Failure{}
	c.call(SlotList, LoadProviders{Options: c.Options.Widget, Cursor: c.Catalogue.Cursor})
}

// reload goes on with a list that failed to load, else it looks what has become of the
// user's accounts.
func (c choosing) reload(Refreshed) {
	switch {
	case c.Catalogue.Failure.Failed():
		c.load()
	case c.subject() != Subject{}:
		c.resume()
	default:
		c.require(len(c.Linking.Accounts) > 0, "loading the list did not fail")
		c.poll(c.user())
	}
}

// search remembers the query, and asks the host while the list is not complete.
func (c choosing) search(i Searched) {
	c.require(i.Query != c.Catalogue.Query, "that is searched for already")
	c.Catalogue.Query = i.Query
	if c.Catalogue.Complete || len(i.Query) < queryMin {
		c.drop(SlotSearch)
		return
	}
	c.call(SlotSearch, SearchProviders{Options: c.Options.Widget, Query: i.Query})
}

func (c choosing) filter(i TypeFiltered) {
	c.require(i.Type != c.Catalogue.Type, "the list is filtered like that already")
	c.Catalogue.Type = i.Type
}

// choose goes to the account that the user has at the provider already, else to its
// login.
func (c choosing) choose(i ProviderChosen) {
	c.Notice = Notice{}
	if a, ok := c.AccountAt(i.Provider.ID); ok {
		c.Linking.Provider = i.Provider
		linking(c).open(a.ID)
		return
	}
	c.goToLogin(i.Provider)
}

// employerMissing goes to the document types. Without upload there is nothing that the
// widget could offer: it closes, and its page goes on in its own way. The reason is that
// of the X, for exit and error are those of pages that say how linking has ended.
func (c choosing) employerMissing(EmployerMissing) {
	if c.Options.CanUpload() {
		uploading(c).open(UploadWanted{})
		return
	}
	c.leave(wire.CloseX)
}

// goToLogin goes to a provider's login; natively its form is read first.
func (c choosing) goToLogin(p wire.Provider) {
	c.Linking.Provider, c.Linking.Form, c.Linking.Option = p, wire.LoginForm{}, ""
	switch {
	case c.Options.Native:
		c.call(SlotUser, LoadLogin{ProviderID: p.ID})
	case p.AccountConnection:
		c.advance(Login)
	default:
		c.survey()
	}
}

// survey asks what to do about a provider without live connection.
func (c choosing) survey() {
	c.Linking.Survey = Survey{Provider: c.Linking.Provider, Form: c.Linking.Form}
	c.advance(EmployerSurvey)
}

// loaded picks the page that the login form wants.
func (c choosing) loaded(l LoginLoaded) {
	if c.Page == Start && c.Linking.AccountID != "" {
		resuming(c).login(l.Form)
		return
	}
	c.Linking.Form = l.Form
	switch n := len(l.Form.Options); {
	case c.Page != EmployerSurvey && c.Linking.surveyed():
		c.survey()
	case n > 1:
		c.advance(LoginOptions)
	case n == 1:
		c.Linking.Option = l.Form.Options[0].ID
		c.advance(Login)
	default:
		c.noLogin()
	}
}

// surveyed says whether the survey comes instead of a login.
func (l Linking) surveyed() bool {
	return l.Form.SocialSecurity != "" || len(l.Form.Options) == 0 && l.Provider.Type == wire.TypeEmployer
}

// noLogin says that the login form is empty: on the page where the provider was
// chosen, or where there is none yet as a problem.
func (c choosing) noLogin() {
	text := c.Linking.Provider.Name + " offers no way to log in"
	if c.Page == Start {
		c.problem(SlotUser, LoadLogin{ProviderID: c.Linking.Provider.ID},
			Failure{Title: text, Advice: "choose another provider in the options, or ask the host why"})
		return
	}
	c.unavailable(text)
}

func (c choosing) chooseOption(i OptionChosen) {
	c.Linking.Option = i.ID
	_, known := c.Linking.LoginOption()
	c.require(known, "there is no such way to log in")
	c.advance(Login)
}

// chooseRecord offers the social security record instead of the employer. Where the
// host does not name one, the list of government services is next.
func (c choosing) chooseRecord(RecordChosen) {
	switch record := c.Linking.Form.SocialSecurity; {
	case record != "":
		c.call(SlotUser, LoadProvider{ID: record})
	case !c.OnBackStack(ProviderList):
		c.unavailable("no record is known, and the options leave no other provider")
	default:
		c.Catalogue.Query, c.Catalogue.Type = "", wire.TypeGovernment
		c.back()
	}
}
