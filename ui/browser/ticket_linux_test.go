package browser

import (
	"net"
	"net/http"
	"net/netip"
	"os"
	"testing"
)

// taken asks for the ticket of a page.
func taken(t *testing.T, p *Page, change func(*http.Request)) (code int, leadsTo string) {
	t.Helper()
	r := request(t.Context(), p, "GET", "", "")
	r.URL.Path, r.RemoteAddr = p.ticket.path, "127.0.0.1:999"
	if change != nil {
		change(r)
	}
	w := do(p, r)
	return w.Code, w.Header().Get("Location")
}

// What stands in the list of processes leads to the page one time.
func TestATicketIsGoodForOneLoad(t *testing.T) {
	t.Parallel()
	p, _ := made(t, nil)
	for name, change := range map[string]func(*http.Request){
		"a post":  func(r *http.Request) { r.Method = "POST" },
		"a site":  func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") },
		"a start": func(r *http.Request) { r.URL.Path = p.ticket.path[:9] },
		"nobody":  func(r *http.Request) { r.RemoteAddr = "" },
		"a name":  func(r *http.Request) { r.Host = "evil.example:4242" },
	} {
		if code, to := taken(t, p, change); code < 400 || to != "" {
			t.Errorf("%s: %d to %q", name, code, to)
		}
	}
	if code, to := taken(t, p, nil); code != http.StatusFound || to != p.base {
		t.Errorf("the first time: %d to %q", code, to)
	}
	if code, to := taken(t, p, nil); code != http.StatusGone || to != "" {
		t.Errorf("the second time: %d to %q", code, to)
	}
}

// Another user of the machine, who is quicker than the browser, gets nothing.
func TestATicketIsOfOneUser(t *testing.T) {
	t.Parallel()
	p, _ := made(t, nil)
	var asked [2]uint16
	owner := false
	p.cfg.ours = func(from, to uint16) bool { asked = [2]uint16{from, to}; return owner }
	if code, to := taken(t, p, nil); code != http.StatusForbidden || to != "" {
		t.Errorf("another user: %d to %q", code, to)
	}
	if asked != [2]uint16{999, 4242} {
		t.Errorf("it asked about %v", asked)
	}
	owner = true
	if code, _ := taken(t, p, nil); code != http.StatusFound {
		t.Errorf("then the browser: %d", code)
	}
}

func TestTheKernelKnowsWhoseAConnectionIs(t *testing.T) {
	t.Parallel()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	from, to := netip.MustParseAddrPort(conn.LocalAddr().String()), netip.MustParseAddrPort(l.Addr().String())
	text, err := os.ReadFile("/proc/net/tcp")
	if err != nil {
		t.Fatal(err)
	}
	if uid, found := ownerOf(string(text), from.Port(), to.Port()); !found || uid != os.Getuid() {
		t.Errorf("%d, %t", uid, found)
	}
	if !sameUser(from.Port(), to.Port()) {
		t.Error("it counts as somebody else's")
	}
}

func TestWhoMayLoad(t *testing.T) {
	t.Parallel()
	for uid, want := range map[int]bool{1000: true, 0: true, 1001: false} {
		if got := mayLoad(uid, 1000); got != want {
			t.Errorf("%d: %t", uid, got)
		}
	}
}

func TestTheTableOfConnections(t *testing.T) {
	t.Parallel()
	const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1092 00000000:0000 0A 00000000:00000000 00:00000000 00000000     5        0 1 1 0000 100 0 0 10 0
   1: 0100007F:1092 0100007F:03E7 01 00000000:00000000 00:00000000 00000000     6        0 2 1 0000 20 4 30 10 -1
   2: 0100007F:03E7 0100007F:1093 01 00000000:00000000 00:00000000 00000000     7        0 3 1 0000 20 4 30 10 -1
   3: 0100007F:03E7 0100007F:1092 01 00000000:00000000 00:00000000 00000000  1000        0 4 1 0000 20 4 30 10 -1
   4: broken
   5: 0100007F:0001 0100007F:1092 01 00000000:00000000 00:00000000 00000000  1001
`
	if uid, found := ownerOf(table, 1, 4242); !found || uid != 1001 {
		t.Errorf("%d, %t in the shortest row", uid, found)
	}
	if uid, found := ownerOf(table, 999, 4242); !found || uid != 1000 {
		t.Errorf("%d, %t", uid, found)
	}
	if _, found := ownerOf(table, 998, 4242); found {
		t.Error("found what is not there")
	}
}
