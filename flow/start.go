package flow

// starting is the way to the first page, and the beginning of another session.
type starting part

// begin makes a user, gets the known one a token, or asks whose an account or archive is.
func (s starting) begin(Begin) {
	if id := s.Options.UserID; id != "" {
		s.call(SlotUser, FetchToken{UserID: id})
		return
	}
	if of := s.Options.owned(); of.ID != "" {
		s.call(SlotUser, FindOwner{Of: of})
		return
	}
	s.call(SlotUser, CreateUser{})
}

// startFresh begins with nothing but the counts by which late answers are known.
func (s starting) startFresh(state State) {
	state.Calls.Attempt, state.ViewCount = s.Calls.Attempt, s.ViewCount
	s.State = state
	s.enter(Start)
	s.begin(Begin{})
}

// restart starts a closed session again, with the same user and a new token.
func (s starting) restart(Begin) {
	fresh := New(s.Options)
	if s.Session.UserID != "" {
		fresh.Options = s.Options.anew()
		fresh.Options.UserID = s.Session.UserID
	}
	fresh.Catalogue = s.Catalogue
	fresh.Session.Fired, fresh.Revocation.Awaited = s.Session.Fired, s.Revocation.Awaited
	fresh.Linking.Accounts = s.Linking.Accounts
	fresh.Documents.Archives, fresh.Documents.Types = s.Documents.Archives, s.Documents.Types
	s.startFresh(fresh)
}

// hostReset begins anew, from whatever page, after the host has forgotten all that was
// known of it. No callback fires for that: the host's page would not learn of it
// either. The host may give ids anew, so none is kept.
func (s starting) hostReset() {
	s.endSession()
	s.note("reset", "the host was started over and has forgotten the user: beginning anew with another one")
	fresh := New(s.Options.anew())
	fresh.Options.UserID = ""
	s.startFresh(fresh)
}

// userReady reads what a known user has linked and uploaded already.
func (s starting) userReady() {
	if s.Options.UserID != "" {
		s.call(SlotUser, Poll{Subject: s.user()})
		return
	}
	s.openWidget()
}

// openWidget begins to read the list, or reads the only provider. What an earlier
// session had open comes before that.
func (s starting) openWidget() {
	only := s.Options.onlyProvider()
	if only == "" && !s.Catalogue.Complete {
		choosing(s).load()
	}
	switch {
	case resuming(s).begin():
	case only != "":
		s.call(SlotUser, LoadProvider{ID: only})
	default:
		s.firstPage()
	}
}

// firstPage shows the login of the only provider when there is one and consent
// is off, else the consent page.
func (s starting) firstPage() {
	only := s.Options.onlyProvider()
	if on := s.Options.Widget.EnableConsentPage; only != "" && on != nil && !*on {
		choosing(s).goToLogin(s.Linking.Provider)
		return
	}
	s.enter(Consent)
}

// provider takes the only provider at the start, and the social security record of
// the survey later.
func (s starting) provider(loaded ProviderLoaded) {
	switch {
	case s.Page == Start && s.Linking.AccountID != "":
		resuming(s).provider(loaded.Provider)
	case s.Page == Start:
		s.Linking.Provider = loaded.Provider
		s.firstPage()
	default:
		choosing(s).goToLogin(loaded.Provider)
	}
}

// consent goes on to the list, or to the login of the only provider.
func (s starting) consent(ConsentGiven) {
	if s.Options.onlyProvider() != "" {
		choosing(s).goToLogin(s.Linking.Provider)
		return
	}
	s.advance(ProviderList)
}
