package screen

import (
	"cmp"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/ui/widget"
)

// account is the row of an account: its status, provider, what it wants, since when.
func (p *providers) account(w *writer, a wire.Account, width int) string {
	line := widget.Pad(w.Theme.StatusText(widget.Clean(string(a.ConnectionStatus))), statusWidth) + "  " + widget.Clean(p.name(a))
	if code := cmp.Or(string(a.ErrorCode()), wants(a)); code != "" {
		line += "  " + w.Theme.Error.Render(widget.Clean(code))
	}
	if since := statusSince(a); !since.IsZero() {
		line += "  " + p.Theme.Muted.Render("since "+day(since))
	}
	return widget.Cut(line, width)
}

// describeRow writes what is known of the account or provider of a row, a line each.
func (p *providers) describeRow(w *writer, row, width int) {
	n := len(p.linked)
	if row >= n {
		p.describe(w, p.results.At(row-n).Provider, width)
		return
	}
	a := p.linked[row]
	w.line(p.Theme.Accent.Render(widget.Middle(widget.Clean(a.ID), width)))
	more := "its status, its data, revoking it"
	if cmp.Or(string(a.ErrorCode()), wants(a)) != "" {
		more = "logging in again, its status, its data, revoking it"
	}
	w.line(p.Theme.Text.Render(widget.Clean("linked at " + p.name(a) + ": enter shows the account")))
	w.line(p.Theme.Muted.Render(more))
}

// name is that of an account's provider, as far as the list has come.
func (p *providers) name(a wire.Account) string {
	v, _ := p.Index.Get(a.ProviderID)
	return cmp.Or(v.Name, a.ProviderID)
}

// wants names the monitor status of an account that waits for its user.
func wants(a wire.Account) string {
	if a.MonitorStatus == wire.MonitorUserActionRequired {
		return string(a.MonitorStatus)
	}
	return ""
}

func statusSince(a wire.Account) time.Time {
	if a.Connection.UpdatedAt.IsZero() {
		return a.CreatedAt
	}
	return a.Connection.UpdatedAt
}

const employerMissing = "Can't find your employer?"

// offerMissing writes what is offered below the list. Without upload the widget closes.
func offerMissing(w *writer) {
	label := employerMissing + " Close"
	if w.state.Options.CanUpload() {
		w.say(Sentence, "", w.Keys.Documents.Help().Desc+": "+uploadInstead)
		shortcut(w, w.Keys.Documents, "  "+w.Theme.Key.Render(w.Keys.Documents.Help().Key)+" "+uploadInstead, flow.UploadWanted{})
		label = employerMissing
	}
	missing := w.Keys.Missing
	line := "  " + w.Theme.Key.Render(missing.Help().Key) + " " + label
	w.note(Entry{Kind: Action, Label: label, Key: missing.Help().Key, Do: func() Out { return want(flow.EmployerMissing{}) }})
	missing.SetHelp("", "") // the line says it: the footer has room for others
	shortcut(w, missing, line, flow.EmployerMissing{})
}
