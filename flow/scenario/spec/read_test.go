package spec_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/wire"
	"winkterm/flow/scenario/spec"
)

// files makes a file system of names and texts by turns.
func files(namesAndTexts ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := 0; i < len(namesAndTexts); i += 2 {
		fsys[namesAndTexts[i]] = &fstest.MapFile{Data: []byte(namesAndTexts[i+1])}
	}
	return fsys
}

const head = "version: 1\nname: x\n"

func read(t *testing.T, text string) *spec.Scenario {
	t.Helper()
	got, err := spec.Read(files("x.yaml", head+text), "x.yaml")
	if err != nil || len(got) != 1 {
		t.Fatalf("%d scenarios, %v", len(got), err)
	}
	return got[0]
}

// plain has no places, for comparisons.
func plain(steps []spec.Step) []spec.Step {
	for i := range steps {
		steps[i].Pos = spec.Pos{}
		bare(steps[i].Expect)
	}
	return steps
}

func bare(expects []spec.Expect) []spec.Expect {
	for i := range expects {
		expects[i].Pos = spec.Pos{}
		if never, ok := expects[i].Check.(spec.Never); ok {
			never.Expect.Pos = spec.Pos{}
			expects[i].Check = never
		}
	}
	return expects
}

func TestReadSteps(t *testing.T) {
	t.Parallel()
	got := read(t, `
person: ryan
steps:
  - consent
  - consent: decline
  - {consent: {answer: accept}, on: Consent, note: the first page}
  - filter: ""
  - login: Christina
  - login: {password: error_ACCOUNT_LOCKED, values: {username: 5}}
  - type: {code: 1}
  - type: {values: {values: a}}
  - answers: {values: b}
  - answers
  - code: 0123
  - upload: {type: payslip, samples: [payslip-ryan.png]}
  - wait: 60d
  - until: CONNECTED
  - until: {page: Login, timeout: 1h30m}
  - fault: clock.5h
  - fault: {name: http.503, times: 2, when: {operation: "GET /v1/tasks"}}
  - browser: {callback: onClose, data: {reason: exit}}
  - note: only this
  - expect: {page: Login}
`)
	want := []spec.Step{
		{Do: spec.Consent{}},
		{Do: spec.Consent{Answer: "decline"}},
		{Do: spec.Consent{Answer: "accept"}, On: "Consent", Note: "the first page"},
		{Do: spec.Filter{}},
		{Do: spec.Login{Person: "Christina"}},
		{Do: spec.Login{Password: "error_ACCOUNT_LOCKED", Values: map[string]wire.Secret{"username": "5"}}},
		{Do: spec.Type{Values: map[string]wire.Secret{"code": "1"}}},
		{Do: spec.Type{Values: map[string]wire.Secret{"values": "a"}}},
		{Do: spec.Answers{Values: map[string]wire.Secret{"values": "b"}}},
		{Do: spec.Answers{}},
		{Do: spec.Code{Value: "0123"}},
		{Do: spec.Upload{Type: "PAYSLIP", Samples: []string{"payslip-ryan.png"}}},
		{Do: spec.Wait{For: spec.Duration(60 * 24 * 3600e9)}},
		{Do: spec.Until{Status: "CONNECTED"}},
		{Do: spec.Until{Page: "Login", Timeout: 5400e9}},
		{Do: spec.Fault{Fault: wire.Fault{Name: "clock.5h", Now: true}}},
		{Do: spec.Fault{Fault: wire.Fault{Name: "http.503", Times: 2, When: wire.FaultWhen{Operation: "GET /v1/tasks"}}}},
		{Do: spec.Browser{Callback: "onClose", Data: map[string]any{"reason": "exit"}}},
		{Note: "only this"},
		{Expect: []spec.Expect{{Check: spec.OnPage{Page: "Login"}}}},
	}
	if diff := cmp.Diff(want, plain(got.Steps), compare...); diff != "" {
		t.Error(diff)
	}
	if got.Person != "Ryan" {
		t.Errorf("the person is %q", got.Person)
	}
}

