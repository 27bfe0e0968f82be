package api_test

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"winkterm/api"
	"winkterm/api/wire"
)

// line is what stands between a client and a host: it passes on what is sent, until
// the connections that stand are forgotten, as a router does after the machine slept.
type line struct {
	net.Listener
	mu     sync.Mutex
	opened int
	ends   []net.Conn
	lost   map[net.Conn]bool
}

func newLine(t *testing.T, host string) *line {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &line{Listener: listener, lost: map[net.Conn]bool{}}
	var work sync.WaitGroup
	work.Go(func() {
		for {
			near, err := l.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial("tcp", host)
			if err != nil {
				t.Error(err)
				return
			}
			l.mu.Lock()
			l.opened++
			l.ends = append(l.ends, near, far)
			l.mu.Unlock()
			work.Go(func() { l.pass(near, far) })
			work.Go(func() { l.pass(far, near) })
		}
	})
	t.Cleanup(func() {
		_ = l.Close()
		l.mu.Lock()
		for _, c := range l.ends {
			_ = c.Close()
		}
		l.mu.Unlock()
		work.Wait()
	})
	return l
}

// pass hands on what comes, and drops it once the connection is forgotten.
func (l *line) pass(from, to net.Conn) {
	buffer := make([]byte, 1<<15)
	for {
		n, err := from.Read(buffer)
		l.mu.Lock()
		lost := l.lost[from]
		l.mu.Unlock()
		if err != nil && !lost {
			_ = to.Close()
		}
		if err != nil {
			return
		}
		if !lost {
			_, _ = to.Write(buffer[:n])
		}
	}
}

// forget makes all connections silent that stand now.
func (l *line) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, c := range l.ends {
		l.lost[c] = true
	}
}

func (l *line) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.opened
}

// An HTTP/2 connection that goes silent is noticed within the time-out of the call
// that meets it, and replaced: what may be repeated is, and the next call is on a new
// one whatever it is.
func TestSilentConnectionIsReplaced(t *testing.T) {
	t.Parallel()
	for name, call := range map[string]func(*testing.T, *api.Client){
		"a call that may be repeated": func(t *testing.T, c *api.Client) {
			t.Helper()
			if err := askUser(t.Context(), c); err != nil {
				t.Error(err)
			}
		},
		"a call that may not": func(t *testing.T, c *api.Client) {
			t.Helper()
			_, err := c.CreateUser(t.Context(), wire.UserRequest{})
			wantKind(t, err, api.KindCutOff)
			if err := askUser(t.Context(), c); err != nil {
				t.Error(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			host := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if _, _ = io.Copy(io.Discard, r.Body); r.ProtoMajor != 2 {
					t.Errorf("a call over %s", r.Proto)
				}
				envelope(200, "OK", oneUser)(w, r)
			}))
			host.EnableHTTP2 = true
			host.StartTLS()
			defer host.Close()
			between := newLine(t, host.Listener.Addr().String())
			transport := api.NewHTTPTransport()
			defer transport.CloseIdleConnections()
			transport.TLSClientConfig = host.Client().Transport.(*http.Transport).TLSClientConfig.Clone() //nolint:errcheck,forcetypeassert // as documented
			// A connection that is well answers within the second, however busy the machine.
			transport.HTTP2.SendPingTimeout, transport.HTTP2.PingTimeout = 20*time.Millisecond, 3*time.Second
			c := client(t, host, func(cfg *api.Config) {
				cfg.BaseURL, cfg.HTTP = "https://"+between.Addr().String()+"/v1", &http.Client{Transport: transport}
			})
			if err := askUser(t.Context(), c); err != nil || between.count() != 1 {
				t.Fatalf("%v, %d connections", err, between.count())
			}
			between.forget()
			call(t, c)
			if n := between.count(); n != 2 {
				t.Errorf("%d connections", n)
			}
		})
	}
}

// The true figures: a silent connection is given up twice within the time-out of
// watch, which is the shorter one.
func TestSilenceIsShorterThanTheTimeouts(t *testing.T) {
	t.Parallel()
	h := api.NewHTTPTransport().HTTP2
	if silent := h.SendPingTimeout + h.PingTimeout; h.SendPingTimeout == 0 || silent > 15*time.Second/3*2 {
		t.Errorf("%s", silent)
	}
}
