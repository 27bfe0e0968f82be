// Package script plays a repro code: it writes the path of the code as a script of
// intents and faults, and has package rerun play it on a clock of its own, so that the
// same code gives the same records on every machine.
//
// It must not decide where a path leads, which is repro's, or print.
package script

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/recording"
	"winkterm/flow/repro"
	"winkterm/flow/rerun"
)

// What is typed where something wrong is wanted. The codes are none of a test person's.
const (
	wrongText  = "wrong"
	wrongCode4 = "9999"
	wrongCode6 = "999999"
)

// channel is where a code is sent if the provider asks.
const channel = "sms"

// After is how long the end of a path is waited for where no page says that it came: an
// analysis, the first sync, or revoking.
const After = 15 * time.Second

// ElsewhereError says that a path did not end as its code says.
type ElsewhereError struct{ Want, Got repro.End }

func (e *ElsewhereError) Error() string {
	return fmt.Sprintf("it ends in %s and not in %s, as the code says: another version of winkterm may have made it", cmp.Or(e.Got.String(), "nothing"), e.Want)
}

// Play plays a code and gives its records. It fails with an *ElsewhereError where the end
// is another one, and as rerun.Play does where a step does not fit; the records up to
// there are given all the same.
func Play(ctx context.Context, c repro.Code, cfg rerun.Config) (*recording.File, error) {
	f, err := rerun.Play(ctx, Of(c), cfg)
	if err != nil {
		return f, err
	}
	if got, _ := End(f); got != c.Ends {
		err = &ElsewhereError{Want: c.Ends, Got: got}
	}
	return f, err
}

// End is where the account or archive whose status changed last stands in a recording.
func End(f *recording.File) (repro.End, error) {
	c, err := repro.CaseOf(f, "")
	return c.Ends, err
}

// Of is the path of a code as a script.
func Of(c repro.Code) rerun.Script {
	w := writer{code: c, page: flow.ProviderList}
	for _, p := range assets.Providers() {
		if p.ID == c.Provider {
			w.provider = p
		}
	}
	w.begin()
	for _, s := range c.Steps {
		w.step(s)
	}
	w.end()
	return rerun.Script{Header: Header(c), Steps: w.steps}
}

// Header is that of the session of a code.
func Header(c repro.Code) recording.Header {
	return recording.Header{
		Command: recording.Wizard, Started: c.Now, Native: true, Widget: c.Widget(),
		Sandbox: &recording.Sandbox{Seed: c.Seed, Speed: 1, Now: c.Now},
	}
}

// writer writes a script step by step.
type writer struct {
	code     repro.Code
	provider assets.Provider
	steps    []rerun.Step
	// page is where the next step takes place.
	page flow.Page
	// chosen says that the channel of the code was.
	chosen bool
}

// does adds intents that are given on a page, one after the other.
func (w *writer) does(on flow.Page, intents ...flow.Intent) {
	for i, intent := range intents {
		s := rerun.Step{Intent: intent}
		if i == 0 {
			s.On = on
		}
		w.steps = append(w.steps, s)
	}
}

// begin leads to the login, or to the document types.
func (w *writer) begin() {
	if w.code.AsksConsent() {
		w.does(flow.Consent, flow.ConsentGiven{})
	}
	if w.code.FileType != "" {
		return
	}
	if !w.code.Options.Has(repro.OnlyProvider) {
		w.does(flow.ProviderList, flow.ProviderChosen{Provider: wire.Provider{ID: w.code.Provider}})
	}
	if len(w.provider.Login) > 1 {
		w.does(flow.LoginOptions, flow.OptionChosen{ID: w.code.Way})
	}
	w.page = flow.Login
}

func (w *writer) step(s repro.Step) {
	switch s.Do {
	case repro.LogIn:
		w.logIn(s.Arg)
	case repro.Answer:
		w.answer(s.Arg == repro.Right)
	case repro.Send:
		w.send()
	case repro.Revoke:
		w.revoke()
	case repro.Arm, repro.Trigger:
		f := wire.Fault{Name: wire.FaultName(s.Arg), Now: s.Do == repro.Trigger}
		if !f.Now {
			f.Times = 1
		}
		w.steps = append(w.steps, rerun.Step{On: w.page, Fault: &f})
	}
}

