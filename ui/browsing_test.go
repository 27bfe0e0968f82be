package ui

import (
	"encoding/json"
	"strings"
	"testing"

	"winkterm/api/wire"
	"winkterm/flow"
)

// toBrowser opens the widget from the list.
func (b *bench) toBrowser() *bench {
	b.toProviders().press("ctrl+o")
	b.on(flow.Browsing)
	b.answer(flow.WidgetLaunched{URL: "http://127.0.0.1:41234/4mZbq1XqT7mJt0c9vJx2Lw"})
	b.hear(flow.WidgetPage{State: flow.PageWaiting})
	return b
}

// hear takes an event that nobody asked for.
func (b *bench) hear(events ...flow.Event) {
	for _, e := range events {
		b.happens(e)
	}
}

// tell is a callback of the widget.
func (b *bench) tell(name wire.CallbackName, data any) {
	b.t.Helper()
	text, err := json.Marshal(data)
	if err != nil {
		b.t.Fatal(err)
	}
	b.hear(flow.WidgetCallback{Name: name, Data: text})
}

func (b *bench) toWidgetLinked() *bench {
	b.toBrowser().hear(flow.WidgetPage{State: flow.PageOpen})
	b.tell(wire.OnUIEvent, wire.UIEvent{EventName: wire.MfaPageOpened, Account: &wire.UIEventAccount{ProviderID: "sss_ph"}})
	b.tell(wire.OnAccountCreated, wire.AccountCallback{AccountID: "a-17bb", ProviderID: "sss_ph"})
	b.answer(flow.UserSeen{Accounts: []wire.Account{{ID: "a-17bb", ProviderID: "sss_ph", ConnectionStatus: wire.StatusConnected}}})
	return b
}

func TestCtrlOShowsTheWidgetAndEscLeavesItRunning(t *testing.T) {
	t.Parallel()
	b := newBench(t, flow.Options{Native: true}, 120, 40).toWidgetLinked()
	b.shows("MfaPageOpened sss_ph", "CONNECTED", "a browser shows it", "http://127.0.0.1:41234/")
	b.press("esc")
	b.on(flow.ProviderList)
	b.press("ctrl+o")
	b.on(flow.Browsing)
	b.shows("a browser shows it")
	b.press("s")
	b.on(flow.AccountRevoke)
}

func TestTheAddressIsCopiedOnceItIsThere(t *testing.T) {
	t.Parallel()
	b := newBench(t, flow.Options{Native: true}, 80, 24).toBrowser()
	if !strings.Contains(b.screen(), "sent the address to the terminal's clipboard") {
		t.Errorf("nothing says that the address was copied:\n%s", b.screen())
	}
}

func TestTheQRCodeIsOnAKeyWhereOthersCanOpenTheAddress(t *testing.T) {
	t.Parallel()
	b := newBench(t, flow.Options{Native: true}, 80, 24).toBrowser()
	if strings.Contains(b.screen(), "QR code") {
		t.Error("a QR code is offered although nobody else can open the address")
	}
	b.app.env.QR = func(string) []string { return []string{"▀▄█"} }
	b.press("q")
	b.shows("▀▄█")
	b.press("q")
	if strings.Contains(b.screen(), "▀▄█") {
		t.Error("the QR code stays")
	}
}