func TestReadExpectations(t *testing.T) {
	t.Parallel()
	got := read(t, `
steps: [consent]
expect:
  - page: ConnectError
  - callback: {name: onAccountError, data: {errorCode: INVALID_MFA}, count: 1}
  - callbacks: [onUIEvent ConsentPageOpened, onAccountError]
  - statuses: {are: [PENDING, ERROR], within: 8s, in: account}
  - errorCode: ""
  - data: {kind: incomes, path: "$[0]", equals: {amount: 12, tags: [a, true, ~], day: 2026-01-31}}
  - webhook: ACCOUNT_FAILED
  - http: {call: "POST /accounts", status: 4xx, max: 2}
  - never: {callback: onAccountConnected}
`)
	one, two := 1, 2
	want := []spec.Expect{
		{Check: spec.OnPage{Page: "ConnectError"}},
		{Check: spec.Callback{Name: "onAccountError", Data: map[string]any{"errorCode": "INVALID_MFA"}, Count: &one}},
		{Check: spec.Callbacks{Names: []string{"onUIEvent ConsentPageOpened", "onAccountError"}}},
		{Check: spec.Statuses{Are: []string{"PENDING", "ERROR"}, Within: 8e9, In: spec.OfAccount}},
		{Check: spec.ErrorCode{}},
		{Check: spec.UserData{Kind: "incomes", Path: "$[0]", Equals: map[string]any{"amount": 12.0, "tags": []any{"a", true, nil}, "day": "2026-01-31"}}},
		{Check: spec.Webhook{Type: "ACCOUNT_FAILED"}},
		{Check: spec.HTTP{Call: "POST /accounts", Status: "4xx", Max: &two}},
		{Check: spec.Never{Expect: spec.Expect{Check: spec.Callback{Name: "onAccountConnected"}}}},
	}
	if diff := cmp.Diff(want, bare(got.Expect), compare...); diff != "" {
		t.Error(diff)
	}
}

