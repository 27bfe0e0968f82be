package play_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"winkterm/api/wire"
	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// toLogin are the steps that lead to the login of a provider.
func toLogin(provider string, more ...spec.Action) []spec.Step {
	return steps(append([]spec.Action{spec.Consent{}, spec.Choose{Provider: provider}}, more...)...)
}

func steps(actions ...spec.Action) (all []spec.Step) {
	for i, a := range actions {
		all = append(all, spec.Step{Pos: spec.Pos{File: "test.yaml", Line: i + 1, Column: 3}, Do: a})
	}
	return all
}

func expect(checks ...spec.Check) (all []spec.Expect) {
	for i, c := range checks {
		all = append(all, spec.Expect{Pos: spec.Pos{File: "test.yaml", Line: 100 + i, Column: 5}, Check: c})
	}
	return all
}

// passes plays a scenario that must pass.
func passes(t *testing.T, s *spec.Scenario) play.Outcome {
	t.Helper()
	out := play.Run(t.Context(), s, play.Config{})
	if out.Verdict != play.Passed {
		t.Fatalf("%s at %s: %s\n%s", out.Verdict, out.Failure.Pos, out.Failure.Got, strings.Join(append([]string{out.Failure.Step, out.Failure.Wanted}, out.Failure.Last...), "\n"))
	}
	return out
}

// fails plays a scenario that must fail at a line, with words in what was wanted and got.
func fails(t *testing.T, s *spec.Scenario, v play.Verdict, line int, wanted, got string) {
	t.Helper()
	out := play.Run(t.Context(), s, play.Config{})
	if out.Verdict != v || out.Failure == nil || out.Failure.Pos.Line != line ||
		!strings.Contains(out.Failure.Wanted, wanted) || !strings.Contains(out.Failure.Got, got) {
		t.Fatalf("%s %+v", out.Verdict, out.Failure)
	}
}

func one(n int) *int { return &n }

func TestALoginWithACode(t *testing.T) {
	t.Parallel()
	s := &spec.Scenario{Name: "George links SSS", Person: "George"}
	s.Steps = toLogin("sss_ph", spec.Login{}, spec.Code{}, spec.Until{Status: "CONNECTED"}, spec.Until{Status: "Finished", In: spec.OfTask})
	s.Steps = append(s.Steps, steps(spec.Account{}, spec.Revoke{}, spec.Until{Status: "DISCONNECTED"})...)
	s.Expect = expect(
		spec.OnPage{Page: "AccountRevoke"},
		spec.Callbacks{Names: []string{"onAccountCreated", "onUIEvent MfaPageOpened", "onAccountConnected", "onAccountRemoved"}},
		spec.Callback{Name: "onAccountConnected", Data: map[string]any{"providerId": "sss_ph", "accountId": "*"}, Count: one(1)},
		spec.Statuses{Are: []string{"PENDING", "AWAITING_MFA", "CONNECTED", "DISCONNECTED"}, In: spec.OfAccount},
		spec.ErrorCode{},
		spec.HTTP{Call: "POST /accounts", Status: "2xx", Count: one(1)},
		spec.Never{Expect: spec.Expect{Check: spec.Callback{Name: "onAccountError"}}},
	)
	first, second := passes(t, s), passes(t, s)
	if len(first.Records) != len(second.Records) || first.Took != second.Took || first.Took < time.Second {
		t.Fatalf("%d records in %s, then %d in %s", len(first.Records), first.Took, len(second.Records), second.Took)
	}
}

func TestWhatIsNotAsExpectedIsNamed(t *testing.T) {
	t.Parallel()
	wrong := toLogin("sss_ph", spec.Login{Password: "error_ACCOUNT_LOCKED"}, spec.Until{Page: "ConnectError"})
	for name, tc := range map[string]struct {
		steps       []spec.Step
		expect      []spec.Expect
		verdict     play.Verdict
		line        int
		wanted, got string
	}{
		"a page that does not come": {toLogin("sss_ph", spec.Login{Password: "wrong"}, spec.Code{}), nil, play.Failed, 4, "the page MFA", "INVALID_CREDENTIALS"},
		"another code":              {wrong, expect(spec.ErrorCode{Code: "MFA_TIMEOUT"}), play.Failed, 100, "MFA_TIMEOUT", "ACCOUNT_LOCKED"},
		"a callback that came":      {wrong, expect(spec.OnPage{Page: "ConnectError"}, spec.Never{Expect: spec.Expect{Check: spec.Callback{Name: "onAccountError"}}}), play.Failed, 101, "never", "1 times"},
		"a status that is late":     {toLogin("sss_ph", spec.Login{Password: "slow_30"}, spec.Until{Status: "AWAITING_MFA", Timeout: spec.Duration(5 * time.Second)}), nil, play.Failed, 4, "AWAITING_MFA within 5s", "PENDING"},
		"a refusal of the flow":     {toLogin("sss_ph", spec.StopUpload{}), nil, play.Failed, 3, "", "Login"},
		"nobody of that name":       {toLogin("sss_ph", spec.Login{Person: "Nobody"}), nil, play.Invalid, 3, "", "Nobody"},
		"a call that was made":      {wrong, expect(spec.HTTP{Call: "GET /accounts/{id}", Max: one(0)}), play.Failed, 100, "at most 0", "such calls"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fails(t, &spec.Scenario{Name: name, Steps: tc.steps, Expect: tc.expect}, tc.verdict, tc.line, tc.wanted, tc.got)
		})
	}
}

