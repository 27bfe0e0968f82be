package screen

import (
	"winkterm/api/wire"
	"winkterm/flow"
)

// connectSuccess says that the account is linked.
type connectSuccess struct{ card }

func (p *connectSuccess) items(s flow.State) []item {
	items := []item{{label: "Done", letter: "d", out: want(flow.Done{})}}
	if s.CanGoBack() {
		items = append(items, item{label: "Connect another account", letter: "a", out: want(flow.AnotherWanted{})})
	}
	return append(items, item{label: "See or revoke the account", letter: "s", out: want(flow.AccountWanted{})})
}

func (p *connectSuccess) draw(w *writer, s flow.State) {
	now := " is connected"
	if s.Linking.Current().ConnectionStatus != wire.StatusConnected {
		now = " was connected"
	}
	w.title(s.Linking.Provider.Name + now)
	w.notice(s.Notice)
	w.accountFacts(s.Linking.Current())
	w.syncFacts(s)
	w.blank()
	p.menu(w, p.items(s))
}
