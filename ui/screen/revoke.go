package screen

import (
	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/ui/widget"
)

// accountRevoke shows an account, and lets the user revoke it or stop its sync.
func accountRevoke(w *writer) {
	a := w.state.Linking.Current()
	w.title("Account at " + a.ProviderID)
	accountFacts(w, a)
	created(w, a.CreatedAt)
	syncFacts(w)
	read := a.ConnectionStatus == wire.StatusConnected || a.MonitorStatus == wire.MonitorUserActionRequired
	if read && w.state.Revocation.Stage == flow.RevokeIdle {
		retention(w, a, w.state.Linking.Tasks)
	}
	if w.state.Linking.AuthorisesAgain() && w.state.Revocation.Stage == flow.RevokeIdle {
		w.blank()
		w.remark(widget.Warning, "The user has to authorise again: an application opens the widget for them.")
	}
	t := thing{
		noun: "account", idName: "account id", id: a.ID, deleted: "its data",
		revoked: a.ConnectionStatus == wire.StatusDisconnected,
	}
	if w.state.Linking.CanLogInAgain() {
		t.first = append(t.first, button{"Log in again", "l", want(flow.LoginWanted{})})
	}
	if w.state.Linking.CanStopSync() {
		t.more = append(t.more, button{"Stop the data sync", "m", want(flow.SyncStopWanted{})})
	}
	t.revoke(w)
	if explained, known := assets.Explain(string(a.ErrorCode())); known && t.first != nil {
		w.blank()
		explanation(w, explained)
	}
}

// revokeArchive shows an upload, and lets the user revoke it.
func revokeArchive(w *writer) {
	a := w.state.Documents.Current()
	w.title("Upload of " + typeLabel(w.state, a.Type))
	archiveFacts(w, a)
	created(w, a.CreatedAt)
	thing{
		noun: "upload", idName: "archive id", id: a.ID, deleted: "its files and values",
		revoked: a.State.Status == wire.ArchiveRevoked,
	}.revoke(w)
}

// thing is what can be revoked.
type thing struct {
	// noun is the thing to the user, idName what its id is called.
	noun, idName, id string
	// deleted is what goes with it.
	deleted string
	revoked bool
	// first and more stand before and behind the button that revokes.
	first, more []button
}

// revoke offers to revoke a thing, and asks before. In production its id
// must be typed first.
func (t thing) revoke(w *writer) {
	stage := w.state.Revocation.Stage
	w.blank()
	switch {
	case stage == flow.RevokeSent:
		w.waiting("revoking, until the status says so")
	case stage == flow.RevokeAsked && w.state.Session.Production():
		t.confirm(w)
		return
	case stage == flow.RevokeAsked:
		w.styled(w.Theme.Warning.Render, w.Theme.Symbols.Warn+" Revoke the "+t.noun+"? That deletes "+t.deleted+".")
		t.amount(w)
		w.button("Keep the "+t.noun, "k", flow.Back{})
		w.button("Revoke, and delete "+t.deleted, "y", flow.RevokeConfirmed{})
		return
	case t.revoked:
		w.muted(capital(t.deleted) + " are gone.")
		t.remains(w)
	}
	w.form.inputs = nil      // what was typed to confirm is forgotten
	w.equal = t.first == nil // nobody is led to revoke
	w.offer(t.first...)
	if w.state.CanRevoke() {
		w.button("Revoke the "+t.noun, "x", flow.RevokeWanted{})
	}
	seeData(w)
	w.offer(t.more...)
	w.button("Look again", "r", flow.Refreshed{})
	w.offer(button{"Copy the " + t.idName, "i", Out{Copy: t.id, What: t.idName}})
	if w.state.CanGoBack() {
		w.button("Back", "b", flow.Back{})
	}
	w.button("Close", "c", flow.Close{})
}

// confirm asks for a thing's id before something is deleted in production.
func (t thing) confirm(w *writer) {
	w.styled(w.Theme.Warning.Render, w.Theme.Symbols.Warn+" This is production. Revoking deletes "+t.deleted+
		". Type the "+t.idName+" to go through with it, or esc to keep the "+t.noun+".")
	t.amount(w)
	idField(w, t.idName, w.state.Revocation.Invalid, func() {}, func(typed string) Out {
		return want(flow.RevokeConfirmed{Typed: typed})
	})
}

// idField writes a field in which an id is typed before something is done in production:
// typing is called with each key, done with what was typed.
func idField(w *writer, name, invalid string, typing func(), done func(typed string) Out) {
	f := &w.form
	if len(f.inputs) == 0 {
		f.inputs = []widget.Input{{Label: capital(name)}}
		f.focus(0)
	}
	send := func() Out { return done(f.inputs[0].Value()) }
	w.input(0, invalid, func() Out { typing(); return Out{} })
	w.send("confirm", send)
	w.rest = func(msg tea.Msg) Out { return f.typing(msg, w.Keys, func() Out { typing(); return Out{} }, send) }
}