func TestAWorldOfTime(t *testing.T) {
	t.Parallel()
	s := &spec.Scenario{Name: "sixty days"}
	s.Steps = toLogin("prc_ph", spec.Login{}, spec.Until{Status: "CONNECTED"}, spec.Account{},
		spec.Clock{Advance: spec.Duration(60 * 24 * time.Hour)}, spec.Refresh{}, spec.Until{Status: "DISCONNECTED"})
	s.Expect = expect(spec.OnPage{Page: "AccountRevoke"})
	passes(t, s)
}

func TestUserDataByPath(t *testing.T) {
	t.Parallel()
	s := &spec.Scenario{Name: "data"}
	s.Steps = toLogin("sss_ph", spec.Login{}, spec.Code{}, spec.Until{Status: "CONNECTED"}, spec.Until{Status: "Finished", In: spec.OfTask})
	yes := true
	s.Expect = expect(spec.UserData{Kind: "identities", Count: one(1)}, spec.UserData{Kind: "employments", Path: "$[*].metadata.sourceType", Equals: "ACCOUNT", Exists: &yes})
	passes(t, s)
	s.Expect = expect(spec.UserData{Kind: "identities", Path: "$[0].nothing"})
	fails(t, s, play.Failed, 100, "$[0].nothing", "0:")
}

func TestWebhooks(t *testing.T) {
	t.Parallel()
	s := &spec.Scenario{Name: "webhooks"}
	s.Steps = toLogin("sss_ph", spec.Login{}, spec.Code{}, spec.Until{Status: "CONNECTED"}, spec.Until{Status: "Finished", In: spec.OfTask})
	s.Expect = expect(spec.Webhook{Type: "ACCOUNT_CONNECTED", Data: map[string]any{"accountId": "*"}, Count: one(1)},
		spec.Never{Expect: spec.Expect{Check: spec.Webhook{Type: "ACCOUNT_FAILED"}}})
	passes(t, s)
	s.Expect = expect(spec.Webhook{Type: "ACCOUNT_FAILED"})
	fails(t, s, play.Failed, 100, "ACCOUNT_FAILED", "USER_CREATED, ")
}

func TestTheWidgetInABrowser(t *testing.T) {
	t.Parallel()
	s := &spec.Scenario{Name: "browser"}
	s.Steps = steps(spec.Consent{}, spec.Until{Page: "ProviderList"}, spec.OpenBrowser{}, spec.Browser{Page: "open"},
		spec.Browser{Callback: "onUIEvent", Data: map[string]any{"eventName": "ConsentPageOpened", "userId": "*"}},
		spec.Browser{Callback: "onClose", Data: map[string]any{"reason": "x"}}, spec.Browser{Page: "gone"}, spec.Back{})
	s.Expect = expect(spec.OnPage{Page: "ProviderList"}, spec.Callback{Name: "onClose", Data: map[string]any{"reason": "x"}})
	passes(t, s)
}

func TestAnApplicationOpensTheWidgetOnceMore(t *testing.T) {
	t.Parallel()
	s := &spec.Scenario{Name: "resume"}
	s.Steps = toLogin("sss_ph", spec.Login{}, spec.Until{Page: "MFA"}, spec.Resume{}, spec.Code{}, spec.Until{Status: "CONNECTED"},
		spec.Resume{Unknown: true}, spec.Owner{}, spec.Until{Page: "AccountRevoke"})
	passes(t, s)
}

func TestPeopleOfOnesOwn(t *testing.T) {
	t.Parallel()
	s := &spec.Scenario{Name: "Maria", Person: "maria", People: []spec.Person{{Name: "maria", SSNumber: "3411111117", Password: "rosas-y-mar", Code: "7788", Country: "PH"}}}
	s.Steps = toLogin("sss_ph", spec.Login{}, spec.Until{Page: "MFA"}, spec.Resume{}, spec.Code{}, spec.Until{Status: "CONNECTED"})
	passes(t, s)
	s.Steps[2].Do = spec.Login{Password: "123456"}
	fails(t, s, play.Failed, 4, "the page MFA", "INVALID_CREDENTIALS")
}

