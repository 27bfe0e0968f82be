package flow_test

import (
	"reflect"
	"slices"
	"strings"

	"winkterm/api/wire"
	"winkterm/flow"
)

// checkPath checks that every page change is in the table and told once.
func (p *probe) checkPath(before flow.State, e flow.Event, effects []flow.Effect) {
	p.Helper()
	at, stack := before.Page, before.BackStack
	if at == flow.Problem {
		at = before.Calls.Failed.Origin
	}
	hops := 0
	from := before.Page
	for _, effect := range effects {
		opened, ok := effect.(flow.ShowPage)
		if !ok {
			continue
		}
		hops++
		to := opened.Page
		anywhere := to == flow.Browsing || to == flow.Problem || to == flow.Closed || from == flow.Problem && to == at
		if !anywhere && !slices.Contains(at.Next(), to) && !slices.Contains(stack, to) && !slices.Contains(from.Next(), to) {
			p.Fatalf("%T: the table has no way from %s (back stack %v) to %s", e, from, stack, to)
		}
		from = to
		if to != flow.Problem {
			at = to
		}
	}
	if from != p.state.Page {
		p.Fatalf("%T: the page is %s and the last one told is %s", e, p.state.Page, from)
	}
	if hops > 2 {
		p.Fatalf("%T opened %d pages", e, hops)
	}
	if hops != p.state.ViewCount-before.ViewCount && !p.asksAnew(before) {
		p.Fatalf("%T opened %d pages and counted %d", e, hops, p.state.ViewCount-before.ViewCount)
	}
}

// asksAnew says that a question took the place of another on the same page: of the second
// step, or on the way to an invite.
func (p *probe) asksAnew(before flow.State) bool {
	return p.state.Page == before.Page && p.state.ViewCount == before.ViewCount+1 &&
		(p.state.Page == flow.MFA || p.state.Page == flow.Invite)
}

var ranks = map[wire.ConnectionStatus]int{
	wire.StatusConnected: 1, wire.StatusError: 2, wire.StatusDisconnected: 3,
}

// checkAccounts checks that what is final stays so.
func (p *probe) checkAccounts(before flow.State) {
	p.Helper()
	for _, old := range before.Linking.Accounts {
		now, ok := p.state.Linking.Account(old.ID)
		if !ok || ranks[now.ConnectionStatus] < ranks[old.ConnectionStatus] {
			p.Fatalf("account %s was %s and is %q", old.ID, old.ConnectionStatus, now.ConnectionStatus)
		}
	}
}

// checkCalls checks that what is asked is what the state waits for: one call in
// a slot at most, none lost, none waiting for nothing.
func (p *probe) checkCalls(before flow.State) {
	p.Helper()
	asked := 0
	for slot, c := range p.state.Calls.Slots {
		if c.Attempt == 0 {
			continue
		}
		if c.Held {
			p.checkHeld(flow.Slot(slot))
			continue
		}
		asked++
		what, ok := p.alive[c.Attempt]
		if !ok || !reflect.DeepEqual(what, c.Request) {
			p.Fatalf("slot %d waits for attempt %d %T, which is not under way", slot, c.Attempt, c.Request)
		}
		if slotOf(what) != flow.Slot(slot) && slot != int(flow.SlotUser) {
			p.Fatalf("%T is in slot %d", what, slot)
		}
	}
	if asked != len(p.alive) {
		p.Fatalf("%d calls are waited for, under way are %v", asked, p.alive)
	}
	if p.state.Calls.Attempt < before.Calls.Attempt {
		p.Fatalf("attempts fell from %d to %d", before.Calls.Attempt, p.state.Calls.Attempt)
	}
}

func (p *probe) checkHeld(slot flow.Slot) {
	p.Helper()
	renewing := p.state.Calls.Slots[flow.SlotToken].Attempt != 0
	if !renewing && (p.state.Page != flow.Problem || p.state.Calls.Failed.Slot != flow.SlotToken) {
		p.Fatalf("slot %d is held, and nobody gets a token", slot)
	}
}

// slotOf is where a request belongs; those for a token are also asked in front.
func slotOf(r flow.Request) flow.Slot {
	switch r.(type) {
	case flow.Poll:
		return flow.SlotPoll
	case flow.LoadData:
		return flow.SlotData
	case flow.LoadProviders:
		return flow.SlotList
	case flow.SearchProviders:
		return flow.SlotSearch
	case flow.FetchToken, flow.OpenSession:
		return flow.SlotToken
	case flow.CreateUser, flow.FindOwner, flow.LoadProvider, flow.LoadLogin, flow.CreateAccount,
		flow.SubmitMFA, flow.ResendCode, flow.Revoke, flow.DisableMonitor,
		flow.LoadFileTypes, flow.CreateArchive, flow.LaunchWidget, flow.RenewWidget,
		flow.LoadInviteTemplates, flow.CreateInviteTemplate, flow.SendInvite:
	}
	return flow.SlotUser
}

