package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/ui/screen"
)

// toward presses the keys that lead to an intent, and gives their names.
func (b *bench) toward(i flow.Intent) string {
	b.t.Helper()
	var names []string
	for range 200 {
		next, ok := (&Stepped{b.app}).Toward(i)
		if !ok {
			b.t.Fatalf("no key for %#v after %q:\n%s", i, names, b.screen())
		}
		if next == nil {
			return strings.Join(names, " ")
		}
		b.send(next.Key)
		names = append(names, next.Key.String())
		if len(next.Gives) > 0 && screen.Same(next.Gives[0], i) {
			return strings.Join(names, " ")
		}
	}
	b.t.Fatalf("the keys %q do not lead to %#v", names, i)
	return ""
}

// wants checks which keys lead to an intent, and which page shows then.
func (b *bench) wants(i flow.Intent, keys string, page flow.Page) {
	b.t.Helper()
	if got := b.toward(i); got != keys {
		b.t.Errorf("to %#v lead %q, want %q", i, got, keys)
	}
	b.on(page)
}

func provider(id string) flow.ProviderChosen {
	return flow.ProviderChosen{Provider: wire.Provider{ID: id}}
}

func typed(values map[string]string) flow.Typed {
	t := flow.Typed{Values: map[string]wire.Secret{}}
	for k, v := range values {
		t.Values[k] = wire.Secret(v)
	}
	return t
}

func TestKeysLeadThroughALogin(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 100, 30).toConsent()
	b.answer(flow.ProvidersArrived{Providers: shipped(), Last: true})
	b.wants(flow.ConsentGiven{}, "enter", flow.ProviderList)
	b.wants(flow.Searched{Query: "gra"}, "g r a", flow.ProviderList)
	b.wants(flow.Searched{Query: "ss"}, "backspace backspace backspace s s", flow.ProviderList)
	b.wants(flow.TypeFiltered{Type: wire.ProviderTypes()[1]}, "ctrl+l ctrl+l", flow.ProviderList)
	b.wants(flow.TypeFiltered{}, strings.TrimSpace(strings.Repeat("ctrl+l ", len(wire.ProviderTypes())-1)), flow.ProviderList)
	if keys := b.toward(provider("sss_ph")); !strings.HasSuffix(keys, "enter") {
		t.Errorf("to the provider lead %q", keys)
	}
	b.answer(flow.LoginLoaded{Form: form("ssNumber", "email")})
	b.wants(flow.OptionChosen{ID: "email"}, "down enter", flow.Login)
	b.wants(flow.Back{}, "esc", flow.LoginOptions)
	b.wants(flow.OptionChosen{ID: "ssNumber"}, "enter", flow.Login)
	b.wants(typed(map[string]string{"ssNumber": "34", "password": "ü!"}), "3 4 tab ü !", flow.Login)
	b.wants(typed(map[string]string{"ssNumber": "35"}), "tab backspace 5", flow.Login)
	b.wants(flow.Submitted{}, "enter", flow.Login)
}

func TestKeysLeadBehindALogin(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 80, 24).toMFA(otp(4))
	b.wants(flow.ResendWanted{}, "ctrl+r", flow.MFA)
	b = newBench(t, native, 80, 24).toMFA(otp(4))
	b.wants(typed(map[string]string{flow.CodeField: "1234"}), "1 2 3 4", flow.MFA)
	b.wants(flow.Submitted{}, "enter", flow.MFA)
	b = newBench(t, native, 80, 24).toMFA(wire.Challenge{ID: "c", Kind: wire.MFAChoice, Choices: []wire.ChannelChoice{{ID: "sms", Label: "SMS"}, {ID: "email", Label: "E-mail"}}})
	b.wants(typed(map[string]string{flow.ChoiceField: "email"}), "down enter", flow.MFA)
	b = newBench(t, native, 80, 24).toSuccess()
	b.wants(flow.AccountWanted{}, "s", flow.AccountRevoke)
	b.wants(flow.RevokeWanted{}, "enter", flow.AccountRevoke)
	b.wants(flow.RevokeConfirmed{}, "y", flow.AccountRevoke)
	b = newBench(t, native, 80, 24).toError("INVALID_CREDENTIALS")
	b.toward(flow.Retried{})
	b.on(flow.Login)
	b.wants(flow.Close{}, "ctrl+c", flow.Closed)
	if next, ok := (&Stepped{b.app}).Toward(flow.ConsentGiven{}); ok {
		t.Errorf("the closed widget has the key %v for consent", next)
	}
	b.wants(flow.Begin{}, "s", flow.Start)
}

func TestKeysLeadToAnUpload(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 100, 30).uploads().toProviders()
	b.wants(flow.UploadWanted{}, "ctrl+d", flow.ProviderList)
	b.answer(flow.FileTypesLoaded{FileTypes: fileTypes()})
	b.wants(flow.FileTypeChosen{Type: wire.FileType{Type: fileTypes()[0].Type}}, "enter", flow.FileType)
	b.answerQuery(1, listed())
	sample := listed().Samples[1]
	b.wants(flow.FileAdded{File: flow.File{Path: sample.Path, Sample: true}}, "down enter", flow.FileType)
	if picked := b.host.state.Documents.Picked(); len(picked) != 1 || picked[0].Path != sample.Path {
		t.Errorf("picked are %v", picked)
	}
	b.wants(flow.FileRemoved{Index: 0}, "down ctrl+x", flow.FileType)
	b.toward(flow.FileAdded{File: flow.File{Path: sample.Path, Sample: true}})
	b.wants(flow.Submitted{}, "enter", flow.FileType)
	b.wants(flow.UploadStopped{}, "enter", flow.FileType)
	b.wants(flow.FileAdded{File: flow.File{Path: "a.pdf"}}, "a . p d f enter", flow.FileType)
}

func TestKeysLeadOnWithoutAnEmployer(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 80, 24).toSuccess()
	b.wants(flow.AnotherWanted{}, "a", flow.ProviderList)
	b.wants(flow.AccountWanted{ID: b.host.state.Linking.AccountID}, "up enter", flow.AccountRevoke)
	b = newBench(t, native, 80, 24).toProviders()
	b.wants(flow.EmployerMissing{}, "ctrl+x", flow.Closed)
}

// A stepped app waits for nothing: neither the session nor the time.
func TestASteppedAppIsMovedByOthers(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 80, 24)
	s := NewStepped(b.app.Config, "winkterm demo")
	b.app = s.app
	s.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	b.toMFA(otp(4))
	if s.StaleIn() <= 0 {
		t.Error("the page counts down, and is never stale")
	}
	if b.app.wait() != nil || b.app.nextTick() != nil {
		t.Error("it waits by itself")
	}
	s.Under([]string{"step 1 of 9", "a note"})
	s.Refresh()
	b.shows("winkterm demo", "step 1 of 9", "a note", "enter continue")
	if s.Free(); b.app.wait() == nil {
		t.Error("it does not wait although it is free")
	}
}
