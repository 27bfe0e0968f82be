package screen

import (
	"slices"
	"strings"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/ui/widget"
)

const allLabel = "All accounts and uploads"

// accounts lists all that the user has linked and uploaded, the newest first.
func accounts(w *writer) {
	s := w.state
	w.title(allLabel)
	w.equal = true
	if !s.HasAny() && s.Calls.Polling() {
		w.waiting("asking the host what this user has")
	} else if !s.HasAny() {
		w.text("This user has linked no account and uploaded no document yet.")
		w.text("Go back and choose a provider. What failed shows here as well, with its code.")
	}
	if len(s.Linking.Accounts) > 0 {
		w.muted("Accounts")
	}
	for _, a := range slices.Backward(s.Linking.Accounts) {
		w.button(accountRow(w, a), "", flow.AccountWanted{ID: a.ID})
	}
	if len(s.Documents.Archives) > 0 {
		w.muted("Uploads")
	}
	for _, a := range slices.Backward(s.Documents.Archives) {
		w.button(uploadRow(w, a), "", flow.ArchiveWanted{ID: a.ID})
	}
	w.blank()
	w.button("Back", "b", flow.Back{})
	w.refresh()
}

// statusWidth is that of the longest status, DISCONNECTED, with its sign.
const statusWidth = 14

// entry is the row of an account or upload, of so many cells: its status, what it is, and
// at the right its time; what more there is, such as its code, has a second line where one
// is too short.
func entry(w *writer, status, name, more string, created time.Time, width int) string {
	row, at := widget.Pad(w.Theme.StatusText(widget.Clean(status)), statusWidth)+"  "+widget.Clean(name), ""
	if !created.IsZero() {
		at = w.Theme.Muted.Render(created.UTC().Format(timeFormat))
	}
	short := func(texts ...string) bool { return widget.Width(strings.Join(texts, "  ")) <= width }
	if more != "" && short(row, more, at) {
		row, more = row+"  "+more, ""
	}
	if at != "" && short(row, at) {
		row, at = widget.Fit(row, width-widget.Width(at))+at, ""
	}
	const indent = statusWidth + 2
	for _, part := range []string{more, at} {
		for _, line := range widget.Lines(widget.Wrap(part, max(width-indent, 8))) {
			if line != "" {
				row += "\n" + strings.Repeat(" ", indent) + line
			}
		}
	}
	return row
}

// uploadRow is the row of an upload, with its files.
func uploadRow(w *writer, a wire.Archive) string {
	var names []string
	for _, f := range a.RawFiles {
		names = append(names, widget.Clean(f.Name))
	}
	more := strings.TrimSpace(errorCode(w, string(a.ErrorCode())) + "  " + strings.Join(names, ", "))
	return entry(w, string(a.State.Status), typeLabel(w.state, a.Type), more, a.CreatedAt, w.width-2)
}

// accountRow is the row of an account.
func accountRow(w *writer, a wire.Account) string {
	return entry(w, string(a.ConnectionStatus), a.ProviderID, errorCode(w, string(a.ErrorCode())), a.CreatedAt, w.width-2)
}

func errorCode(w *writer, code string) string { return w.Theme.Error.Render(widget.Clean(code)) }

// offerAll offers the page of everything, once there is something.
func offerAll(w *writer) {
	if w.state.HasAny() {
		w.button(allLabel, "l", flow.AccountsWanted{})
	}
}
