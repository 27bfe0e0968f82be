package flow_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"winkterm/api/wire"
	"winkterm/flow"
)

// failer is what *testing.T and *rapid.T have in common.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// probe takes a state through events and checks after each one what must hold
// whatever happens. Every test of the flow goes through it.
type probe struct {
	failer
	state   flow.State
	secrets []string

	alive     map[int]flow.Request
	lastAsk   int
	callbacks map[string][]wire.CallbackName
	uploads   map[string][]wire.CallbackName
	revoked   map[string]bool
	linked    map[string]bool
	// fresh says that the present token was not told to have expired.
	fresh   bool
	closes  int
	visited map[flow.Page]int
}

func newProbe(f failer, o flow.Options) *probe {
	return &probe{
		failer: f, state: flow.New(o), alive: map[int]flow.Request{},
		callbacks: map[string][]wire.CallbackName{}, uploads: map[string][]wire.CallbackName{}, revoked: map[string]bool{}, linked: map[string]bool{},
		visited: map[flow.Page]int{},
	}
}

// branch is the probe for another way to go on from here.
func (p *probe) branch() *probe {
	b := *p
	b.state, b.alive, b.visited = copied(p.state), maps.Clone(p.alive), maps.Clone(p.visited)
	b.callbacks, b.uploads, b.revoked, b.linked = copied(p.callbacks), copied(p.uploads), maps.Clone(p.revoked), maps.Clone(p.linked)
	b.secrets = slices.Clone(p.secrets)
	return &b
}

// apply makes a step and checks it.
func (p *probe) apply(e flow.Event) []flow.Effect {
	p.Helper()
	before, kept := p.state, copied(p.state)
	after, effects, err := flow.Step(before, e)
	if !reflect.DeepEqual(before, kept) {
		p.Fatalf("%T changed the state that it was given", e)
	}
	again, twice, _ := flow.Step(before, e)
	if !reflect.DeepEqual(after, again) || !reflect.DeepEqual(effects, twice) {
		p.Fatalf("%T: the same state and event led elsewhere", e)
	}
	p.checkRefusal(before, after, e, effects, err)
	p.state = after
	kept = copied(after)
	p.countEvent(before, e)
	for _, effect := range effects {
		p.count(effect)
	}
	if _, reset := e.(flow.HostReset); reset {
		p.checkReset()
		before = flow.State{Page: flow.Closed, Calls: flow.Calls{Attempt: before.Calls.Attempt}, ViewCount: before.ViewCount}
	}
	p.checkPath(before, e, effects)
	p.checkAccounts(before)
	p.checkArchives(before)
	p.checkFiles(before, e)
	p.checkUpload()
	p.checkCalls(before)
	p.checkTyped(before, e)
	p.checkSecrets(effects)
	p.checkClose()
	p.checkBack()
	p.checkWaiting()
	if !reflect.DeepEqual(p.state, kept) {
		p.Fatalf("a step from the state after %T changed it", e)
	}
	return effects
}

// countEvent keeps count of what the event itself says.
func (p *probe) countEvent(before flow.State, e flow.Event) {
	if a, ok := e.(flow.Answer); ok {
		p.countAnswer(a)
	}
	if _, ok := e.(flow.RevokeConfirmed); ok && p.state.Revocation.Stage == flow.RevokeSent {
		id := before.Linking.AccountID
		if before.Page == flow.RevokeArchive {
			id = before.Documents.ArchiveID
		}
		p.revoked[id] = true
	}
	if _, ok := e.(flow.Begin); ok && before.Page == flow.Closed {
		p.closes = 0
	}
	if _, ok := e.(flow.HostReset); ok { // another user's story, in which ids may come again
		p.closes, p.fresh = 0, false
		clear(p.callbacks)
		clear(p.uploads)
		clear(p.revoked)
		clear(p.linked)
	}
}

// checkReset checks that nothing is left of the user whom the host has forgotten,
// and that another one is asked for.
func (p *probe) checkReset() {
	p.Helper()
	left := p.state
	want := flow.New(left.Options)
	want.Calls.Attempt, want.ViewCount, want.Calls.Slots = left.Calls.Attempt, left.ViewCount, left.Calls.Slots
	if left.Options.UserID != "" || !reflect.DeepEqual(left, want) {
		p.Fatalf("after the host was started over there is left %+v", left)
	}
	if _, ok := left.Calls.Slots[flow.SlotUser].Request.(flow.CreateUser); !ok || len(p.alive) != 1 {
		p.Fatalf("after the host was started over %v are under way", p.alive)
	}
}

func (p *probe) countAnswer(a flow.Answer) {
	_, awaited := p.alive[a.Attempt]
	if _, ready := a.Reply.(flow.TokenReady); ready && awaited {
		p.fresh = true
	}
	arrived, list := a.Reply.(flow.ProvidersArrived)
	_, sending := a.Reply.(flow.UploadProgress)
	data, reading := a.Reply.(flow.DataArrived)
	if !sending && (!list || arrived.Last) && (!reading || data.Last) {
		delete(p.alive, a.Attempt)
	}
}

