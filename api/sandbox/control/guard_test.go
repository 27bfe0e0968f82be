package control

import (
	"net/http/httptest"
	"testing"

	"winkterm/api/sandbox/web"
)

// TestTheControlIsForThisMachineAlone: the name that is asked for and the address
// that asks must both be loopback unless the key is shown, and a browser must not
// ask for another origin.
func TestTheControlIsForThisMachineAlone(t *testing.T) {
	t.Parallel()
	const key = "a-key-of-the-control"
	for _, c := range []struct {
		host, remote, origin, bearer string
		let, letKeyed                bool // without a key of its own, and with one
	}{
		{"127.0.0.1:8970", "127.0.0.1:50000", "", "", true, true},
		{"localhost", "[::1]:50000", "", "", true, true},
		{"127.0.0.1:8970", "127.0.0.1:50000", "http://127.0.0.1:8970", "", true, true},
		{"127.0.0.1:8970", "192.0.2.7:50000", "", "", false, false},
		{"localhost:8970", "[2001:db8::7]:50000", "", "", false, false},
		{"127.0.0.1:8970", "", "", "", false, false},
		{"sandbox.example:8970", "127.0.0.1:50000", "", "", false, false},
		{"127.0.0.1:8970", "127.0.0.1:50000", "https://elsewhere.example", "", false, false},
		{"sandbox:8970", "192.0.2.7:50000", "", key, false, true},
		{"sandbox:8970", "192.0.2.7:50000", "", key[1:], false, false},
		{"sandbox:8970", "192.0.2.7:50000", "https://elsewhere.example", key, false, false},
		{"127.0.0.1:8970", "127.0.0.1:50000", "", "wrong", true, false},
	} {
		r := httptest.NewRequest("POST", "/_sandbox/reset", nil)
		r.Host, r.RemoteAddr = c.host, c.remote
		if c.origin != "" {
			r.Header.Set("Origin", c.origin)
		}
		if c.bearer != "" {
			r.Header.Set("Authorization", "Bearer "+c.bearer)
		}
		if err := new(Control).Guard(&web.Call{R: r}); (err == nil) != c.let {
			t.Errorf("%+v: %v", c, err)
		}
		if err := (&Control{Key: key}).Guard(&web.Call{R: r}); (err == nil) != c.letKeyed {
			t.Errorf("%+v with a key: %v", c, err)
		}
	}
}
