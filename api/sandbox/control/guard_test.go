package control

import (
	"net/http/httptest"
	"testing"

	"winkterm/api/sandbox/web"
)

// TestTheControlIsForThisMachineAlone: the name that is asked for and the address
// that asks must both be loopback, and a browser must not ask for another origin.
func TestTheControlIsForThisMachineAlone(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		host, remote, origin string
		let                  bool
	}{
		{"127.0.0.1:8970", "127.0.0.1:50000", "", true},
		{"localhost", "[::1]:50000", "", true},
		{"127.0.0.1:8970", "127.0.0.1:50000", "http://127.0.0.1:8970", true},
		{"127.0.0.1:8970", "192.0.2.7:50000", "", false},
		{"localhost:8970", "[2001:db8::7]:50000", "", false},
		{"127.0.0.1:8970", "", "", false},
		{"sandbox.example:8970", "127.0.0.1:50000", "", false},
		{"127.0.0.1:8970", "127.0.0.1:50000", "https://elsewhere.example", false},
	} {
		r := httptest.NewRequest("POST", "/_sandbox/reset", nil)
		r.Host, r.RemoteAddr = c.host, c.remote
		if c.origin != "" {
			r.Header.Set("Origin", c.origin)
		}
		if err := needLoopback(&web.Call{R: r}); (err == nil) != c.let {
			t.Errorf("%+v: %v", c, err)
		}
	}
}
