package derive_test

import (
	"slices"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/recording"
	"winkterm/flow/rerun"
	"winkterm/flow/scenario/spec"
)

var began = time.Date(2026, 1, 15, 9, 0, 0, 0, time.UTC)

// sandboxed is what a session at a sandbox is recorded with.
func sandboxed() recording.Header {
	return recording.Header{
		Command: recording.Wizard, Started: began, Native: true, Widget: wire.WidgetOptions{EnableUpload: true},
		Sandbox: &recording.Sandbox{Seed: 7, Speed: 1, Now: began},
	}
}

func choose(id string) flow.Intent { return flow.ProviderChosen{Provider: wire.Provider{ID: id}} }

func typed(field, value string) flow.Intent {
	return flow.Typed{Values: map[string]wire.Secret{field: wire.Secret(value)}}
}

func now(name wire.FaultName) rerun.Step {
	return rerun.Step{After: time.Minute, Fault: &wire.Fault{Name: name, Now: true}}
}

// sends are steps that type on a page, and send it a second later.
func sends(on flow.Page, typed ...flow.Intent) (steps []rerun.Step) {
	for _, one := range typed {
		steps = append(steps, rerun.Step{On: on, Intent: one})
	}
	return append(steps, rerun.Step{After: time.Second, Intent: flow.Submitted{}})
}

// george types what he would on a page, and sends it.
func george(on flow.Page) []rerun.Step {
	return []rerun.Step{{On: on, Person: "George"}, {After: time.Second, Intent: flow.Submitted{}}}
}

// uploads are the steps of an upload from the list.
func uploads(files ...string) []rerun.Step {
	steps := []rerun.Step{
		{On: flow.ProviderList, Intent: flow.UploadWanted{}},
		{On: flow.FileTypeList, Intent: flow.FileTypeChosen{Type: wire.FileType{Type: "PAYSLIP"}}},
	}
	for _, name := range files {
		steps = append(steps, rerun.Step{On: flow.FileType, Intent: flow.FileAdded{File: flow.File{Sample: true, Path: name}}})
	}
	return append(steps, rerun.Step{On: flow.FileType, Intent: flow.Submitted{}})
}

func at(on flow.Page, i flow.Intent) rerun.Step {
	return rerun.Step{On: on, After: time.Second, Intent: i}
}

