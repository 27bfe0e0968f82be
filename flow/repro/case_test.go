package repro_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/repro"
)

// TestWhereThereIsNoSuchProvider takes the one that is most alike, and says why.
func TestWhereThereIsNoSuchProvider(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		is   repro.Case
		want string
	}{
		"its own": {repro.Case{Provider: wire.Provider{ID: "grab"}}, "grab"},
		"a social security fund of another country": {
			repro.Case{Provider: wire.Provider{ID: "nssf_th", Type: wire.TypeGovernment, MFA: true}}, "sso_th",
		},
		"an employer of the Philippines, by mobile number, with a code": {
			repro.Case{Provider: wire.Provider{ID: "acme_ph", Type: wire.TypeEmployer, MFA: true}, Way: "mobile"}, "tiangge_stores_ph",
		},
		"one without a second step, that waits for it": {repro.Case{Provider: wire.Provider{ID: "freelancer"}, Awaited: true}, "upwork"},
	} {
		c.is.Ends = repro.End{Status: "ERROR", ErrorCode: "SYSTEM_ERROR"}
		p, err := c.is.Path()
		if err != nil || p.Code.Provider != c.want {
			t.Errorf("%s: %s, %v, %v", name, p.Code.Provider, p.Remarks, err)
		}
		if own := c.is.Provider.ID == c.want; own != (len(p.Remarks) == 0) {
			t.Errorf("%s: %v", name, p.Remarks)
		}
	}
}

// TestTheShortestPath goes to an end in as few steps as there can be.
func TestTheShortestPath(t *testing.T) {
	t.Parallel()
	at := func(id string, ends ...string) repro.Case {
		c := repro.Case{Provider: wire.Provider{ID: id}, Ends: repro.End{Status: ends[0]}}
		if len(ends) > 1 {
			c.Ends.ErrorCode = ends[1]
		}
		return c
	}
	further := func(c repro.Case, awaited, connected bool) repro.Case {
		c.Awaited, c.Connected = awaited, connected
		return c
	}
	for want, c := range map[string]repro.Case{
		"error_TOS_REQUIRED":              at("sss_ph", "ERROR", "TOS_REQUIRED"),
		"wrong":                           at("sss_ph", "ERROR", "INVALID_CREDENTIALS"),
		"right wrong wrong wrong":         further(at("sss_ph", "ERROR", "ACCOUNT_LOCKED"), true, false),
		"right clock.5m":                  further(at("sss_ph", "ERROR", "MFA_TIMEOUT"), true, false),
		"right account.ACCOUNT_DISABLED":  further(at("sss_ph", "ERROR", "ACCOUNT_DISABLED"), true, false),
		"later_EXPIRED_CREDENTIALS right": further(at("sss_ph", "ERROR", "EXPIRED_CREDENTIALS"), true, true),
		"later_EXPIRED_CREDENTIALS":       further(at("freelancer", "ERROR", "EXPIRED_CREDENTIALS"), false, true),
		"slow_600":                        at("sss_ph", "PENDING"),
		"right":                           at("sss_ph", "AWAITING_MFA"),
		"right wrong":                     at("sss_ph", "AWAITING_MFA", "INVALID_MFA"),
		"right right":                     at("sss_ph", "CONNECTED"),
		"right right ":                    at("sss_ph", "DISCONNECTED"),
		"archive.UNSUPPORTED ":            {Archive: true, Ends: repro.End{Status: "UNSUPPORTED"}},
		"archive.SYSTEM_ERROR ":           {Archive: true, Ends: repro.End{Status: "ERROR", ErrorCode: "SYSTEM_ERROR"}},
		"right account.ACCOUNT_LOCKED is not the least": {},
	} {
		p, err := c.Path()
		if c.Ends.Status == "" {
			if !errors.Is(err, repro.ErrNoEnd) {
				t.Errorf("no end: %v", err)
			}
			continue
		}
		var args []string
		for _, s := range p.Code.Steps {
			args = append(args, s.Arg)
		}
		if got := strings.Join(args, " "); err != nil || got != want {
			t.Errorf("%v: %q, %v, want %q", c.Ends, got, err, want)
		}
	}
}

