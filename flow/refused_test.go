package flow_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"

	"winkterm/api/wire"
	"winkterm/flow"
)

// checkRefusal checks that an intent does something or is refused with a reason,
// that a refusal changes nothing, and that nothing but an intent is refused.
func (p *probe) checkRefusal(before, after flow.State, e flow.Event, effects []flow.Effect, err error) {
	p.Helper()
	_, intent := e.(flow.Intent)
	unchanged := len(effects) == 0 && reflect.DeepEqual(before, after)
	var refused *flow.Refused
	switch {
	case err == nil && intent && unchanged:
		p.Fatalf("%T %+v on %s does nothing and is not refused", e, e, before.Page)
	case err == nil:
	case !errors.As(err, &refused) || refused.Why == "" || err.Error() != refused.Why || !reflect.DeepEqual(refused.Intent, e):
		p.Fatalf("%T on %s is refused with %#v", e, before.Page, err)
	case !intent || !unchanged:
		p.Fatalf("%T on %s is refused and does %v", e, before.Page, effects)
	}
}

// intents are all that a user can want, some with sense and with nonsense.
func intents() []flow.Intent {
	all := []flow.Intent{
		flow.Searched{}, flow.Searched{Query: "gr"}, flow.TypeFiltered{}, flow.TypeFiltered{Type: wire.TypeGig},
		flow.ProviderChosen{Provider: wire.Provider{ID: "grab", AccountConnection: true}},
		flow.OptionChosen{ID: "email"}, flow.OptionChosen{ID: "pigeon"},
		flow.Typed{}, flow.Typed{Values: map[string]wire.Secret{"number": "9559991234", flow.CodeField: "1234"}},
		flow.Typed{Values: map[string]wire.Secret{"number": "1"}},
		flow.FileTypeChosen{Type: wire.FileType{Type: "PAYSLIP"}}, flow.FileTypeChosen{Type: wire.FileType{Type: "WATER_BILL"}}, flow.FileTypeChosen{},
		flow.FileAdded{}, flow.FileAdded{File: flow.File{Path: "/x", Name: "x", Size: 1, Format: wire.FormatPDF}},
		flow.FileRemoved{}, flow.FileRemoved{Index: 9}, flow.FileRemoved{Index: -1},
		flow.ArchiveWanted{}, flow.ArchiveWanted{ID: "d-1"}, flow.RevokeConfirmed{}, flow.RevokeConfirmed{Typed: "a-1"},
	}
	for _, i := range plainIntents {
		all = append(all, i)
	}
	return all
}

// TestEveryIntentIsAnswered wants everything twice on every page: the probe checks
// that something comes of it, or that it is refused.
func TestEveryIntentIsAnswered(t *testing.T) {
	t.Parallel()
	for _, more := range [][]string{nil, {"refresh"}, {"submit"}, {"revoke"}, {"back"}} {
		for page, commands := range waysTo() {
			s := played(t, add(commands, more...)...)
			if more == nil && s.state.Page != page {
				t.Fatalf("%v leads to %s, not to %s", commands, s.state.Page, page)
			}
			for _, i := range intents() {
				b := s.branch()
				b.apply(i)
				b.apply(i)
			}
		}
	}
}