func (w *writer) logIn(password string) {
	w.steps = append(w.steps, rerun.Step{On: flow.Login, Person: w.code.Person})
	if password == repro.Wrong {
		password = wrongText
	}
	if password != repro.Right {
		w.does(flow.Login, flow.Typed{Values: map[string]wire.Secret{"password": wire.Secret(password)}})
	}
	w.does(flow.Login, flow.Submitted{})
	switch {
	case password != repro.Right:
		w.page = flow.Connecting
	case w.provider.MFAKind != assets.MFANone:
		w.page = flow.MFA
	default:
		w.page = flow.ConnectSuccess
	}
}

// answer answers the second step, and before it chooses the channel where that is asked.
func (w *writer) answer(right bool) {
	if w.provider.MFAKind == assets.MFAChoice && !w.chosen {
		w.chosen = true
		w.does(flow.MFA, flow.Typed{Values: map[string]wire.Secret{flow.ChoiceField: channel}}, flow.Submitted{})
	}
	if right {
		w.steps = append(w.steps, rerun.Step{On: flow.MFA, Person: w.code.Person})
		w.page = flow.ConnectSuccess
	} else {
		w.does(flow.MFA, flow.Typed{Values: w.wrongAnswer()})
	}
	w.does(flow.MFA, flow.Submitted{})
}

func (w *writer) wrongAnswer() map[string]wire.Secret {
	values := map[string]wire.Secret{}
	switch w.provider.MFAKind {
	case assets.MFAQuestions:
		for id := range assets.People()[0].Answers {
			values[id] = wrongText
		}
	case assets.MFACode6:
		values[flow.CodeField] = wrongCode6
	default:
		values[flow.CodeField] = wrongCode4
	}
	return values
}

// send uploads the person's sample.
func (w *writer) send() {
	samples := assets.Payslips()
	i := max(0, slices.IndexFunc(samples, func(p assets.Payslip) bool { return p.Person == w.code.Person }))
	w.does(flow.ProviderList, flow.UploadWanted{})
	w.does(flow.FileTypeList, flow.FileTypeChosen{Type: wire.FileType{Type: w.code.FileType}})
	w.does(flow.FileType, flow.FileAdded{File: flow.File{Path: samples[i].Name, Sample: true}}, flow.Submitted{})
	w.page = flow.ArchiveStatus
}

func (w *writer) revoke() {
	if w.code.FileType != "" {
		w.does(flow.ArchiveSuccess, flow.ArchiveWanted{})
		w.does(flow.RevokeArchive, flow.RevokeWanted{}, flow.RevokeConfirmed{})
		return
	}
	w.does(flow.ConnectSuccess, flow.AccountWanted{})
	w.does(flow.AccountRevoke, flow.RevokeWanted{}, flow.RevokeConfirmed{})
}

// end waits for what the code ends in.
func (w *writer) end() {
	wait := func(pages ...flow.Page) {
		for _, p := range pages {
			w.steps = append(w.steps, rerun.Step{On: p})
		}
	}
	statuses := map[string][]flow.Page{
		string(wire.StatusPending): {flow.Connecting}, string(wire.StatusAwaitingMFA): {flow.MFA},
		string(wire.StatusConnected): {flow.ConnectSuccess}, string(wire.StatusError): {flow.ConnectError},
		string(wire.ArchiveStarted): {flow.ArchiveStatus}, string(wire.ArchiveAnalyzed): {flow.ArchiveSuccess},
	}
	pages := statuses[w.code.Ends.Status]
	switch {
	case w.code.FileType != "" && w.code.Ends.Status == string(wire.ArchiveError):
		pages = nil
	case w.code.FailsLater():
		wait(flow.ConnectSuccess)
		pages = nil
	}
	wait(pages...)
	if len(pages) == 0 {
		w.steps = append(w.steps, rerun.Step{After: After})
	}
}
