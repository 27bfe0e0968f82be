package screen

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/flow"
)

// accountRevoke shows an account and lets the user revoke it. In production the
// account's id must be typed first.
type accountRevoke struct {
	card
	confirmation
}

func newAccountRevoke(env *Env) *accountRevoke {
	return &accountRevoke{card: card{Env: env}, confirmation: newConfirmation(env, "Account id")}
}

func (p *accountRevoke) items(s flow.State) []item {
	if s.Revoke == flow.RevokeAsked {
		return []item{
			{label: "Keep the account", letter: "k", out: want(flow.Back{})},
			{label: "Revoke, and delete its data", letter: "y", out: want(flow.RevokeConfirmed{})},
		}
	}
	var items []item
	if s.CanRevoke() {
		items = append(items, item{label: "Revoke the account", letter: "x", out: want(flow.RevokeWanted{})})
	}
	if s.CanStopSync() {
		items = append(items, item{label: "Stop the data sync", letter: "m", out: want(flow.SyncStopWanted{})})
	}
	items = append(items,
		item{label: "Look again", letter: "r", out: want(flow.Refreshed{})},
		item{label: "Copy the account's id", letter: "i", out: Out{Copy: s.AccountID, What: "account id"}},
	)
	if s.CanGoBack() {
		items = append(items, item{label: "Back", letter: "b", out: want(flow.Back{})})
	}
	return append(items, item{label: "Close", letter: "c", out: want(flow.Close{})})
}

func (p *accountRevoke) Update(msg tea.Msg, s flow.State) Out {
	if typesID(s) {
		return p.answer(msg)
	}
	p.rest(s)
	return p.pick(msg, p.items(s))
}

func (p *accountRevoke) View(s flow.State, width, _ int) Sheet {
	w := write(p.Theme, width)
	a := s.Current()
	w.title("Account at " + a.ProviderID)
	w.notice(s.Notice)
	w.accountFacts(a)
	if !a.CreatedAt.IsZero() {
		w.fact("Created", a.CreatedAt.UTC().Format("2006-01-02 15:04:05")+" UTC")
	}
	w.syncFacts(s)
	w.blank()
	switch {
	case s.Revoke == flow.RevokeSent:
		w.muted(p.Theme.Symbols.Wait + " revoking, until the status says so")
	case typesID(s):
		p.ask(w, s, "Revoking deletes the user's data. Type the account's id to go through with it, or esc to keep it.")
	case s.Revoke == flow.RevokeAsked:
		w.styled(p.Theme.Warning.Render, p.Theme.Symbols.Warn+" Revoke the account? Its data are deleted.")
		p.menu(w, p.items(s))
	default:
		if a.ConnectionStatus == wire.StatusDisconnected {
			w.muted("Its data are gone.")
		}
		p.menu(w, p.items(s))
	}
	return w.sheet
}

func (p *accountRevoke) Help(s flow.State) []key.Binding { return p.help(s, p.items(s)) }
