package browser

import (
	"net/http"
	"net/netip"
)

// ticket is the path of the address that a browser is opened at. Every user of the
// machine can read it in the list of processes, so it leads to the page one time, and
// on Linux only the user who runs this.
type ticket struct {
	path  string
	port  uint16 // of the page
	spent bool   // guarded by the page's lock
}

// serveTicket leads to the page the first time.
func (p *Page) serveTicket(w http.ResponseWriter, r *http.Request) {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil || !navigation(r) || !p.cfg.ours(from.Port(), p.ticket.port) {
		http.Error(w, "this is for the browser that was opened", http.StatusForbidden)
		return
	}
	p.mu.Lock()
	spent := p.ticket.spent
	p.ticket.spent = true
	p.mu.Unlock()
	if spent {
		http.Error(w, "This address was good for one time: open the one that the terminal shows.", http.StatusGone)
		return
	}
	http.Redirect(w, r, p.base, http.StatusFound)
}