// checkTyped checks that nothing typed is lost but by connecting, by sending the
// invite that it was for, and by closing.
func (p *probe) checkTyped(before flow.State, e flow.Event) {
	p.Helper()
	_, typing := e.(flow.Typed)
	linked := p.state.Page == flow.ConnectSuccess && before.Page != flow.ConnectSuccess
	for slot, was := range before.Linking.Typed {
		now, ok := p.state.Linking.Typed[slot]
		sent := strings.HasPrefix(slot, "invite/") && before.Invitation.Filling() && !p.state.Invitation.Filling()
		if !ok && !linked && !sent && p.state.Page != flow.Closed {
			p.Fatalf("%T on %s lost what was typed into %v", e, before.Page, slot)
		}
		if ok && now != was && !typing {
			p.Fatalf("%T on %s changed what was typed into %v", e, before.Page, slot)
		}
	}
}

// checkClose checks that one step closes, tells it once and leaves nothing behind.
func (p *probe) checkClose() {
	p.Helper()
	closed, effects, _ := flow.Step(p.state, flow.Close{})
	told := 0
	for _, e := range effects {
		if f, ok := e.(flow.FireCallback); ok && f.Name == wire.OnClose {
			told++
		}
	}
	want := 1
	if p.state.Page == flow.Closed {
		want = 0
	}
	if closed.Page != flow.Closed || told != want {
		p.Fatalf("closing %s leads to %s and is told %d times", p.state.Page, closed.Page, told)
	}
	if len(closed.Linking.Typed) > 0 || len(closed.Documents.Files) > 0 || closed.Calls.Slots != (flow.State{}).Calls.Slots {
		p.Fatalf("closing %s leaves something behind", p.state.Page)
	}
}

// checkBack checks that Back does what CanGoBack promises.
func (p *probe) checkBack() {
	p.Helper()
	behind, effects, _ := flow.Step(p.state, flow.Back{})
	moved := slices.ContainsFunc(effects, func(e flow.Effect) bool { _, ok := e.(flow.ShowPage); return ok })
	asking := p.state.Page == flow.AccountRevoke || p.state.Page == flow.RevokeArchive
	question := asking && p.state.Revocation.Stage == flow.RevokeAsked
	switch {
	case question && (moved || behind.Revocation.Stage != flow.RevokeIdle):
		p.Fatalf("back does not take back the question")
	case !question && moved != p.state.CanGoBack():
		p.Fatalf("%s says that one can go back: %t, and it is %t", p.state.Page, p.state.CanGoBack(), moved)
	case !reflect.DeepEqual(behind.Linking.Typed, p.state.Linking.Typed):
		p.Fatalf("back from %s changed what was typed", p.state.Page)
	case !reflect.DeepEqual(behind.Documents.Files, p.state.Documents.Files):
		p.Fatalf("back from %s changed what was picked", p.state.Page)
	}
}

// checkWaiting checks that no page waits for something that nobody asks for.
func (p *probe) checkWaiting() {
	p.Helper()
	s := p.state
	if s.Page == flow.Connecting && !s.Calls.Polling() && s.Notice.Text == "" {
		p.Fatalf("Connecting looks at nothing and says nothing")
	}
	linking := []flow.Page{flow.Connecting, flow.MFA, flow.ConnectError}
	if slices.Contains(linking, s.Page) && !s.OnBackStack(flow.Login) {
		p.Fatalf("no way leads from %s back to the login: %v", s.Page, s.BackStack)
	}
	if s.Calls.Failed.Origin == flow.Problem || slices.Contains(s.BackStack, flow.Problem) {
		p.Fatalf("a problem of a problem: %+v, back stack %v", s.Calls.Failed, s.BackStack)
	}
	if (s.Page == flow.Problem) != (s.Calls.Failed.Failure.Failed()) {
		p.Fatalf("%s with the failure %q", s.Page, s.Calls.Failed.Failure.Title)
	}
	revoking := []flow.Page{flow.AccountRevoke, flow.RevokeArchive, flow.Problem}
	if s.Revocation.Stage != flow.RevokeIdle && !slices.Contains(revoking, s.Page) {
		p.Fatalf("%s asks about revoking", s.Page)
	}
	if _, ok := s.Linking.LoginOption(); s.Page == flow.Login && s.Options.Native && !ok {
		p.Fatalf("Login shows the option %q, which %s does not have", s.Linking.Option, s.Linking.Provider.ID)
	}
}