// TestMistakesAreNamed wants each at its place, with what would be right.
func TestMistakesAreNamed(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"nam: y\nsteps: [consent]":                                                               `x.yaml:3:1: "nam" does not belong here, the nearest is name`,
		"steps: [lgin]":                                                                          `x.yaml:3:9: there is no action "lgin", the nearest is login`,
		"steps:\n- login: {persn: ryan}":                                                         `x.yaml:4:11: "persn" does not belong here, the nearest is person`,
		"steps:\n- login: {person: rian}":                                                        `x.yaml:4:19: there is no person "rian", the nearest is Ryan`,
		"steps:\n- {login: ryan, code: wrong}":                                                   `x.yaml:4:17: the step does login already`,
		"steps:\n- choose: sss_p":                                                                `x.yaml:4:11: there is no provider "sss_p", the nearest is sss_ph`,
		"steps:\n- choose: sss":                                                                  `x.yaml:4:11: there is no provider "sss", the nearest is sss_ph`,
		"steps:\n- {choose: sss_ph, on: Logn}":                                                   `x.yaml:4:24: there is no page "Logn", the nearest is Login`,
		"steps:\n- {choose: sss_ph, on: Login}":                                                  `x.yaml:4:3: choose cannot happen on Login, only on ProviderList`,
		"steps:\n- choose":                                                                       `x.yaml:4:3: provider is missing`,
		"steps:\n- submit: now":                                                                  `x.yaml:4:11: nothing is wanted here`,
		"steps:\n- consent: yes":                                                                 `x.yaml:4:12: there is no choice "yes", there is accept, decline`,
		"steps:\n- wait: soon":                                                                   `x.yaml:4:9: "soon" is no time: write it as`,
		"steps:\n- until: CONNETED":                                                              `x.yaml:4:10: there is no status "CONNETED", the nearest is CONNECTED`,
		"steps:\n- until: {in: account, status: ANALYZED}":                                       `x.yaml:4:3: the account never has that status, only PENDING`,
		"steps:\n- until: {timeout: 1s}":                                                         `x.yaml:4:3: until waits for nothing`,
		"steps:\n- fault: htp.503":                                                               `x.yaml:4:10: there is no fault "htp.503", the nearest is http.503`,
		"steps:\n- fault:\n    name: http.503\n    when: {nth: -1}":                              `x.yaml:6:17: when.nth: must be 1 or more`,
		"steps:\n- fault: {name: http.503, when: {operation: GET /v1/task}}":                     `x.yaml:4:45: when.operation: there is no such operation, the nearest is GET /v1/tasks`,
		"steps:\n- upload: payslip":                                                              `x.yaml:4:11: a list is wanted here`,
		"steps:\n- upload: {type: payslips, samples: [a]}":                                       `x.yaml:4:18: there is no document type "payslips", the nearest is PAYSLIP`,
		"steps:\n- file: {sample: payslip-ryan.pgn}":                                             `x.yaml:4:18: there is no sample "payslip-ryan.pgn", the nearest is payslip-ryan.png`,
		"steps:\n- upload: {type: payslip}":                                                      `x.yaml:4:3: upload has no files`,
		"steps:\n- removeFile: one":                                                              `x.yaml:4:15: a whole number is wanted here, this is "one"`,
		"steps: []":                                                                              `x.yaml:1:1: the scenario has no steps`,
		"steps: consent":                                                                         `x.yaml:3:8: a list of steps is wanted here`,
		"":                                                                                       `x.yaml:1:1: steps is missing`,
		"tags: one\nsteps: [consent]":                                                            `x.yaml:3:7: a list is wanted here, this is a single value`,
		"speed: fast\nsteps: [consent]":                                                          `x.yaml:3:8: a number is wanted here, this is "fast"`,
		"speed: .nan\nsteps: [consent]":                                                          `x.yaml:3:8: a number is wanted here`,
		"seed: -1\nsteps: [consent]":                                                             `x.yaml:3:7: a whole number from 0 on is wanted here`,
		"seed: '1'\nsteps: [consent]":                                                            `x.yaml:3:7: a whole number from 0 on is wanted here`,
		"now: today\nsteps: [consent]":                                                           `x.yaml:3:6: "today" is no moment`,
		"data: {incoms: []}\nsteps: [consent]":                                                   `x.yaml:3:8: "incoms" does not belong here, the nearest is incomes`,
		"options: {providers: [sss]}\nsteps: [consent]":                                          `x.yaml:3:23: there is no provider "sss"`,
		"options: {enableUpload: maybe}\nsteps: [consent]":                                       `x.yaml:3:25: true or false is wanted here, this is "maybe"`,
		"options:\nsteps: [consent]":                                                             `x.yaml:3:9: a mapping is wanted here, this is nothing`,
		"steps: [consent, consent: {answer: }]":                                                  `a text is wanted here, this is nothing`,
		"steps: [consent]\nexpect: [page: Logn]":                                                 `x.yaml:4:16: there is no page "Logn"`,
		"steps: [consent]\nexpect: [pag: Login]":                                                 `x.yaml:4:10: there is no check "pag", the nearest is page`,
		"steps: [consent]\nexpect: [page]":                                                       `x.yaml:4:10: a mapping is wanted here`,
		"steps: [consent]\nexpect: {callback: onAccountConected}":                                `there is no callback "onAccountConected", the nearest is onAccountConnected`,
		"steps: [consent]\nexpect: {callbacks: [onUIEvent LoginPageOpend]}":                      `the nearest is onUIEvent LoginPageOpened`,
		"steps: [consent]\nexpect: {errorCode: ACOUNT_LOCKED}":                                   `there is no error code "ACOUNT_LOCKED", the nearest is ACCOUNT_LOCKED`,
		"steps: [consent]\nexpect: {webhook: ALL_EVENTS}":                                        `there is no webhook event "ALL_EVENTS"`,
		"steps: [consent]\nexpect: {data: {kind: income, exists: true}}":                         `there is no kind of data "income", the nearest is incomes`,
		"steps: [consent]\nexpect: {data: {kind: incomes}}":                                      `data says nothing of the value`,
		"steps: [consent]\nexpect: {data: {kind: incomes, count: 0, equals: 1}}":                 `the data cannot be there and not be there`,
		"tags: ['a,b']\nsteps: [consent]":                                                        `"a,b" is no tag that --tags can choose`,
		"tags: ['!slow']\nsteps: [consent]":                                                      `"!slow" is no tag that --tags can choose`,
		"speed: -1\nsteps: [consent]":                                                            `the speed must be 0 or more`,
		"providers: 1000001\nsteps: [consent]":                                                   `the number of providers must be from 0 to 1000000`,
		"now: 9999-12-31\nsteps: [consent]":                                                      `now must be in a year from 1970 to 2200`,
		"steps: [consent]\nexpect: {http: POST /acounts}":                                        `x.yaml:4:10: there is no call "POST /acounts", the nearest is POST /accounts`,
		"steps: [consent]\nexpect: {http: 'DELETE /providers/{id}'}":                             `there is no call "DELETE /providers/{id}"`,
		"steps: [consent]\nexpect: {data: {kind: incomes, count: 1, path: '$[0'}}":               `x.yaml:4:10: "$[0" is no JSONPath: unexpected eof`,
		"steps: [consent]\nexpect: {http: accounts}":                                             `"accounts" is no call`,
		"steps: [consent]\nexpect: {http: {call: GET /tasks, status: 600}}":                      `"600" is no answer`,
		"steps: [consent]\nexpect: {http: {call: GET /tasks, count: 3, max: 2}}":                 `count is more than max`,
		"steps: [consent]\nexpect: {callback: {name: onClose, count: -1}}":                       `a count is 0 or more`,
		"steps: [consent]\nexpect: {callback: {name: onClose, data: {reson: exit}}}":             `the data of onClose have no "reson", the nearest is reason`,
		"steps: [consent]\nexpect: {callback: {name: onTokenExpired, data: {reason: exit}}}":     `the data of onTokenExpired have no "reason"`,
		"steps: [consent]\nexpect: [never: {page: Login, errorCode: ''}]":                        `never takes one check`,
		"steps: [consent]\nexpect: [page: Login, page: MFA]":                                     `x.yaml:4:23: this can never be met: line 4 expects another one`,
		"steps: [consent]\nexpect: [page: Login, never: {page: Login}]":                          `the opposite is expected beside it`,
		"steps: [{consent, expect: {callback: onClose}}]\nexpect:\n- never: {callback: onClose}": `x.yaml:5:3: this can never be met: x.yaml:3:28 expects that it comes`,
		"steps: [consent]\nexpect:\n- webhook: {type: USER_CREATED, count: 0}\n- webhook: USER_CREATED": `x.yaml:5:3: this can never be met`,
		"steps: [consent]\nexpect:\n- http: {call: GET /tasks, count: 0}\n- http: GET /tasks":           `x.yaml:5:3: this can never be met`,
		"steps: [consent]\nexpect: {statuses: [PENDING, ANALYZED]}":                                     `nothing has all of the statuses PENDING, ANALYZED`,
		"steps: [use: a]\ndefine: {a: [use: b], b: [use: a]}":                                           `x.yaml:4:32: shared steps use themselves: a → b → a`,
		"steps: [use: b]\ndefine: {a: []}":                                                              `no steps are defined as "b", the nearest is a`,
		"steps: [choose: '${prvider}']\nvars: {provider: sss_ph}":                                       `x.yaml:3:17: there is no variable "prvider", the nearest is provider`,
		"steps: [choose: '${a}']\nvars: {a: '${b}', b: '${a}'}":                                         `the variables stand for each other`,
		"steps: [code: '${a}']\nvars: {a: 'x${a}'}":                                                     `the variable "a" stands in what it names`,
		"steps: ['${a}']\nvars: {a: {note: '${a}'}}":                                                    `a text is wanted here, this is a mapping`,
		"steps: [note: 'x${a}']\nvars: {a: []}":                                                         `"${a}" is a list, which does not go into a text`,
		"steps: [code: '${a}']\nenv: {a: NOT_SET}":                                                      `x.yaml:4:10: the environment has no "NOT_SET"`,
		"cases: []\nsteps: [consent]":                                                                   `a list of 1 to 10000 cases is wanted here`,
		"cases: [{a: 1}]\nsteps: [consent]":                                                             `x.yaml:3:10: nothing uses the variable "a"`,
		"cases: [{a: 1}, {a: 1}]\nsteps: [code: '${a}']":                                                `another case is named "x: 1" as well`,
		"steps: [note: 'x${a']\nvars: {a: b}":                                                           `"${a" has no }`,
		"steps: [code: '${a}']\ncases: [" + strings.Repeat("{a: 1},", 10_001) + "]":                     `a list of 1 to 10000 cases is wanted here`,
		"vars: {a b: 1}\nsteps: [consent]":                                                              `"a b" is no name`,
		"include: [other.yaml]\nsteps: [consent]":                                                       `"other.yaml" cannot be read`,
		"include: [../../etc/passwd]\nsteps: [consent]":                                                 `cannot be read`,
		"steps: [consent]\nsteps: [consent]":                                                            `x.yaml:4:1: "steps" stands here twice`,
		"steps: [{[a]: b}]":                                                                             `a name is wanted before the colon`,
		"steps: [note: !!binary aGk=]":                                                                  `there is no tag "!!binary" here`,
		"steps: &a [*a]":                                                                                `the alias stands in what it names`,
		"steps:\n\t- consent":                                                                           `x.yaml:4:1: this is no YAML: found character that cannot start any token (YAML is indented by blanks, not by tabs)`,
		"steps: [consent]\n---\nname: y":                                                                `x.yaml:4:1: a second document begins`,
		"steps: [note: \"a\\e[2Jb\", \"x\\e[2J\"]":                                                      `there is no action "x [2J"`,
		"steps: [consent]\ndescription: " + strings.Repeat("x", spec.MaxFile):                           `the file is larger than 1048576 bytes`,
	} {
		got, err := spec.Read(files("x.yaml", head+text), "x.yaml")
		if err == nil || got != nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.100s\ngives %v\nwant  %s", text, err, want)
		}
	}
}

