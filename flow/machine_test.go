package flow_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"winkterm/api/wire"
	"winkterm/flow"
)

// machine plays a user who does anything and a host that answers anything, right
// and wrong, early and late. The probe says what must hold.
type machine struct {
	*probe
	tokenNo int
	// gone are attempts that are no longer under way, and what was asked.
	gone map[int]flow.Request
}

func newMachine(t *rapid.T) *machine {
	o := flow.Options{
		Native:     rapid.IntRange(0, 5).Draw(t, "native") > 0,
		Production: rapid.Bool().Draw(t, "production"),
		UserID:     rapid.SampledFrom([]string{"", "", "u-7"}).Draw(t, "user"),
	}
	if o.UserID != "" || rapid.IntRange(0, 4).Draw(t, "owned") == 0 {
		o.AccountID = rapid.SampledFrom([]string{"", "", "a-1", "a-9"}).Draw(t, "account")
		o.ArchiveID = rapid.SampledFrom([]string{"", "", "d-1"}).Draw(t, "archive")
	}
	if rapid.IntRange(0, 3).Draw(t, "only") == 0 {
		o.Widget.Providers = []string{"p-1"}
		consent := rapid.Bool().Draw(t, "consent")
		o.Widget.EnableConsentPage = &consent
	}
	o.Widget.EnableUpload = rapid.IntRange(0, 3).Draw(t, "upload") > 0
	m := &machine{probe: newProbe(t, o), gone: map[int]flow.Request{}}
	m.secrets = []string{"hush-login", "hush-answer", "9021012309"}
	return m
}

func (m *machine) do(e flow.Event) {
	asked := maps.Clone(m.alive)
	for _, effect := range m.apply(e) {
		if ask, ok := effect.(flow.Ask); ok {
			asked[ask.Attempt] = ask.Request
		}
	}
	for attempt, what := range asked {
		if _, ok := m.alive[attempt]; !ok {
			m.gone[attempt] = what
		}
	}
}

// pick draws one of the calls, 0 for none.
func pick(t *rapid.T, calls map[int]flow.Request) (int, flow.Request) {
	if len(calls) == 0 {
		return 0, nil
	}
	attempt := rapid.SampledFrom(slices.Sorted(maps.Keys(calls))).Draw(t, "attempt")
	return attempt, calls[attempt]
}

// actions are what can happen; what leads on is there more than once.
func (m *machine) actions() map[string]func(*rapid.T) {
	all := map[string]func(*rapid.T){
		"wish":              func(t *rapid.T) { m.do(anyIntent(t, m.state)) },
		"its token expires": func(t *rapid.T) { m.expire(t) },
		"reset": func(t *rapid.T) {
			if rapid.IntRange(0, 9).Draw(t, "rarely") == 0 {
				m.do(flow.HostReset{})
			}
		},
		"widget": func(t *rapid.T) { m.do(anyWidget(t)) },
		"late": func(t *rapid.T) {
			if attempt, what := pick(t, m.gone); what != nil {
				m.do(flow.Answer{Attempt: attempt, Reply: m.anyReply(t, what)})
			}
		},
		"fail": func(t *rapid.T) {
			if attempt, what := pick(t, m.alive); what != nil {
				m.do(flow.Answer{Attempt: attempt, Reply: flow.Failed{Failure: anyFailure(t)}})
			}
		},
		"": func(*rapid.T) {
			if m.state.Page == flow.Start && !m.state.Calls.Busy() {
				m.do(flow.Begin{})
			}
		},
	}
	for i := range 4 {
		all[fmt.Sprintf("answer %d", i)] = func(t *rapid.T) {
			if attempt, what := pick(t, m.alive); what != nil {
				m.do(flow.Answer{Attempt: attempt, Reply: m.anyReply(t, what)})
			}
		}
		all[fmt.Sprintf("go on %d", i)] = func(t *rapid.T) { m.goOn(t) }
	}
	return all
}

func (m *machine) expire(t *rapid.T) {
	at := m.state.Session.ExpiresAt
	if rapid.Bool().Draw(t, "another token's") {
		at = expiry(rapid.IntRange(0, 3).Draw(t, "token"))
	}
	m.do(flow.TokenExpired{ExpiresAt: at})
}

