package flow

import "winkterm/api/wire"

// stepStart makes a user, or takes the known one.
func stepStart(t *turn, i Intent) {
	if _, ok := i.(Begin); !ok {
		t.notOffered(i)
		return
	}
	if t.Options.UserID == "" {
		t.call(SlotUser, CreateUser{})
		return
	}
	t.call(SlotUser, FetchToken{UserID: t.Options.UserID})
}

// startOver begins anew, from whatever page, after the host has forgotten all
// that was known of it. No callback tells of that: the host's page would not
// learn of it either. The host may give ids anew, so nothing is kept but the
// counts by which late answers are known.
func (t *turn) startOver() {
	for slot := range slotCount {
		t.drop(slot)
	}
	t.dropBrowser()
	t.note("reset", "the host was started over and has forgotten the user: beginning anew with another one")
	fresh := New(t.Options)
	fresh.Options.UserID = ""
	fresh.Calls.Attempt, fresh.ViewCount = t.Calls.Attempt, t.ViewCount
	t.State = fresh
	t.enter(Start)
	stepStart(t, Begin{})
}

// userReady reads what a known user has linked and uploaded already.
func (t *turn) userReady() {
	if t.Options.UserID != "" {
		t.call(SlotUser, LoadAccounts{UserID: t.Session.UserID})
		return
	}
	t.openWidget()
}

func (t *turn) accountsLoaded(r AccountsLoaded) {
	for _, a := range r.Accounts {
		t.observe(a)
	}
	if t.Options.CanUpload() {
		t.call(SlotUser, LoadArchives{UserID: t.Session.UserID})
		return
	}
	t.openWidget()
}

func (t *turn) archivesLoaded(r ArchivesLoaded) {
	for _, a := range r.Archives {
		t.observeArchive(a)
	}
	t.openWidget()
}

// openWidget begins to read the list, or reads the only provider.
func (t *turn) openWidget() {
	if only := t.Options.onlyProvider(); only != "" {
		t.call(SlotUser, LoadProvider{ID: only})
		return
	}
	if !t.Catalogue.Complete {
		t.load()
	}
	t.firstPage()
}

// firstPage shows the login of the only provider when there is one and consent
// is off, else the consent page.
func (t *turn) firstPage() {
	only := t.Options.onlyProvider()
	if on := t.Options.Widget.EnableConsentPage; only != "" && on != nil && !*on {
		t.take(t.Linking.Provider)
		return
	}
	t.enter(Consent)
}

// providerLoaded takes the only provider at the start, and the social security
// record of the survey later.
func (t *turn) providerLoaded(r ProviderLoaded) {
	if t.Page == Start {
		t.Linking.Provider = r.Provider
		t.firstPage()
		return
	}
	t.take(r.Provider)
}

// stepConsent goes on to the list, or to the login of the only provider.
func stepConsent(t *turn, i Intent) {
	switch i.(type) {
	case ConsentGiven:
		if t.Options.onlyProvider() != "" {
			t.take(t.Linking.Provider)
			return
		}
		t.advance(ProviderList)
	case ConsentDeclined:
		t.leave(wire.CloseX)
	default:
		t.notOffered(i)
	}
}
