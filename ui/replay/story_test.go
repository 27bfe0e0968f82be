package replay

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/search"
	"winkterm/flow/session"
)

var began = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

// teller writes a recording as a session does, with a host that the test plays.
type teller struct {
	t         testing.TB
	now       time.Time
	state     flow.State
	list      *search.Index
	journal   *journal.Journal
	records   []journal.Record
	snapshots session.Snapshots
}

func newTeller(t testing.TB) *teller {
	s := &teller{t: t, now: began, state: flow.New(flow.Options{Native: true}), list: search.New()}
	s.journal = journal.New(func() time.Time { return s.now })
	s.journal.KeepIn(func(r journal.Record) { s.records = append(s.records, r) })
	return s
}

// happens has the flow take an event, a while after the one before.
func (s *teller) happens(e flow.Event) {
	s.t.Helper()
	s.now = s.now.Add(1500 * time.Millisecond)
	next, effects, err := flow.Step(s.state, e)
	if err != nil {
		s.t.Fatalf("%T: %v", e, err)
	}
	if i, ok := e.(flow.Intent); ok {
		text, _ := json.Marshal(i)
		s.journal.Append(journal.Intent{Name: strings.TrimPrefix(fmt.Sprintf("%T", i), "flow."), Args: journal.JSON(text)})
	}
	for _, effect := range effects {
		switch effect := effect.(type) {
		case flow.ShowPage:
			args, announced := effect.UIEvent(s.now)
			s.journal.Append(journal.Screen{Page: effect.Page.String(), Event: string(args.EventName), ProviderID: effect.ProviderID, AccountID: effect.AccountID})
			if text, err := json.Marshal(args); announced && err == nil {
				s.journal.Append(journal.Callback{Name: "onUIEvent", Args: journal.Text(text)})
			}
		case flow.FireCallback:
			text, _ := json.Marshal(effect.Args)
			s.journal.Append(journal.Callback{Name: string(effect.Name), Args: journal.Text(text)})
		case flow.RecordStatus:
			s.journal.Append(journal.Status{Subject: string(effect.Subject), ID: effect.ID, From: effect.From, To: effect.To, ErrorCode: effect.ErrorCode})
		case flow.Ask, flow.Cancel, flow.RecordNote, flow.RecordWidgetCallback, flow.CloseWidget:
		}
	}
	s.state = next
	s.snapshots.Record(s.journal, next, s.list)
}

// answers has a reply come to the newest call, which is recorded.
func (s *teller) answers(path string, status int, reply flow.Reply) {
	s.t.Helper()
	s.now = s.now.Add(200 * time.Millisecond)
	s.journal.Append(journal.HTTP{
		API: "link", Method: "POST", URL: "http://127.0.0.1:1" + path, Path: path, Status: status, RequestID: "req-" + path[1:], Attempt: 1, Took: 8 * time.Millisecond,
		Response: journal.Message{Body: journal.Text(`{"path":"` + path + `"}`)},
	})
	if list, ok := reply.(flow.ProvidersArrived); ok {
		s.list.Add(list.Providers)
	}
	s.happens(flow.Answer{Attempt: s.state.Calls.Attempt, Reply: reply})
}

func (s *teller) file() *recording.File {
	return recording.Of(recording.Header{
		Recording: recording.Version, Command: recording.Wizard, Program: "1.2", Started: began, Native: true,
		Sandbox: &recording.Sandbox{Seed: 7, Speed: 1}, Terminal: recording.Terminal{Width: 120, Height: 40},
	}, s.records)
}