// TestWhyAnIntentIsRefused reads the reasons as a scenario would show them.
func TestWhyAnIntentIsRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from   []string
		intent flow.Intent
		why    string
	}{
		{nil, flow.ConsentGiven{}, "the page Start does not offer ConsentGiven"},
		{nil, flow.BrowserWanted{}, "there is no user yet to open the widget for"},
		{[]string{"begin"}, flow.Begin{}, "the page waits for an answer"},
		{[]string{"begin", "token u-1 PRODUCTION"}, flow.BrowserWanted{}, "production is not allowed in this session"},
		{toConsent, flow.Back{}, "there is no page to go back to"},
		{toConsent, flow.Submitted{}, "the page Consent does not offer Submitted"},
		{add(toList, "search gr"), flow.Searched{Query: "gr"}, "that is searched for already"},
		{add(toList, "filter GIG"), flow.TypeFiltered{Type: wire.TypeGig}, "the list is filtered like that already"},
		{toList, flow.Refreshed{}, "loading the list did not fail"},
		{toList, flow.Typed{Values: map[string]wire.Secret{"number": "1"}}, "the page has no such field"},
		{toOptions, flow.OptionChosen{ID: "pigeon"}, "there is no such way to log in"},
		{add(toLogin, "type number=1"), flow.Typed{Values: map[string]wire.Secret{"number": "1"}}, "that is in the field already"},
		{add(toLogin, "type number=1", "submit"), flow.Submitted{}, "the fields are still not right"},
		{add(toLogin, "submit"), flow.Submitted{}, "the page waits for an answer"},
		{add(toMFA, "seen a-1 AWAITING_MFA choice id=c-2 at=grab"), flow.ResendWanted{}, "no code was sent that could be sent again"},
		{add(toMFA, "seen a-1 AWAITING_MFA hologram id=c-2 at=grab"), flow.Submitted{}, "the provider asks for something that is not known here"},
		{toAccount, flow.RevokeConfirmed{}, "revoking was not asked for"},
		{toAsked, flow.RevokeWanted{}, "revoking waits to be confirmed"},
		{add(toAsked, "confirm", "agreed", "synced a-1 DISCONNECTED at=grab"), flow.RevokeWanted{}, "there is nothing to revoke"},
		{add(toAsked, "confirm", "agreed", "synced a-1 DISCONNECTED at=grab"), flow.SyncStopWanted{}, "there is no data sync to stop"},
		{toAccount, flow.LoginWanted{}, "the account has not failed"},
		{toTypes, flow.FileTypeChosen{}, "there is no such document type"},
		{toTypes, flow.ArchiveWanted{ID: "d-9"}, "there is no such archive"},
		{toFiles, flow.FileRemoved{Index: 9}, "there is no such file"},
		{toFiles, flow.UploadStopped{}, "nothing is being sent"},
		{add(toFiles, "add b.txt format=TIFF"), flow.FileAdded{File: file(parseArgs([]string{"b.txt", "format=TIFF"}))}, "b.txt is neither PDF nor PNG nor JPEG"},
		{toAnalysis, flow.Retried{}, "the analysis is still going on"},
		{toFailed, flow.Refreshed{}, "the analysis is over"},
		{add(toList, "browser", "launched http://127.0.0.1:1/x"), flow.AccountWanted{}, "the widget has linked no account yet"},
		{toClosed, flow.Close{}, "the session is closed"},
	} {
		s := played(t, c.from...)
		_, _, err := flow.Step(s.state, c.intent)
		var refused *flow.Refused
		if !errors.As(err, &refused) || refused.Why != c.why {
			t.Errorf("%T after %v: %v, want %q", c.intent, c.from, err, c.why)
		}
	}
}

// TestRefusedOnAHostWithoutLogins is what the options and the host do not offer.
func TestRefusedOnAHostWithoutLogins(t *testing.T) {
	t.Parallel()
	s := &story{probe: newProbe(t, flow.Options{})}
	for _, c := range []string{"begin", "token u-1", "providers 3 last", "consent"} {
		s.play(c)
	}
	for intent, want := range map[flow.Intent]string{
		flow.UploadWanted{}: "the options offer no upload of documents",
		flow.Submitted{}:    "a login happens in the browser on this host",
		flow.TokenWanted{}:  "no browser shows the widget",
	} {
		switch intent.(type) {
		case flow.Submitted:
			s.play("choose grab")
		case flow.TokenWanted:
			s.play("browser")
			s.play("launched http://127.0.0.1:1/x")
		}
		if _, _, err := flow.Step(s.state, intent); err == nil || err.Error() != want {
			t.Errorf("%T on %s: %v, want %q", intent, s.state.Page, err, want)
		}
		for s.state.Page != flow.ProviderList {
			s.play("back")
		}
	}
}

