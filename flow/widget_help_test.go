package flow_test

import (
	"encoding/json"
	"fmt"
	"strings"

	"pgregory.net/rapid"

	"winkterm/api/wire"
	"winkterm/flow"
)

var pageStates = map[string]flow.PageState{
	"none": flow.PageNone, "waiting": flow.PageWaiting, "open": flow.PageOpen, "gone": flow.PageGone, "broken": flow.PageBroken,
}

// callbackData is the data of a callback, of "widget onUIEvent event=LoginPageOpened at=sss_ph"
// and the like.
func callbackData(a args) json.RawMessage {
	var data any
	switch name := wire.CallbackName(a.at(0)); name {
	case wire.OnUIEvent:
		data = wire.UIEvent{EventName: wire.EventName(a.named["event"]), UserID: "u-1", Account: &wire.UIEventAccount{ProviderID: a.named["at"]}}
	case wire.OnAccountCreated, wire.OnAccountConnected, wire.OnAccountError, wire.OnAccountRemoved:
		data = wire.AccountCallback{AccountID: a.at(1), UserID: "u-1", ProviderID: a.named["at"]}
	case wire.OnUploadsCreated, wire.OnUploadsRemoved:
		data = wire.UploadsCallback{Uploads: a.plain[1:], UserID: "u-1"}
	case wire.OnClose:
		data = wire.CloseCallback{Reason: wire.CloseReason(a.at(1))}
	case wire.OnTokenExpired:
	}
	text, err := json.Marshal(data)
	if err != nil {
		panic(err)
	}
	return text
}

// anyWidget draws what a page in a browser may tell, sense or nonsense.
func anyWidget(t *rapid.T) flow.Event {
	if rapid.IntRange(0, 2).Draw(t, "page") == 0 {
		return flow.WidgetPage{State: flow.PageState(rapid.IntRange(0, 4).Draw(t, "state")), Text: "it failed"}
	}
	name := rapid.SampledFrom([]wire.CallbackName{
		wire.OnUIEvent, wire.OnAccountCreated, wire.OnAccountConnected, wire.OnAccountError, wire.OnAccountRemoved,
		wire.OnUploadsCreated, wire.OnUploadsRemoved, wire.OnTokenExpired, wire.OnClose, "onNothing",
	}).Draw(t, "callback")
	data := rapid.SampledFrom([]string{
		"null", "{}", "[]", `{"accountId":"a-1"}`, `{"accountId":7}`, `{"uploads":["d-1",{"id":"d-2"},null,{}]}`, `{"uploads":"d-1"}`,
		`{"reason":"exit"}`, `{"eventName":"MfaPageOpened"}`, `{"eventName":{}}`, "nonsense",
	}).Draw(t, "data")
	return flow.WidgetCallback{Name: name, Data: json.RawMessage(data)}
}

// browserParts is what the Browser page shows.
func browserParts(s flow.State) []string {
	b := s.Browser
	var parts []string
	for name, state := range pageStates {
		if state == b.Page {
			parts = append(parts, name)
		}
	}
	if b.OnlyProvider != "" {
		parts = append(parts, "for "+b.OnlyProvider)
	}
	parts = append(parts, b.URL, b.Text, string(b.Screen.EventName), string(b.Reason))
	if b.Expired {
		parts = append(parts, "expired")
	}
	if b.CallbackCount > 0 {
		parts = append(parts, fmt.Sprintf("%d callbacks", b.CallbackCount))
	}
	for _, a := range s.Linking.Accounts {
		parts = append(parts, a.ID+" "+string(a.ConnectionStatus))
	}
	for _, a := range s.Documents.Archives {
		parts = append(parts, a.ID+" "+string(a.State.Status))
	}
	return strings.Split(sentence(strings.Join(parts, "\x00")), "\x00")
}

// anyUser draws what a user has.
func anyUser(t *rapid.T) flow.Reply {
	seen := flow.UserSeen{}
	for range rapid.IntRange(0, 2).Draw(t, "user") {
		seen.Accounts = append(seen.Accounts, anyAccount(t, anyID(t)).Account)
	}
	return seen
}