// locked is a login that ends in ACCOUNT_LOCKED.
func locked(t testing.TB) *teller {
	s := newTeller(t)
	expires := began.Add(5 * time.Hour)
	s.happens(flow.Begin{})
	s.answers("/users", 201, flow.TokenReady{UserID: "tenant-9f2c7a60", Mode: wire.ModeSandbox, ExpiresAt: expires})
	s.answers("/sessions", 201, flow.SessionOpened{UserID: "tenant-9f2c7a60", Mode: wire.ModeSandbox, ExpiresAt: expires, Template: wire.Template{ID: "wtpl-1", CompanyName: "Mabuhay Lending"}})
	s.answers("/providers", 200, flow.ProvidersArrived{Providers: providers(), Last: true})
	s.happens(flow.ConsentGiven{})
	s.happens(flow.Searched{Query: "sss"})
	s.happens(flow.ProviderChosen{Provider: s.list.Search("sss", "").At(0).Provider})
	s.answers("/login", 200, flow.LoginLoaded{Form: wire.LoginForm{Options: []wire.LoginOption{{ID: "sss", Label: "By number", Fields: []wire.Field{
		{Name: "ssNumber", Label: "SS number", Kind: wire.FieldNumber, Required: true}, {Name: "password", Label: "Password", Kind: wire.FieldPassword, Required: true},
	}}}}})
	s.happens(flow.Typed{Values: map[string]wire.Secret{"ssNumber": "3300000008", "password": "error_ACCOUNT_LOCKED"}})
	s.happens(flow.Submitted{})
	s.answers("/accounts", 201, flow.AccountCreated{Account: account(wire.StatusPending)})
	code, failed := wire.ErrAccountLocked, account(wire.StatusError)
	failed.Connection.ErrorCode = &code
	s.answers("/accounts/a-17bb4c02", 200, flow.AccountSeen{Account: failed})
	return s
}

func account(status wire.ConnectionStatus) wire.LinkAccount {
	return wire.LinkAccount{Account: wire.Account{
		ID: "a-17bb4c02", UserID: "tenant-9f2c7a60", ProviderID: "sss_ph", CreatedAt: began,
		ConnectionStatus: status, Connection: wire.Connection{Status: status, UpdatedAt: began},
	}}
}

func providers() (all []wire.Provider) {
	for _, p := range assets.Providers() {
		all = append(all, wire.Provider{
			ID: p.ID, Name: p.Name, LongName: p.LongName, Type: p.Type, TypeLabel: p.TypeLabel, SubTypeLabel: p.SubTypeLabel,
			Active: p.Active, Enabled: p.Enabled, MFA: p.MFA, AccountConnection: p.AccountConnection, Supported: p.Supported,
		})
	}
	return all
}

// bench is the screen with a clock that the test moves.
type bench struct {
	*Model
	t      testing.TB
	now    time.Time
	copied string
	quit   bool
}

func newBench(t testing.TB, f *recording.File, more func(*Config)) *bench {
	b := &bench{t: t, now: began}
	c := Config{File: f, Name: "last", Now: func() time.Time { return b.now }, Copy: func(text string) string { b.copied = text; return "the test" }}
	if more != nil {
		more(&c)
	}
	b.Model = New(t.Context(), c)
	return b.size(120, 40)
}

func (b *bench) size(width, height int) *bench {
	b.Update(tea.WindowSizeMsg{Width: width, Height: height})
	return b
}

// send gives messages to the screen, and what their commands bring at once.
func (b *bench) send(msgs ...tea.Msg) *bench {
	for _, msg := range msgs {
		_, cmd := b.Update(msg)
		b.run(cmd)
	}
	return b
}

func (b *bench) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case tea.QuitMsg:
		b.quit = true
	case tea.BatchMsg:
		for i := len(msg) - 1; i >= 0; i-- { // what a search brings, before it is waited for
			b.run(msg[i])
		}
	case copiedMsg, foundMsg, savedMsg, progressMsg:
		b.send(msg)
	}
}

var named = map[string]tea.KeyPressMsg{
	"enter": {Code: tea.KeyEnter}, "esc": {Code: tea.KeyEscape}, "tab": {Code: tea.KeyTab}, "space": {Code: tea.KeySpace, Text: " "},
	"up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown}, "left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight}, "home": {Code: tea.KeyHome}, "end": {Code: tea.KeyEnd},
	"pgdown": {Code: tea.KeyPgDown}, "pgup": {Code: tea.KeyPgUp}, "ctrl+s": {Code: 's', Mod: tea.ModCtrl}, "ctrl+c": {Code: 'c', Mod: tea.ModCtrl}, "ctrl+n": {Code: 'n', Mod: tea.ModCtrl},
}

// press sends keys by their names, or as letters.
func (b *bench) press(keys ...string) *bench {
	for _, k := range keys {
		if msg, ok := named[k]; ok {
			b.send(msg)
			continue
		}
		for _, r := range k {
			b.send(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	}
	return b
}

var colours = regexp.MustCompile("\x1b\\[[0-9;:?]*[a-zA-Z]")

// screen is what the user sees, without colours.
func (b *bench) screen() string {
	lines := strings.Split(colours.ReplaceAllString(b.View().Content, ""), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}