// TestRefusedWithoutAList fails a login where the options leave one provider.
func TestRefusedWithoutAList(t *testing.T) {
	t.Parallel()
	s := &story{probe: newProbe(t, flow.Options{Native: true, Widget: wire.WidgetOptions{Providers: []string{"grab"}}})}
	for _, c := range []string{
		"begin", "token u-1", "session", "provider grab", "consent", "form mobile:number", "type number=9559991234",
		"submit", "created a-1 PENDING at=grab", "seen a-1 ERROR code=INVALID_CREDENTIALS at=grab",
	} {
		s.play(c)
	}
	if _, _, err := flow.Step(s.state, flow.AnotherWanted{}); err == nil || err.Error() != "there is no provider list to go back to" {
		t.Errorf("on %s another account is refused with %v", s.state.Page, err)
	}
}

// TestOpenedFromTheBrowserPage leaves the pages about another account or archive: back
// from what the widget linked leads to the Browser page, and then to the list.
func TestOpenedFromTheBrowserPage(t *testing.T) {
	t.Parallel()
	browser := []string{"browser", "launched http://127.0.0.1:1/x", "page open"}
	for _, c := range []struct {
		from, more []string
		to         flow.Page
	}{
		{toSuccess, []string{"widget onAccountCreated a-2 at=upwork", "user a-2:upwork:CONNECTED", "account"}, flow.ProviderList},
		{toValues, []string{"widget onUploadsCreated d-2", "user archives=d-2:PAYSLIP:ANALYZED", "archive d-2"}, flow.FileTypeList},
	} {
		s := played(t, add(add(c.from, browser...), c.more...)...)
		if s.play("back"); s.state.Page != flow.Browsing {
			t.Fatalf("back leads to %s", s.state.Page)
		}
		if s.play("back"); s.state.Page != c.to {
			t.Errorf("back twice leads to %s, want %s", s.state.Page, c.to)
		}
	}
}

// TestUnaskedPages tells what the user waits for from what comes by itself.
func TestUnaskedPages(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		commands []string
		unasked  bool
	}{
		{toConsent, false}, {toList, false}, {toLogin, false}, {toWaiting, false},
		{toMFA, true}, {add(toMFA, "submit", "accepted a-1 CONNECTED at=grab"), false}, {toSuccess, true}, {toError, true},
		{add(toMFA, "seen a-1 AWAITING_MFA otp id=c-9 length=4 left=3 at=grab"), true},
		{toValues, true}, {toArchive, false}, {toProblem, true}, {add(toProblem, "back"), false},
		{toClosed, false}, {add(toList, "reset"), false},
	} {
		s := played(t, c.commands...)
		if s.state.Unasked != c.unasked {
			t.Errorf("%s after %v is unasked: %t, want %t", s.state.Page, c.commands, s.state.Unasked, c.unasked)
		}
	}
}

// TestAStateFitsIntoJSON encodes states of every page. What may be recorded of one
// is for who records it: this writes secrets as they are.
func TestAStateFitsIntoJSON(t *testing.T) {
	t.Parallel()
	for page, commands := range waysTo() {
		s := played(t, commands...)
		text, err := json.Marshal(s.state)
		if err != nil {
			t.Fatalf("%s: %v", page, err)
		}
		var back struct {
			Session flow.Session
			Linking flow.Linking
		}
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatalf("%s: %v", page, err)
		}
		if !reflect.DeepEqual(back.Session.Fired, s.state.Session.Fired) || !reflect.DeepEqual(back.Linking.Typed, s.state.Linking.Typed) {
			t.Errorf("%s: %v and %v came back of %s", page, back.Session.Fired, back.Linking.Typed, text)
		}
	}
}
