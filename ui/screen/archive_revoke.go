package screen

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/flow"
)

// archiveRevoke shows an upload and lets the user revoke it.
type archiveRevoke struct {
	card
	confirmation
}

func newArchiveRevoke(env *Env) *archiveRevoke {
	return &archiveRevoke{card: card{Env: env}, confirmation: newConfirmation(env, "Archive id")}
}

func (p *archiveRevoke) items(s flow.State) []item {
	if s.Revoke == flow.RevokeAsked {
		return []item{
			{label: "Keep the upload", letter: "k", out: want(flow.Back{})},
			{label: "Revoke, and delete it", letter: "y", out: want(flow.RevokeConfirmed{})},
		}
	}
	var items []item
	if s.CanRevoke() {
		items = append(items, item{label: "Revoke the upload", letter: "x", out: want(flow.RevokeWanted{})})
	}
	items = append(items,
		item{label: "Look again", letter: "r", out: want(flow.Refreshed{})},
		item{label: "Copy the archive's id", letter: "i", out: Out{Copy: s.ArchiveID, What: "archive id"}},
	)
	if s.CanGoBack() {
		items = append(items, item{label: "Back", letter: "b", out: want(flow.Back{})})
	}
	return append(items, item{label: "Close", letter: "c", out: want(flow.Close{})})
}

func (p *archiveRevoke) Update(msg tea.Msg, s flow.State) Out {
	if typesID(s) {
		return p.answer(msg)
	}
	p.rest(s)
	return p.pick(msg, p.items(s))
}

func (p *archiveRevoke) View(s flow.State, width, _ int) Sheet {
	w := write(p.Theme, width)
	a := s.CurrentArchive()
	w.title("Upload of " + typeLabel(s, a.Type))
	w.notice(s.Notice)
	w.archiveFacts(s, a)
	if !a.CreatedAt.IsZero() {
		w.fact("Created", a.CreatedAt.UTC().Format("2006-01-02 15:04:05")+" UTC")
	}
	w.blank()
	switch {
	case s.Revoke == flow.RevokeSent:
		w.muted(p.Theme.Symbols.Wait + " revoking, until the status says so")
	case typesID(s):
		p.ask(w, s, "Revoking deletes the upload. Type the archive's id to go through with it, or esc to keep it.")
	case s.Revoke == flow.RevokeAsked:
		w.styled(p.Theme.Warning.Render, p.Theme.Symbols.Warn+" Revoke the upload? Its files and values are deleted.")
		p.menu(w, p.items(s))
	default:
		if a.State.Status == wire.ArchiveRevoked {
			w.muted("Its files and values are gone.")
		}
		p.menu(w, p.items(s))
	}
	return w.sheet
}

func (p *archiveRevoke) Help(s flow.State) []key.Binding { return p.help(s, p.items(s)) }
