package screen

import (
	"strconv"
	"strings"
	"time"

	"winkterm/flow"
	"winkterm/ui/widget"
)

// browsing follows the widget in a browser; its other side is the address as a QR
// code.
func browsing(w *writer) {
	s, b := w.state, w.state.Browser
	title := "The widget in the browser"
	if b.OnlyProvider != "" {
		title += ", for " + b.OnlyProvider
	}
	w.title(title)
	w.refresh()
	pageFacts(w, b)
	if w.QR != nil {
		w.flip(w.Keys.QRCode, "")
	}
	if w.flipped && b.URL != "" {
		for _, line := range w.QR(b.URL) {
			w.line(line)
		}
	}
	w.blank()
	if b.Page == flow.PageOpen {
		w.button("Give it a fresh token", "t", flow.TokenWanted{})
	}
	if running := b.Page == flow.PageOpen && b.Reason == ""; !s.Calls.Busy() && !running {
		w.button("Open the widget again", "o", flow.Retried{})
	}
	if _, ok := s.Linking.Account(b.AccountID); ok {
		w.button("See or revoke the account", "s", flow.AccountWanted{})
	}
	if _, ok := s.Documents.Archive(b.ArchiveID); ok {
		w.button("See or revoke the upload", "u", flow.ArchiveWanted{ID: b.ArchiveID})
	}
	w.button("Back to the wizard", "b", flow.Back{})
	w.blank()
	widgetFacts(w)
}

// pageFacts says how the page stands and how to get to it.
func pageFacts(w *writer, b flow.Browser) {
	symbols := w.Theme.Symbols
	switch b.Page {
	case flow.PageNone:
		w.muted(symbols.Wait + " the page is being made")
	case flow.PageWaiting:
		if b.Text != "" {
			w.styled(w.Theme.Warning.Render, symbols.Warn+" no browser was opened: "+b.Text)
		}
		w.text(symbols.Wait + " a browser is waited for; if none opens, open the address below")
	case flow.PageOpen:
		w.styled(w.Theme.Success.Render, symbols.Done+" a browser shows it")
	case flow.PageGone:
		w.styled(w.Theme.Error.Render, symbols.Fail+" the browser has left it, or does not answer any more")
	case flow.PageBroken:
		w.styled(w.Theme.Error.Render, symbols.Fail+" the widget does not run: "+b.Text)
	}
	if b.Expired {
		w.styled(w.Theme.Error.Render, symbols.Fail+" its token has expired: t gives it a fresh one")
	}
	if b.URL == "" {
		return
	}
	w.text(b.URL)
	if w.QR != nil {
		w.styled(w.Theme.Warning.Render, symbols.Warn+" whoever has this address can open it from other machines")
	}
	if w.Forward != nil {
		w.muted("by SSH: " + w.Forward(b.URL))
	}
}

// widgetFacts says what the widget has sent, and what came of it.
func widgetFacts(w *writer) {
	b := w.state.Browser
	at := "nothing yet"
	if b.Screen.EventName != "" {
		at = string(b.Screen.EventName)
		if b.Screen.Account != nil {
			at += " " + b.Screen.Account.ProviderID
		}
	}
	if b.Reason != "" {
		at = "closed by " + string(b.Reason)
	}
	w.fact("It shows", at)
	w.fact("Callbacks", strconv.Itoa(b.CallbackCount))
	allLinked(w)
}

// allLinked lists the accounts and archives, with codes and whole ids.
func allLinked(w *writer) {
	width := w.width - labelWidth
	for _, a := range w.state.Linking.Accounts {
		w.drawn("Account", entry(w, string(a.ConnectionStatus), a.ProviderID, strings.TrimSpace(errorCode(w, string(a.ErrorCode()))+"  "+widget.Clean(a.ID)), time.Time{}, width))
	}
	for _, a := range w.state.Documents.Archives {
		w.drawn("Archive", entry(w, string(a.State.Status), a.Type, strings.TrimSpace(errorCode(w, string(a.ErrorCode()))+"  "+widget.Clean(a.ID)), time.Time{}, width))
	}
}
