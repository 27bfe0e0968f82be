package demo

import (
	"regexp"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"go.uber.org/goleak"

	"winkterm/flow/scenario/spec"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// login is a scenario that goes well.
func login() *spec.Scenario {
	return &spec.Scenario{Name: "a login", Seed: 7, Steps: []spec.Step{
		{Do: spec.Consent{}, Note: "The user is asked for consent before anything else happens."},
		{Do: spec.Search{Text: "social"}, Note: "A few letters find a provider among hundreds."},
		{Do: spec.Choose{Provider: "sss_ph"}},
		{Do: spec.Login{Person: "george"}, Note: "George logs in with his own number and password."},
		{Do: spec.Code{}, Note: "The provider has sent a code to his phone, which is good for five minutes and no longer."},
		{Do: spec.Until{Status: "CONNECTED"}, Note: "Connected is what the status says, and nothing else."},
		{Do: spec.Account{}},
		{Do: spec.Revoke{}, Note: "He can revoke at any time, and his data are deleted."},
		{Do: spec.Until{Status: "DISCONNECTED"}},
	}}
}

// refused is a scenario that does not go as it says.
func refused() *spec.Scenario {
	return &spec.Scenario{Name: "a refusal", Steps: []spec.Step{
		{Pos: spec.Pos{File: "refused.yaml", Line: 4, Column: 5}, Do: spec.Consent{Answer: "decline"}},
		{Pos: spec.Pos{File: "refused.yaml", Line: 5, Column: 5}, Do: spec.Choose{Provider: "sss_ph"}},
	}}
}

// bench is a demo whose timer a test has run out.
type bench struct {
	t   *testing.T
	m   *Model
	now time.Time
	// last is the command of the last message.
	last tea.Cmd
}

func newBench(t *testing.T, width, height int, change func(*Config), s ...*spec.Scenario) *bench {
	t.Helper()
	b := &bench{t: t, now: time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)}
	c := Config{Scenarios: s, Speed: 1, Term: "xterm-256color", Now: func() time.Time { return b.now }}
	if change != nil {
		change(&c)
	}
	b.m = New(t.Context(), c)
	t.Cleanup(func() { b.m.leave() })
	b.send(tea.WindowSizeMsg{Width: width, Height: height})
	b.perform(b.m.goOn())
	return b
}

func (b *bench) send(msg tea.Msg) {
	_, cmd := b.m.Update(msg)
	b.perform(cmd)
}

// perform has the stage go on where it is to.
func (b *bench) perform(cmd tea.Cmd) {
	for b.m.busy {
		_, cmd = b.m.Update(cmd())
	}
	b.last = cmd
}

func (b *bench) press(names ...string) {
	for _, name := range names {
		msg, ok := map[string]tea.KeyPressMsg{
			"space": {Code: tea.KeySpace, Text: " "}, "enter": {Code: tea.KeyEnter}, "esc": {Code: tea.KeyEscape}, "tab": {Code: tea.KeyTab},
			"f6": {Code: tea.KeyF6}, "ctrl+c": {Code: 'c', Mod: tea.ModCtrl},
		}[name]
		if !ok {
			msg = tea.KeyPressMsg{Code: rune(name[0]), Text: name}
		}
		b.send(msg)
	}
}

// tick runs the timer out, and says whether there was one.
func (b *bench) tick() bool {
	msg, live := b.m.timer.Pending()
	if live {
		b.send(msg)
	}
	return live
}

// until runs the timer out until something shows.
func (b *bench) until(text string) {
	b.t.Helper()
	for range 3000 {
		if strings.Contains(b.screen(), text) {
			return
		}
		if !b.tick() {
			break
		}
	}
	b.t.Fatalf("%q never shows, but\n%s", text, b.screen())
}

// quits says that the last message ended the program.
func (b *bench) quits() bool {
	if b.last == nil {
		return false
	}
	_, ok := b.last().(tea.QuitMsg)
	return ok
}

var colours = regexp.MustCompile("\x1b\\[[0-9;:]*m")

func (b *bench) screen() string {
	lines := strings.Split(colours.ReplaceAllString(b.m.View().Content, ""), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

func (b *bench) shows(texts ...string) {
	b.t.Helper()
	for _, text := range texts {
		if !strings.Contains(b.screen(), text) {
			b.t.Errorf("the screen lacks %q:\n%s", text, b.screen())
		}
	}
}