func TestDocuments(t *testing.T) {
	t.Parallel()
	s := &spec.Scenario{Name: "a payslip", Options: spec.Options{EnableUpload: true}}
	s.Steps = steps(spec.Consent{}, spec.Upload{Type: "PAYSLIP", Samples: []string{"payslip-george.pdf"}}, spec.Until{Status: "ANALYZED", In: spec.OfArchive},
		spec.Archive{}, spec.Revoke{}, spec.Until{Status: "REVOKED"})
	passes(t, s)
}

func TestSecretsAreMasked(t *testing.T) {
	t.Parallel()
	s := &spec.Scenario{Name: "secret", Secrets: []wire.Secret{"s3cr3t-of-mine"}}
	s.Steps = steps(spec.Consent{}, spec.Search{Text: "s3cr3t-of-mine"})
	for _, r := range passes(t, s).Records {
		if strings.Contains(strings.Join(r.Texts(), " "), "s3cr3t-of-mine") {
			t.Fatalf("it stands in %+v", r)
		}
	}
}

// TestNoSecretLeaves in the header, in the records before the first step, or in a failure.
func TestNoSecretLeaves(t *testing.T) {
	t.Parallel()
	const secret = "s3cr3t-of-mine"
	s := &spec.Scenario{
		Name: "secret", Secrets: []wire.Secret{secret}, Options: spec.Options{CompanyName: secret, TopProviders: []string{secret}},
		People: []spec.Person{{Name: secret, SSNumber: "3411111117", Password: "rosas-y-mar", Country: "PH"}},
		Data:   spec.Data{Kinds: map[string][]map[string]any{"incomes": {{"currency": "PHP", "employer": secret}}}},
		Steps:  steps(spec.Consent{}), Expect: expect(spec.Callback{Name: "onClose", Data: map[string]any{"reason": secret}}),
	}
	out := play.Run(t.Context(), s, play.Config{})
	if out.Verdict != play.Failed || !strings.Contains(out.Failure.Wanted, "[SECRET_1]") {
		t.Fatalf("%s, %+v", out.Verdict, out.Failure)
	}
	header, err := json.Marshal(out.Header)
	text := string(header) + out.Failure.Step + out.Failure.Wanted + out.Failure.Got + strings.Join(out.Failure.Last, "")
	for _, r := range out.Records {
		text += strings.Join(r.Texts(), " ")
	}
	if err != nil || strings.Contains(text, "s3cr3t") {
		t.Errorf("it stands in %s", text)
	}
	s.Options.UserID = secret
	if out := play.Run(t.Context(), s, play.Config{}); strings.Contains(out.Header.UserID, "s3cr3t") {
		t.Errorf("it stands in %q", out.Header.UserID)
	}
}

// TestAFailureShowsNoPersonalData of what the host has read.
func TestAFailureShowsNoPersonalData(t *testing.T) {
	t.Parallel()
	s := &spec.Scenario{Name: "data", Person: "george"}
	s.Steps = toLogin("sss_ph", spec.Login{}, spec.Code{}, spec.Until{Status: "CONNECTED"}, spec.Until{Status: "Finished", In: spec.OfTask})
	s.Expect = expect(spec.UserData{Kind: "identities", Path: "$[*].fullName", Equals: "Somebody Else"})
	if out := play.Run(t.Context(), s, play.Config{}); out.Failure == nil || !strings.HasPrefix(out.Failure.Got, `1: ["[NAME_`) {
		t.Errorf("%s, %+v", out.Verdict, out.Failure)
	}
}

// TestEveryActionAndCheckIsPlayed: one that is forgotten says so, whatever the page is.
func TestEveryActionAndCheckIsPlayed(t *testing.T) {
	t.Parallel()
	for _, a := range spec.Actions() {
		s := &spec.Scenario{Name: a.Name, Steps: []spec.Step{{On: "Consent", Do: a.Zero}}}
		if out := play.Run(t.Context(), s, play.Config{}); out.Failure != nil && strings.Contains(out.Failure.Got, "cannot be played") {
			t.Errorf("%s: %s", a.Name, out.Failure.Got)
		}
	}
	for _, c := range spec.Checks() {
		if c.Name == "never" {
			continue // it is what it holds
		}
		s := &spec.Scenario{Name: c.Name, Steps: steps(spec.Consent{}), Expect: expect(c.Zero)}
		if out := play.Run(t.Context(), s, play.Config{}); out.Failure != nil && strings.Contains(out.Failure.Got, "cannot be played") {
			t.Errorf("%s: %s", c.Name, out.Failure.Got)
		}
	}
}
