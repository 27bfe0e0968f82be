package ui

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
)

var spring = flow.InviteTemplate{ID: "tpl-1", Name: "Spring", Company: "Lakan Bank"}

// toInvite goes to the page that invites, at a host with these templates.
func (b *bench) toInvite(templates ...flow.InviteTemplate) *bench {
	b.t.Helper()
	b.toConsent().press("i")
	b.on(flow.Invite)
	b.answer(flow.InviteTemplatesLoaded{Templates: templates})
	return b
}

const landingPage = "http://127.0.0.1:8970/invite/inv-1?token=invt-0a1b2c3d4e5f"

// toInvited follows an invite whose user is linking an account.
func (b *bench) toInvited() *bench {
	b.t.Helper()
	b.toInvite(spring).press("ctrl+t", "enter")
	v := wire.Invite{
		ID: "inv-1", UserID: "tenant-7c11", Status: wire.InviteInvited, InvitedAt: began, InviteLandingPageURL: landingPage,
		InviteRequest: wire.InviteRequest{FullName: "George Palomero Jr.", Email: "gpalomero1234@smileapi.io"},
	}
	b.answer(flow.InviteSent{Invite: v})
	v.Status = wire.InviteWinkWidgetOpened
	b.answer(flow.InviteSeen{Invite: v, Log: []wire.InviteLog{
		{InviteStatus: wire.InviteWinkWidgetOpened, CreatedAt: began.Add(3 * time.Minute)}, {InviteStatus: wire.InviteLandingPageOpened, CreatedAt: began.Add(2 * time.Minute)},
		{InviteStatus: wire.InviteEmailOpened, CreatedAt: began.Add(time.Minute)}, {InviteStatus: wire.InviteInvited, CreatedAt: began},
	}, Accounts: []wire.Account{{ID: "a-17bb", ProviderID: "sss_ph", ConnectionStatus: wire.StatusPending}}})
	return b
}

// The address is made to be passed on, so it is copied with its token, which the redactor
// knows; nothing else is.
func TestTheAddressOfAnInviteIsCopiedWhole(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toInvited()
	b.app.Mask = func(string) string { return "masked" }
	b.app.Leak = func(string) (string, bool) { return "[TOKEN_1]", true }
	if got := fmt.Sprint(brought(b.press("y"), "tea.setClipboardMsg")); got != landingPage {
		t.Errorf("copied is %q", got)
	}
	if brought(b.press("ctrl+y"), "tea.setClipboardMsg") != nil {
		t.Error("a secret was copied")
	}
}

func TestTheLandingPageIsOpenedInABrowser(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toInvited()
	b.press("o")
	b.shows("no browser is opened from here")
	opened := ""
	b.app.Open = func(address string) error { opened = address; return nil }
	b.send(brought(b.press("o"), "ui.openedMsg"))
	b.shows("opened in a browser")
	if opened != landingPage {
		t.Errorf("opened is %q", opened)
	}
	b.app.Open = func(string) error { return errors.New("there is no display") }
	b.send(brought(b.press("o"), "ui.openedMsg"))
	b.shows("no browser was opened: there is no display")
}

func TestAnInviteAtAHostWithoutTemplates(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toInvite()
	b.host.state.Options.Native = false
	b.send(changedMsg{})
	b.shows("winkterm templates create")
	b = newBench(t, native, 120, 40).toInvite()
	b.press("m")
	b.answer(flow.InviteTemplatesLoaded{Templates: []flow.InviteTemplate{spring}})
	b.shows("by the template Spring of Lakan Bank", "Full name", "Email")
	b.press("esc")
	b.on(flow.Consent)
}