// count keeps count of an effect.
func (p *probe) count(e flow.Effect) {
	p.Helper()
	switch e := e.(type) {
	case flow.Ask:
		if e.Attempt <= p.lastAsk {
			p.Fatalf("attempt %d asked after %d", e.Attempt, p.lastAsk)
		}
		p.lastAsk, p.alive[e.Attempt] = e.Attempt, e.Request
	case flow.Cancel:
		if _, ok := p.alive[e.Attempt]; !ok {
			p.Fatalf("attempt %d is forgotten and was not under way", e.Attempt)
		}
		delete(p.alive, e.Attempt)
	case flow.FireCallback:
		p.countCallback(e)
	case flow.ShowPage:
		p.visited[e.Page]++
		if status := p.state.Documents.Current().State.Status; e.Page == flow.ArchiveSuccess && status != wire.ArchiveAnalyzed && p.state.Page == e.Page {
			p.Fatalf("values show although the archive is %q", status)
		}
		if e.Page == flow.ConnectSuccess && !p.linked[e.AccountID] && p.state.Linking.Current().ConnectionStatus != wire.StatusConnected {
			p.Fatalf("success shows although the account is %q", p.state.Linking.Current().ConnectionStatus)
		}
	case flow.RecordStatus:
		from, to := wire.ArchiveStatus(e.From), wire.ArchiveStatus(e.To)
		if e.Subject == flow.SubjectArchive && archiveRanks[from] > 0 && archiveRanks[to] <= archiveRanks[from] {
			p.Fatalf("archive %s: %s after %s", e.ID, e.To, e.From)
		}
		if e.Subject == flow.SubjectAccount && e.To == string(wire.StatusConnected) {
			p.linked[e.ID] = true
		}
	case flow.RecordNote, flow.RecordWidgetCallback, flow.CloseWidget:
	}
}

// countCallback checks that each callback comes once, in order, with its fields.
func (p *probe) countCallback(e flow.FireCallback) {
	p.Helper()
	switch args := e.Args.(type) {
	case wire.AccountCallback:
		p.countAccountCallback(e.Name, args)
	case wire.UploadsCallback:
		p.countUploadCallback(e.Name, args)
	case wire.CloseCallback:
		if p.closes++; e.Name != wire.OnClose || p.closes > 1 {
			p.Fatalf("%s %v is the %d. closing", e.Name, args, p.closes)
		}
	case nil:
		if e.Name != wire.OnTokenExpired || !p.fresh {
			p.Fatalf("%s fired again for one token", e.Name)
		}
		p.fresh = false
	default:
		p.Fatalf("%s carries a %T", e.Name, args)
	}
}

func (p *probe) countAccountCallback(name wire.CallbackName, args wire.AccountCallback) {
	p.Helper()
	order := []wire.CallbackName{wire.OnAccountCreated, wire.OnAccountConnected, wire.OnAccountError, wire.OnAccountRemoved}
	for _, before := range p.callbacks[args.AccountID] {
		if slices.Index(order, before) >= slices.Index(order, name) {
			p.Fatalf("%s of %s after %s", name, args.AccountID, before)
		}
	}
	p.callbacks[args.AccountID] = append(p.callbacks[args.AccountID], name)
	status := map[wire.CallbackName]wire.ConnectionStatus{
		wire.OnAccountConnected: wire.StatusConnected,
		wire.OnAccountError:     wire.StatusError, wire.OnAccountRemoved: wire.StatusDisconnected,
	}
	a, known := p.state.Linking.Account(args.AccountID)
	if want, final := status[name]; final && (!known || a.ConnectionStatus != want) {
		p.Fatalf("%s of %s, which is %q", name, args.AccountID, a.ConnectionStatus)
	}
	if name == wire.OnAccountRemoved && !p.revoked[args.AccountID] {
		p.Fatalf("%s of %s, which the user did not revoke", name, args.AccountID)
	}
	if (args.ErrorCode != "") && name != wire.OnAccountError || args.UserID != p.state.Session.UserID {
		p.Fatalf("%s carries %+v", name, args)
	}
}

// checkSecrets looks for what was typed where it must not be.
func (p *probe) checkSecrets(effects []flow.Effect) {
	p.Helper()
	if len(p.secrets) == 0 {
		return
	}
	for _, format := range []string{"%v", "%+v", "%#v"} {
		p.refuse("printed with "+format, fmt.Sprintf(format, p.state)+fmt.Sprintf(format, effects))
	}
	for _, e := range effects {
		if ask, ok := e.(flow.Ask); ok {
			_, credentials := ask.Request.(flow.CreateAccount)
			_, answer := ask.Request.(flow.SubmitMFA)
			_, invited := ask.Request.(flow.SendInvite)
			if credentials || answer || invited {
				continue
			}
		}
		p.refuse(fmt.Sprintf("%T", e), strings.Join(texts(reflect.ValueOf(e)), "\n"))
	}
}

func (p *probe) refuse(where, text string) {
	p.Helper()
	for _, secret := range p.secrets {
		if strings.Contains(text, secret) {
			p.Fatalf("the secret %q shows in %s: %s", secret, where, text)
		}
	}
}

// TestProbeSeesASecret keeps the probe honest.
func TestProbeSeesASecret(t *testing.T) {
	t.Parallel()
	effect := flow.Ask{Request: flow.SubmitMFA{Answer: wire.MFAAnswer{Answers: map[string]wire.Secret{"q": "hush-1"}}}}
	if found := texts(reflect.ValueOf(effect)); !slices.Contains(found, "hush-1") {
		t.Errorf("the secret is not found in %q", found)
	}
	if printed := fmt.Sprintf("%v %+v %#v", effect, effect, effect); strings.Contains(printed, "hush-1") {
		t.Errorf("the secret is printed: %s", printed)
	}
}
