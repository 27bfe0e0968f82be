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
		w.button(entry(w, string(a.ConnectionStatus), string(a.ErrorCode()), a.ProviderID, a.CreatedAt), "", flow.AccountWanted{ID: a.ID})
	}
	if len(s.Documents.Archives) > 0 {
		w.muted("Uploads")
	}
	for _, a := range slices.Backward(s.Documents.Archives) {
		w.button(entry(w, string(a.State.Status), string(a.ErrorCode()), uploadName(s, a), a.CreatedAt), "", flow.ArchiveWanted{ID: a.ID})
	}
	w.blank()
	w.button("Back", "b", flow.Back{})
	w.refresh()
}

// statusWidth is that of the longest status, DISCONNECTED, with its sign.
const statusWidth = 14

// entry is the row of an account or upload: its status, what it is, its code, its time.
func entry(w *writer, status, code, name string, created time.Time) string {
	row := widget.Pad(w.Theme.StatusText(widget.Clean(status)), statusWidth) + "  " + widget.Clean(name)
	if code != "" {
		row += "  " + w.Theme.Error.Render(widget.Clean(code))
	}
	if !created.IsZero() {
		row += "  " + w.Theme.Muted.Render(created.UTC().Format(timeFormat))
	}
	return row
}

// uploadName is the document type of an upload with its files.
func uploadName(s flow.State, a wire.Archive) string {
	name := typeLabel(s, a.Type)
	for _, f := range a.RawFiles {
		name += ", " + f.Name
	}
	return strings.TrimSpace(name)
}

// offerAll offers the page of everything, once there is something.
func offerAll(w *writer) {
	if w.state.HasAny() {
		w.button(allLabel, "l", flow.AccountsWanted{})
	}
}