func TestTheVersionOfAFile(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"name: x\nsteps: [consent]":               "x.yaml:1:1: version is missing: begin the file with version: 1",
		"version: 2\nname: x\nsteps: [consent]":   `x.yaml:1:10: this is version "2" of the format, and this winkterm reads version 1`,
		"version: '1'\nname: x\nsteps: [consent]": `x.yaml:1:10: this is version "1" of the format`,
		"version: 1\nname: ' '\nsteps: [consent]": "x.yaml:1:1: the name is empty",
		"":    "x.yaml: the file is empty",
		"- a": "a mapping is wanted here",
	} {
		if _, err := spec.Read(files("x.yaml", text), "x.yaml"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q gives %v", text, err)
		}
	}
}

// TestAMistakeIsSaidOnce: a missing version, another one, and too many steps are one each.
func TestAMistakeIsSaidOnce(t *testing.T) {
	t.Parallel()
	ten := strings.Repeat("{use: b},", 10)
	for text, want := range map[string]string{
		"name: x\nsteps: [consent]":               "version is missing",
		"version: 1.0\nname: x\nsteps: [consent]": "of the format",
		"version: 1\nname: x\nsteps: [use: a]\ndefine: {a: [" + ten + "], b: [" + strings.ReplaceAll(ten, "b", "c") + "], c: [" + strings.ReplaceAll(ten, "b", "d") + "], d: [" + strings.ReplaceAll(ten, "b", "e") + "], e: [consent, consent]}": "more than 10000 steps",
	} {
		_, err := spec.Read(files("x.yaml", text), "x.yaml")
		if err == nil || strings.Count(err.Error(), "\n") != 0 || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q gives %v", text, err)
		}
	}
}