func TestWhatTheSandboxCannotEndIn(t *testing.T) {
	t.Parallel()
	for want, c := range map[string]repro.Case{
		"did you mean ACCOUNT_LOCKED?":                                     {Ends: repro.End{Status: "ERROR", ErrorCode: "ACOUNT_LOCKED"}},
		"the error code is missing":                                        {Ends: repro.End{Status: "ERROR"}},
		"cannot end in the status \"UNHEARD_OF\"":                          {Ends: repro.End{Status: "UNHEARD_OF"}},
		"did you mean MISSING_MANDATORY_FIELD?":                            {Archive: true, Ends: repro.End{Status: "ERROR", ErrorCode: "MISSING_MANDATARY_FIELD"}},
		"cannot end in the error code \"FILE_UNABLE_TO_RECOGNIZE\": it kn": {Archive: true, Ends: repro.End{Status: "ERROR", ErrorCode: "FILE_UNABLE_TO_RECOGNIZE"}},
	} {
		if _, err := c.Path(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v", c.Ends, err)
		}
	}
}

func recorded(data ...journal.Data) *recording.File {
	j := journal.New(func() time.Time { return locked().Now })
	for _, d := range data {
		j.Append(d)
	}
	return recording.Of(recording.Header{
		Widget:  wire.WidgetOptions{Providers: []string{"pagibig_ph"}, EnableConsentPage: new(bool), CompanyName: "Jane's", TemplateID: "wtpl-1"},
		Sandbox: &recording.Sandbox{Seed: 7, Now: locked().Now},
	}, j.Since(0))
}

// TestACaseSaysHowItWent: the way is the one that was chosen before the account came, and
// what an account went through is what was before its end.
func TestACaseSaysHowItWent(t *testing.T) {
	t.Parallel()
	provider, option := journal.Intent{Name: "ProviderChosen"}, journal.Intent{Name: "OptionChosen", Args: `{"ID":"email"}`}
	page := journal.Screen{Page: "Connecting", ProviderID: "sss_ph", AccountID: "a-1"}
	status := func(to string) journal.Status { return journal.Status{Subject: "account", ID: "a-1", To: to} }
	for name, c := range map[string]struct {
		data               []journal.Data
		way                string
		awaited, connected bool
	}{
		"another provider":        {data: []journal.Data{option, provider, page, status("PENDING")}},
		"chosen":                  {data: []journal.Data{provider, option, page, status("PENDING")}, way: "email"},
		"another option later":    {data: []journal.Data{option, page, journal.Intent{Name: "OptionChosen", Args: `{"ID":"phone"}`}, page, status("PENDING")}, way: "email"},
		"a page of no provider":   {data: []journal.Data{option, journal.Screen{Page: "Account", AccountID: "a-1"}, provider, page, status("PENDING")}},
		"it waits":                {data: []journal.Data{status("PENDING"), status("AWAITING_MFA")}},
		"it has waited":           {data: []journal.Data{status("AWAITING_MFA"), status("CONNECTED")}, awaited: true},
		"it has been linked, too": {data: []journal.Data{status("AWAITING_MFA"), status("CONNECTED"), status("ERROR")}, awaited: true, connected: true},
	} {
		got, err := repro.CaseOf(recorded(c.data...), "a-1")
		if err != nil || got.Way != c.way || got.Awaited != c.awaited || got.Connected != c.connected {
			t.Errorf("%s: %q, %v, %v, %v", name, got.Way, got.Awaited, got.Connected, err)
		}
	}
}

