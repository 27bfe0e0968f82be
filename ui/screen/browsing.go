package screen

import (
	"strconv"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
	"winkterm/ui/widget"
)

// browsing follows the widget in a browser.
type browsing struct {
	card
	// code shows the address as a QR code.
	code bool
}

func (p *browsing) items(s flow.State) []item {
	b := s.Browser
	var items []item
	if b.Page == flow.PageOpen {
		items = append(items, item{label: "Give it a fresh token", letter: "t", out: want(flow.TokenWanted{})})
	}
	if running := b.Page == flow.PageOpen && b.Reason == ""; !s.Calls.Busy() && !running {
		items = append(items, item{label: "Open the widget again", letter: "o", out: want(flow.Retried{})})
	}
	if _, ok := s.Linking.Account(b.AccountID); ok {
		items = append(items, item{label: "See or revoke the account", letter: "s", out: want(flow.AccountWanted{})})
	}
	if _, ok := s.Documents.Archive(b.ArchiveID); ok {
		items = append(items, item{label: "See or revoke the upload", letter: "u", out: want(flow.ArchiveWanted{ID: b.ArchiveID})})
	}
	return append(items, item{label: "Back to the wizard", letter: "b", out: want(flow.Back{})})
}

func (p *browsing) Update(msg tea.Msg, s flow.State) Out {
	press, ok := msg.(tea.KeyPressMsg)
	switch {
	case !ok:
	case key.Matches(press, p.Keys.Retry):
		return want(flow.Refreshed{})
	case key.Matches(press, p.Keys.QRCode) && p.QR != nil:
		p.code = !p.code
		return Out{}
	}
	return p.pick(msg, p.items(s))
}

func (p *browsing) View(s flow.State, width, _ int) View {
	w := write(p.Theme, width)
	title := "The widget in the browser"
	if s.Browser.OnlyProvider != "" {
		title += ", for " + s.Browser.OnlyProvider
	}
	w.title(title)
	w.notice(s.Notice)
	p.pageFacts(w, s.Browser)
	if p.code && s.Browser.URL != "" {
		for _, line := range p.QR(s.Browser.URL) {
			w.line(line)
		}
	}
	w.blank()
	p.menu(w, p.items(s))
	w.blank()
	p.shown(w, s)
	return w.view
}

// pageFacts says how the page stands and how to get to it.
func (p *browsing) pageFacts(w *writer, b flow.Browser) {
	symbols := p.Theme.Symbols
	switch b.Page {
	case flow.PageNone:
		w.muted(symbols.Wait + " the page is being made")
	case flow.PageWaiting:
		if b.Text != "" {
			w.text(symbols.Warn + " no browser was opened: " + widget.Clean(b.Text))
		}
		w.text(symbols.Wait + " a browser is waited for; if none opens, open the address below")
	case flow.PageOpen:
		w.text(symbols.Done + " a browser shows it")
	case flow.PageGone:
		w.text(symbols.Fail + " the browser has left it, or does not answer any more")
	case flow.PageBroken:
		w.text(symbols.Fail + " the widget does not run: " + widget.Clean(b.Text))
	}
	if b.Expired {
		w.text(symbols.Fail + " its token has expired: t gives it a fresh one")
	}
	if b.URL == "" {
		return
	}
	w.text(b.URL)
	if p.QR != nil {
		w.text(symbols.Warn + " whoever has this address can open it from other machines")
	}
	if p.Forward != nil {
		w.muted("by SSH: " + p.Forward(b.URL))
	}
}

// shown says what the widget has sent, and what came of it.
func (p *browsing) shown(w *writer, s flow.State) {
	b := s.Browser
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
	for _, a := range s.Linking.Accounts {
		w.drawn("Account", p.Theme.StatusText(widget.Clean(string(a.ConnectionStatus)))+" "+
			widget.Clean(string(a.ErrorCode())+" "+a.ProviderID+" "+a.ID))
	}
	for _, a := range s.Documents.Archives {
		w.drawn("Archive", p.Theme.StatusText(widget.Clean(string(a.State.Status)))+" "+
			widget.Clean(string(a.ErrorCode())+" "+a.Type+" "+a.ID))
	}
}

func (p *browsing) Help(s flow.State) []key.Binding {
	look := p.Keys.Retry
	look.SetHelp("r", "look again")
	keys := []key.Binding{look}
	if p.QR != nil {
		keys = append(keys, p.Keys.QRCode)
	}
	return append(keys, p.help(s, p.items(s))...)
}