// goOn does what leads a user on from the page.
func (m *machine) goOn(t *rapid.T) {
	switch m.state.Page {
	case flow.Start, flow.Closed:
		m.do(flow.Begin{})
	case flow.Owner:
		m.do(flow.OwnerWanted{})
	case flow.Consent:
		m.do(rapid.SampledFrom([]flow.Event{flow.ConsentGiven{}, flow.ConsentGiven{}, flow.ConsentGiven{}, flow.InviteWanted{}}).Draw(t, "way"))
	case flow.Invite:
		m.do(rapid.SampledFrom([]flow.Event{flow.TemplateChosen{ID: anyTemplateID(t)}, flow.TemplateWanted{}, flow.Typed{Values: rightValues}, flow.Submitted{}, flow.AnotherWanted{}, flow.Back{}}).Draw(t, "next"))
	case flow.ProviderList:
		m.do(rapid.SampledFrom([]flow.Event{
			flow.ProviderChosen{Provider: anyProvider(t)}, flow.ProviderChosen{Provider: anyProvider(t)}, flow.UploadWanted{},
		}).Draw(t, "way"))
	case flow.LoginOptions:
		m.do(flow.OptionChosen{ID: rapid.SampledFrom([]string{"ss", "email"}).Draw(t, "option")})
	case flow.Login, flow.MFA:
		m.do(flow.Typed{Values: rightValues})
		m.do(flow.Submitted{})
	case flow.EmployerSurvey:
		m.do(flow.RecordChosen{})
	case flow.ConnectSuccess:
		m.do(rapid.SampledFrom([]flow.Event{flow.AccountWanted{}, flow.AnotherWanted{}, flow.AccountsWanted{}, flow.DataWanted{}}).Draw(t, "next"))
	case flow.Accounts:
		m.do(rapid.SampledFrom([]flow.Event{flow.AccountWanted{ID: anyID(t)}, flow.ArchiveWanted{ID: anyArchiveID(t)}}).Draw(t, "next"))
	case flow.ConnectError, flow.Problem:
		m.do(flow.Retried{})
	case flow.AccountRevoke:
		m.do(flow.RevokeWanted{})
		m.do(flow.RevokeConfirmed{Typed: m.state.Linking.AccountID})
	case flow.FileTypeList:
		m.do(flow.FileTypeChosen{Type: anyFileType(t)})
	case flow.FileType:
		m.do(flow.FileAdded{File: anyFile(t)})
		m.do(flow.Submitted{})
	case flow.ArchiveSuccess:
		m.do(rapid.SampledFrom([]flow.Event{flow.RevokeWanted{}, flow.AnotherWanted{}}).Draw(t, "next"))
	case flow.RevokeArchive:
		m.do(flow.RevokeWanted{})
		m.do(flow.RevokeConfirmed{Typed: m.state.Documents.ArchiveID})
	case flow.ArchiveStatus:
		m.do(flow.Retried{})
	case flow.Browsing:
		m.do(rapid.SampledFrom([]flow.Event{flow.Back{}, flow.Back{}, flow.Retried{}, flow.AccountWanted{}, flow.ArchiveWanted{ID: anyArchiveID(t)}}).Draw(t, "next"))
	case flow.Connecting, flow.Data:
	}
}

var rightValues = map[string]wire.Secret{
	"number": "9021012309", "password": "hush-login", "mail": "hush-login@example.org",
	flow.CodeField: "9021012309", flow.ChoiceField: "sms", "q1": "hush-answer-1", "q2": "hush-answer-2",
}

// walk runs a session of a rapid test.
func walk(t *rapid.T) {
	m := newMachine(t)
	m.do(flow.Begin{})
	t.Repeat(m.actions())
}

// TestAnythingMayHappen runs random sessions against the probe's invariants.
func TestAnythingMayHappen(t *testing.T) {
	t.Parallel()
	rapid.Check(t, walk)
}

// FuzzStep lets the fuzzer choose what happens.
func FuzzStep(f *testing.F) { f.Fuzz(rapid.MakeFuzz(walk)) }

// TestRandomSessionsGoEverywhere keeps the machine honest: every page of the
// flow is met, so that the invariants were tried on each.
func TestRandomSessionsGoEverywhere(t *testing.T) {
	t.Parallel()
	visited := map[flow.Page]int{}
	session := rapid.Custom(func(t *rapid.T) map[flow.Page]int {
		m := newMachine(t)
		m.do(flow.Begin{})
		for range 60 {
			all := m.actions()
			all[rapid.SampledFrom(slices.Sorted(maps.Keys(all))).Draw(t, "action")](t)
		}
		return m.visited
	})
	for seed := range 200 {
		for page, n := range session.Example(seed) {
			visited[page] += n
		}
	}
	for _, page := range flow.Pages() {
		if visited[page] == 0 {
			t.Errorf("no session came to %s: %v", page, visited)
		}
	}
}