// stories are sessions to be played, by what happens in them.
func stories() map[string]rerun.Script {
	begin := []rerun.Step{{Intent: flow.Begin{}}, at(flow.Consent, flow.ConsentGiven{})}
	login := func(provider string, more ...rerun.Step) rerun.Script {
		return rerun.Script{Header: sandboxed(), Steps: slices.Concat(begin, []rerun.Step{at(flow.ProviderList, choose(provider))}, more)}
	}
	sss := func(more ...rerun.Step) rerun.Script {
		return login("sss_ph", append(george(flow.Login), more...)...)
	}
	password := func(magic string, more ...rerun.Step) rerun.Script {
		return login("philhealth_ph", append(sends(flow.Login, typed("username", "George"), typed("password", magic)), more...)...)
	}
	code := func(code string) []rerun.Step { return sends(flow.MFA, typed(flow.CodeField, code)) }
	wrong := code("9999")
	reset := sss(slices.Concat([]rerun.Step{now(wire.FaultReset)}, begin[1:], []rerun.Step{{On: flow.ProviderList}})...)
	frozen := sss(now("clock.5m"), now("clock.5m"), rerun.Step{On: flow.ConnectError})
	document := func(more ...rerun.Step) rerun.Script {
		return rerun.Script{Header: sandboxed(), Steps: slices.Concat(begin, uploads("payslip-george.pdf"), more)}
	}
	return map[string]rerun.Script{
		"declined":    {Header: sandboxed(), Steps: []rerun.Step{begin[0], at(flow.Consent, flow.ConsentDeclined{})}},
		"searched":    {Header: sandboxed(), Steps: append(slices.Clone(begin), at(flow.ProviderList, flow.Searched{Query: "s"}), at(flow.ProviderList, flow.Searched{Query: "ss"}), at(flow.ProviderList, flow.TypeFiltered{Type: "GOVERNMENT"}), at(flow.ProviderList, flow.Close{}))},
		"questions":   login("liwanag_power_ph", slices.Concat(george(flow.Login), sends(flow.MFA, typed("city", "Manila"), typed("teacher", "Santos")), []rerun.Step{{On: flow.ConnectSuccess}})...),
		"not Manila":  login("liwanag_power_ph", slices.Concat(george(flow.Login), sends(flow.MFA, typed("city", "Cebu"), typed("teacher", "Santos")), []rerun.Step{{On: flow.MFA, After: time.Minute}})...),
		"by email":    login("grab", slices.Concat(george(flow.Login), sends(flow.MFA, typed(flow.ChoiceField, "email")), george(flow.MFA), []rerun.Step{{On: flow.ConnectSuccess}})...),
		"wrong":       password("guess12", rerun.Step{On: flow.ConnectError}),
		"locked":      password("error_ACCOUNT_LOCKED", at(flow.ConnectError, flow.Retried{}), at(flow.Login, flow.Back{})),
		"later":       password("later_TOS_REQUIRED", rerun.Step{On: flow.ConnectSuccess, After: time.Minute}),
		"slowest":     password("slow_600", at(flow.ConnectSuccess, flow.Done{})),
		"right":       password("123456", at(flow.ConnectSuccess, flow.Done{}), at(flow.Closed, flow.Begin{}), begin[1], at(flow.ProviderList, flow.Close{})),
		"half a form": login("sss_ph", append(sends(flow.Login, typed("ssNumber", "33")), sends(flow.Login, typed("ssNumber", "3300000008"), typed("password", "123456"))...)...),
		"three wrong": sss(slices.Concat(wrong, wrong, wrong, []rerun.Step{{On: flow.ConnectError}})...),
		"one wrong":   sss(slices.Concat(wrong, code("1234"), []rerun.Step{{On: flow.ConnectSuccess}})...),
		"resent":      sss(slices.Concat([]rerun.Step{{On: flow.MFA, After: time.Minute, Intent: flow.ResendWanted{}}}, code("1234"), []rerun.Step{{On: flow.ConnectSuccess}})...),
		"too late":    sss(rerun.Step{On: flow.MFA}, rerun.Step{On: flow.ConnectError}),
		"token":       login("sss_ph", append([]rerun.Step{{On: flow.Login, After: 6 * time.Hour}}, append(george(flow.Login), rerun.Step{On: flow.MFA})...)...),
		"reset":       reset,
		"five later":  frozen,
		"revoked":     password("123456", at(flow.ConnectSuccess, flow.AccountWanted{}), at(flow.AccountRevoke, flow.RevokeWanted{}), at(flow.AccountRevoke, flow.RevokeConfirmed{}), rerun.Step{After: 30 * time.Second, Intent: flow.Close{}}),
		"document":    document(at(flow.ArchiveSuccess, flow.RevokeWanted{}), at(flow.RevokeArchive, flow.RevokeWanted{}), at(flow.RevokeArchive, flow.RevokeConfirmed{}), rerun.Step{After: 30 * time.Second, Intent: flow.Close{}}),
		"another":     document(at(flow.ArchiveSuccess, flow.AnotherWanted{}), at(flow.FileTypeList, flow.Back{}), at(flow.ProviderList, flow.Close{})),
		"whole day":   wholeDay(),
	}
}