// TestACallIsOneThatThereIs takes those of both contracts, with ids, names and patterns.
func TestACallIsOneThatThereIs(t *testing.T) {
	t.Parallel()
	for _, call := range []string{"POST /accounts", "GET /accounts/{id}", "GET /accounts/*", "POST /accounts/acc-1/mfa/resend", "GET /providers/sss_ph/login", "GET /invites/{inviteId}/logs"} {
		if _, err := spec.Read(files("x.yaml", head+"steps: [consent]\nexpect: {http: '"+call+"'}"), "x.yaml"); err != nil {
			t.Error(err)
		}
	}
}

func TestAnActionInAFewWords(t *testing.T) {
	t.Parallel()
	for want, a := range map[string]spec.Action{
		"consent": spec.Consent{}, "choose sss_ph": spec.Choose{Provider: "sss_ph"}, "until CONNECTED": spec.Until{Status: "CONNECTED"},
		"until page MFA": spec.Until{Page: "MFA"}, "until callback onClose": spec.Until{Callback: "onClose"},
	} {
		if got := spec.Text(a); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

// TestStepsOnTheirOwn reads steps that stand in no file.
func TestStepsOnTheirOwn(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{`"consent"`: 1, `{"choose":"sss_ph"}`: 1, `["consent",{"login":{"password":"wrong"}}]`: 2, "- consent\n- wait: 8s": 2} {
		if steps, err := spec.Steps([]byte(text)); err != nil || len(steps) != want {
			t.Errorf("%s: %v, %v", text, steps, err)
		}
	}
	for text, want := range map[string]string{
		`{"chose":"sss_ph"}`: "the nearest is choose", `{"fault":{"name":"http.503","now":true,"delay":"x"}}`: "arm it", "": "", "{": "", `{"use":"x"}`: "no steps are defined",
		`{"search":"${x}"}`: "x",
	} {
		if steps, err := spec.Steps([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, %v", text, steps, err)
		}
	}
}