// What a Wink template that ships says of uploads is an option of the path.
func TestATemplateOffersUploads(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]bool{"wtpl-contoh": true, "wtpl-halimbawa": false, "wtpl-udaharan": true} {
		j := journal.New(func() time.Time { return locked().Now })
		j.Append(journal.Status{Subject: "account", ID: "a-1", To: "PENDING"})
		c, err := repro.CaseOf(recording.Of(recording.Header{
			Widget: wire.WidgetOptions{TemplateID: id, EnableUpload: id != "wtpl-contoh"},
		}, j.Since(0)), "")
		if err != nil || c.Options.Has(repro.Upload) != want {
			t.Errorf("%s: options %d, %v", id, c.Options, err)
		}
	}
}

// TestARecordingGivesItsPath reads the account whose status changed last.
func TestARecordingGivesItsPath(t *testing.T) {
	t.Parallel()
	status := func(id, to, code string) journal.Status {
		return journal.Status{Subject: "account", ID: id, To: to, ErrorCode: code}
	}
	f := recorded(
		journal.Intent{Name: "ProviderChosen", Args: `{"Provider":{"id":"sss_ph"}}`},
		journal.Screen{Page: "Connecting", ProviderID: "sss_ph", AccountID: "a-1"}, status("a-1", "ERROR", "ACCOUNT_DISABLED"),
		journal.Intent{Name: "ProviderChosen"}, journal.Intent{Name: "OptionChosen", Args: `{"ID":"email"}`},
		journal.Callback{Name: "onAccountCreated", Args: `{"accountId":"a-2","userId":"u","providerId":"pagibig_ph"}`},
		journal.Screen{Page: "Connecting", ProviderID: "pagibig_ph", AccountID: "a-2"},
		status("a-2", "PENDING", ""), status("a-2", "AWAITING_MFA", ""), status("a-2", "PENDING", ""), status("a-2", "ERROR", "ACCOUNT_LOCKED"),
	)
	got, err := repro.FromRecording(f)
	want := []repro.Step{{repro.LogIn, repro.Right}, {repro.Answer, repro.Wrong}, {repro.Answer, repro.Wrong}, {repro.Answer, repro.Wrong}}
	if err != nil || got.Provider != "pagibig_ph" || got.Way != "email" || !slices.Equal(got.Steps, want) || got.Seed != 7 || !got.Now.Equal(locked().Now) ||
		got.Options != repro.OnlyProvider|repro.NoConsent {
		t.Errorf("%+v %+v %v %v %d, %v", got.Steps, got.Way, got.Now, got.Seed, got.Options, err)
	}
	if c, err := repro.CaseOf(f, ""); err != nil || !slices.Equal(c.LeftOut, []string{"companyName", "templateId"}) {
		t.Errorf("left out: %v, %v", c.LeftOut, err)
	}
	c, err := repro.CaseOf(f, "a-1")
	if err != nil || c.Provider.ID != "sss_ph" || c.Ends.ErrorCode != "ACCOUNT_DISABLED" || c.Options.Has(repro.OnlyProvider) {
		t.Errorf("%+v, %v", c, err)
	}
	watched := recorded(
		journal.Status{Subject: "account", ID: "a-1", To: "CONNECTED", ProviderID: "upwork"},
		journal.Status{Subject: "task", ID: "task-1", To: "Finished", SourceID: "a-1"},
		journal.Status{Subject: "account", ID: "a-1", From: "CONNECTED", To: "ERROR", ErrorCode: "EXPIRED_CREDENTIALS", ProviderID: "upwork"},
		journal.Status{Subject: "task", ID: "task-2", To: "Finished", SourceID: "a-1"},
	)
	if c, err := repro.CaseOf(watched, ""); err != nil || c.ID != "a-1" || c.Provider.ID != "upwork" || !c.Connected || c.Ends.ErrorCode != "EXPIRED_CREDENTIALS" {
		t.Errorf("of watch: %+v, %v", c, err)
	}
	if _, err := repro.FromRecording(recorded()); !errors.Is(err, repro.ErrNoEnd) {
		t.Errorf("an empty one: %v", err)
	}
	if _, err := repro.CaseOf(f, "a-3"); !errors.Is(err, repro.ErrNoEnd) {
		t.Errorf("another id: %v", err)
	}
}