// written are scenarios of sessions that no script can play.
func written() map[string]*spec.Scenario {
	fresh := func(steps ...spec.Action) *spec.Scenario {
		s := &spec.Scenario{Version: spec.Version, Now: began, Seed: 3, Options: spec.Options{EnableUpload: true}}
		for _, do := range steps {
			s.Steps = append(s.Steps, spec.Step{Do: do})
		}
		return s
	}
	refused := fresh(spec.Retry{}, spec.Consent{}, spec.Close{})
	refused.Faults = []wire.Fault{{Name: "http.500", Times: 1, When: wire.FaultWhen{Operation: "POST /v1/users"}}}
	unlisted := fresh(spec.Consent{}, spec.Wait{For: spec.Duration(5 * time.Second)}, spec.Refresh{}, spec.Choose{Provider: "sss_ph"}, spec.Until{Page: "Login"})
	unlisted.Faults = []wire.Fault{{Name: "http.503", Times: 3, When: wire.FaultWhen{Operation: "GET /link/v1/providers"}}}
	document := []spec.Action{spec.Consent{}, spec.Upload{Type: "PAYSLIP", Samples: []string{"payslip-george.pdf"}}, spec.Until{Status: "ANALYZED"}}
	linked := map[string]any{"accountId": "a-0a4b3ba8c6f9f7d3a1f6f4a5dc0a7a9d", "providerId": "grab", "userId": "*"}
	return map[string]*spec.Scenario{
		"browser": fresh(spec.OpenBrowser{}, spec.Browser{Page: "waiting"}, spec.Browser{Page: "open"},
			spec.Browser{Callback: "onUIEvent", Data: map[string]any{"eventName": "LoginPageOpened"}}, spec.Browser{Callback: "onAccountCreated", Data: linked},
			spec.Browser{Callback: "onTokenExpired"}, spec.Token{}, spec.Browser{Callback: "onClose", Data: map[string]any{"reason": "exit"}}, spec.Browser{Page: "gone"}, spec.Close{}),
		"upload stopped":   fresh(spec.Consent{}, spec.Documents{}, spec.FileType{Type: "PAYSLIP"}, spec.File{Sample: "payslip-george.pdf"}, spec.Submit{}, spec.StopUpload{}, spec.RemoveFile{}),
		"list fails":       unlisted,
		"fault at first":   refused,
		"account resumed":  fresh(spec.Consent{}, spec.Choose{Provider: "sss_ph"}, spec.Login{}, spec.Until{Page: "MFA"}, spec.Resume{}, spec.Code{}, spec.Until{Status: "CONNECTED"}),
		"document resumed": fresh(append(document, spec.Resume{Of: spec.OfArchive, Unknown: true}, spec.Owner{}, spec.Until{Page: "ArchiveSuccess"})...),
		"five hours":       fresh(spec.Consent{}, spec.Clock{Advance: spec.Duration(5 * time.Hour)}, spec.Wait{For: spec.Duration(time.Minute)}, spec.Choose{Provider: "sss_ph"}, spec.Close{}),
		"faults": fresh(spec.Consent{}, spec.Choose{Provider: "philhealth_ph"}, spec.Fault{Fault: wire.Fault{Name: "http.500", Times: 1, When: wire.FaultWhen{Operation: "POST /link/v1/accounts"}}},
			spec.Login{}, spec.Retry{}, spec.Until{Status: "CONNECTED"}, spec.Fault{Fault: wire.Fault{Name: "http.503"}}, spec.Disarm{Name: "http.503"}, spec.Account{}),
	}
}

// wholeDay is a login with a wrong code, a fault, an upload, a revocation and the end.
func wholeDay() rerun.Script {
	steps := append([]rerun.Step{{Intent: flow.Begin{}}, at(flow.Consent, flow.ConsentGiven{}), at(flow.ProviderList, choose("sss_ph"))},
		rerun.Step{On: flow.Login, Person: "George"},
		rerun.Step{After: time.Second, Intent: flow.Submitted{}},
		rerun.Step{On: flow.MFA, After: 4 * time.Second, Intent: typed(flow.CodeField, "0000")},
		rerun.Step{Intent: flow.Submitted{}},
		rerun.Step{On: flow.MFA, Fault: &wire.Fault{Name: "http.503", Times: 2, RetryAfter: "2s", When: wire.FaultWhen{Operation: "GET /link/v1/accounts/{id}"}}},
		rerun.Step{Fault: &wire.Fault{Name: "http.500", Times: 1, When: wire.FaultWhen{Operation: "GET /v1/tasks"}}},
		rerun.Step{After: time.Second, Person: "George"},
		rerun.Step{Intent: flow.Submitted{}},
		rerun.Step{On: flow.ConnectSuccess, After: 20 * time.Second, Fault: &wire.Fault{Name: "connection.drop", Now: true}},
		rerun.Step{Intent: flow.AccountWanted{}},
		rerun.Step{On: flow.AccountRevoke, Intent: flow.RevokeWanted{}},
		rerun.Step{Intent: flow.RevokeConfirmed{}},
		rerun.Step{After: 10 * time.Second, Intent: flow.Back{}},
		rerun.Step{On: flow.ProviderList, Intent: flow.UploadWanted{}},
		rerun.Step{On: flow.FileTypeList, Intent: flow.FileTypeChosen{Type: wire.FileType{Type: "PAYSLIP"}}},
		rerun.Step{On: flow.FileType, Intent: flow.FileAdded{File: flow.File{Sample: true, Path: "payslip-george.pdf"}}},
		rerun.Step{Intent: flow.Submitted{}},
		rerun.Step{On: flow.ArchiveSuccess, After: time.Second, Intent: flow.AnotherWanted{}},
		rerun.Step{On: flow.FileTypeList, Intent: flow.Back{}},
		rerun.Step{On: flow.ProviderList, Intent: choose("liwanag_power_ph")},
		rerun.Step{On: flow.Login, Person: "George"},
		rerun.Step{Intent: flow.Submitted{}},
		rerun.Step{On: flow.MFA, Person: "George"},
		rerun.Step{Intent: flow.Submitted{}},
		rerun.Step{On: flow.ConnectSuccess, After: time.Second, Intent: flow.Done{}},
	)
	return rerun.Script{Header: sandboxed(), Steps: steps}
}
