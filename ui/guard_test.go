package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/flow"
)

// asksForCode lets the code's page come, without the rest that answer gives.
func (b *bench) asksForCode(c wire.Challenge) {
	b.t.Helper()
	a := account(wire.StatusAwaitingMFA)
	a.Challenge = &c
	at := b.now
	b.answer(flow.AccountSeen{Account: a})
	b.now = at
	b.on(flow.MFA)
}

func (b *bench) code() string { return b.host.state.Value(flow.CodeField).Reveal() }

// Keys that are typed before the code's page has been seen: digits that can be its code
// arrive, with an enter behind them, and all else was meant for the page before.
func TestKeysForThePageBefore(t *testing.T) {
	t.Parallel()
	unknown, choice := otp(0), wire.Challenge{ID: "c-1", Kind: wire.MFAChoice, Choices: []wire.ChannelChoice{{ID: "sms", Label: "SMS"}}}
	for name, c := range map[string]struct {
		challenge wire.Challenge
		before    []string // on the waiting page
		after     []string // on the code's page, at once
		code      string
		sent      bool
	}{
		"a code":                      {otp(4), nil, []string{"1234"}, "1234", false},
		"a code and enter":            {otp(4), nil, []string{"1234", "enter"}, "1234", true},
		"a code while waiting":        {otp(4), []string{"1234", "enter"}, nil, "1234", true},
		"the page comes between":      {otp(4), []string{"12"}, []string{"34"}, "1234", false},
		"the beginning of a code":     {otp(4), nil, []string{"12"}, "12", false},
		"a mistake, corrected":        {otp(4), nil, []string{"13", "backspace", "234"}, "1234", false},
		"a code of unknown length":    {unknown, nil, []string{"123456"}, "123456", false},
		"more than codes have":        {unknown, nil, []string{"123456789"}, "", false},
		"more digits than the code":   {otp(4), nil, []string{"12345"}, "", false},
		"the rest of a password":      {otp(4), []string{"hunter"}, []string{"2", "enter"}, "", false},
		"digits behind letters":       {otp(4), []string{"x"}, []string{"1234", "enter"}, "", false},
		"a letter of the page before": {otp(4), []string{"12r3"}, nil, "", false},
		"enter alone":                 {otp(4), nil, []string{"enter"}, "", false},
		"enter twice":                 {otp(4), nil, []string{"1234", "enter", "enter"}, "", false},
		"a choice":                    {choice, nil, []string{"1", "enter"}, "", false},
	} {
		b := newBench(t, native, 80, 24).toConnecting()
		b.press(c.before...)
		b.asksForCode(c.challenge)
		b.press(c.after...)
		if b.code() != "" {
			t.Errorf("%s: the field took %q at once", name, b.code())
		}
		b.shows("keys typed ahead")
		b.now = b.now.Add(guardTime)
		b.send(tea.FocusMsg{}) // anything
		_, sent := last[flow.Submitted](b)
		if sent = sent && b.host.state.Calls.Busy(); b.code() != c.code || sent != c.sent {
			t.Errorf("%s: the field has %q, sent %t", name, b.code(), sent)
		}
		if c.code == "" {
			b.shows("keys dropped")
		}
	}
}

// The time is fixed: keys do not make it longer.
func TestSomebodyWhoTypesOnIsHeard(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 80, 24).toConnecting()
	b.asksForCode(otp(4))
	for _, k := range []string{"1", "2", "3", "4"} {
		b.press(k)
		b.now = b.now.Add(guardTime - 1)
	}
	if b.press("enter"); b.code() != "1234" || !b.host.state.Calls.Busy() {
		t.Errorf("the field has %q:\n%s", b.code(), b.screen())
	}
}

// What cannot have been meant for the page before is taken at once.
func TestAPasteAndTheTestPersonAreTakenAtOnce(t *testing.T) {
	t.Parallel()
	for name, do := range map[string]func(*bench){
		"a paste":         func(b *bench) { b.send(tea.PasteMsg{Content: "12-34"}) },
		"the test person": func(b *bench) { b.press("ctrl+t") },
	} {
		b := newBench(t, native, 80, 24).toConnecting()
		b.asksForCode(otp(4))
		if do(b); b.code() == "" {
			t.Errorf("%s is dropped", name)
		}
		before := b.code()
		b.press("9")
		b.now = b.now.Add(guardTime)
		b.send(tea.FocusMsg{})
		if b.shows("keys dropped"); b.code() != before {
			t.Errorf("%s: a digit made %q of it", name, b.code())
		}
	}
}

// What is typed while the login is under way is no part of the password.
func TestACodeTypedBehindThePassword(t *testing.T) {
	t.Parallel()
	for name, rejected := range map[string]bool{"taken": false, "refused": true} {
		b := newBench(t, native, 80, 24).toLogin()
		b.press("3300", "tab", "secret", "enter", "1234", "enter")
		if rejected {
			b.answer(flow.Failed{Failure: flow.Failure{Kind: flow.Rejected, Title: "no"}})
			b.shows("keys dropped")
		} else {
			b.answer(flow.AccountCreated{Account: account(wire.StatusPending)})
		}
		if p := b.host.state.Linking.TypedAt("sss_ph", "ssNumber", "password"); p.Reveal() != "secret" {
			t.Errorf("%s: the password is %q", name, p.Reveal())
		}
		if rejected {
			continue
		}
		b.asksForCode(otp(4))
		b.now = b.now.Add(guardTime)
		if b.send(tea.FocusMsg{}); b.code() != "1234" || !b.host.state.Calls.Busy() {
			t.Errorf("the field has %q:\n%s", b.code(), b.screen())
		}
	}
}

// The waiting page's own letter works, and what another page does with letters waits.
func TestLettersWhileNothingIsTyped(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 80, 24).toConnecting()
	if b.press("r"); b.app.guard.count() != 0 {
		t.Error("the waiting page's letter is held")
	}
	if _, ok := last[flow.Refreshed](b); !ok {
		t.Error("the waiting page does not look again")
	}
	at := b.now
	b.answer(flow.AccountSeen{Account: account(wire.StatusConnected)})
	b.now = at
	b.press("s")
	b.on(flow.ConnectSuccess)
	if cmd := b.app.nextTick(); b.app.staleIn(b.now) > guardTime {
		t.Errorf("the screen is not drawn again when the time is over: %v", cmd)
	}
	b.now = b.now.Add(guardTime)
	b.send(tea.FocusMsg{})
	b.on(flow.ConnectSuccess)
	b.shows("keys dropped, as they were typed too early: 1")
	b.press("s")
	b.on(flow.AccountRevoke)
}

// A code's digits are for the page of the code alone.
func TestDigitsForAnotherPage(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 80, 24).toMFA(otp(4))
	b.press("1234", "enter")
	b.answer(flow.AnswerAccepted{Account: account(wire.StatusPending)})
	b.answer(flow.AccountSeen{Account: account(wire.StatusConnected)})
	b.on(flow.ConnectSuccess)
	b.now = b.now.Add(-guardTime) // as it came
	b.press("12")
	b.now = b.now.Add(guardTime)
	b.send(tea.FocusMsg{})
	b.shows("keys dropped, as they were typed too early: 2")
}

// A key that is kept down while the page waits fills no memory.
func TestHeldKeysAreBounded(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 80, 24).toConnecting()
	for range 2 * heldMost {
		b.press("x")
	}
	if n := b.app.guard.count(); n != heldMost {
		t.Errorf("%d keys are held", n)
	}
}
