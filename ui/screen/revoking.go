package screen

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
)

// thing is what the pages about an account and about an upload have of their own.
type thing struct {
	// noun is the thing to the user, idName what its id is called.
	noun, idName string
	// deleted is what goes with it, gone says so afterwards.
	deleted, gone string
	id            func(flow.State) string
	// facts writes what is known of it; revoked says that it is revoked already.
	facts   func(*writer, flow.State)
	revoked func(flow.State) bool
	// more are items besides.
	more func(flow.State) []item
}

// revoking shows a thing and lets the user revoke it. In production its id must be
// typed first.
type revoking struct {
	card
	confirmation
	thing
}

func newRevoking(env *Env, t thing) *revoking {
	return &revoking{card: card{Env: env}, confirmation: newConfirmation(env, capital(t.idName)), thing: t}
}

func (p *revoking) items(s flow.State) []item {
	if s.Revocation.Stage == flow.RevokeAsked {
		return []item{
			{label: "Keep the " + p.noun, letter: "k", out: want(flow.Back{})},
			{label: "Revoke, and delete " + p.deleted, letter: "y", out: want(flow.RevokeConfirmed{})},
		}
	}
	var items []item
	if s.CanRevoke() {
		items = append(items, item{label: "Revoke the " + p.noun, letter: "x", out: want(flow.RevokeWanted{})})
	}
	items = append(items, p.more(s)...)
	items = append(items,
		item{label: "Look again", letter: "r", out: want(flow.Refreshed{})},
		item{label: "Copy the " + p.idName, letter: "i", out: Out{Copy: p.id(s), What: p.idName}},
	)
	if s.CanGoBack() {
		items = append(items, item{label: "Back", letter: "b", out: want(flow.Back{})})
	}
	return append(items, item{label: "Close", letter: "c", out: want(flow.Close{})})
}

func (p *revoking) Update(msg tea.Msg, s flow.State) Out {
	if typesID(s) {
		return p.answer(msg)
	}
	p.rest(s)
	return p.pick(msg, p.items(s))
}

func (p *revoking) View(s flow.State, width, _ int) View {
	w := write(p.Theme, width)
	p.facts(w, s)
	w.blank()
	switch {
	case s.Revocation.Stage == flow.RevokeSent:
		w.muted(p.Theme.Symbols.Wait + " revoking, until the status says so")
	case typesID(s):
		p.ask(w, s, "Revoking deletes "+p.deleted+". Type the "+p.idName+" to go through with it, or esc to keep the "+p.noun+".")
	case s.Revocation.Stage == flow.RevokeAsked:
		w.styled(p.Theme.Warning.Render, p.Theme.Symbols.Warn+" Revoke the "+p.noun+"? That deletes "+p.deleted+".")
		p.menu(w, p.items(s))
	default:
		if p.revoked(s) {
			w.muted(p.gone)
		}
		p.menu(w, p.items(s))
	}
	return w.view
}

func (p *revoking) Help(s flow.State) []key.Binding { return p.help(s, p.items(s)) }
