package driver_test

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
)

// promptly closes the session and fails when that takes long.
func (w *walk) promptly() {
	w.t.Helper()
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		w.Close()
	}()
	ctx, cancel := context.WithTimeout(w.t.Context(), patience/4)
	defer cancel()
	select {
	case <-closed:
	case <-ctx.Done():
		w.t.Error("closing hangs")
	}
}

// serve is a host of one answer.
func serve(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	host := httptest.NewServer(h)
	t.Cleanup(host.Close)
	return host.URL + "/v1"
}

func says(status int, kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}

// cutOff promises more than it sends.
func cutOff(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "1000")
	_, _ = w.Write([]byte(`{"code":"CREATED","requestId":"r","data":{"user":{"id":"u"`))
}

// silent waits until the client hangs up, which a server only notices once it has
// read the request.
func silent(_ http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	<-r.Context().Done()
}

// TestBadHosts begins a session at hosts that are none: the Problem page says
// what happened and what to do.
func TestBadHosts(t *testing.T) {
	t.Parallel()
	const html = "<!doctype html><title>Sign in</title>"
	unresolved := func(context.Context, string, string) (net.Conn, error) {
		return nil, &net.DNSError{Err: "no such host", Name: "sandbox.smileapi.example", IsNotFound: true}
	}
	for name, c := range map[string]struct {
		host          func(*testing.T) plan
		kind          flow.FailureKind
		title, advice string
	}{
		"wrong key": {
			func(*testing.T) plan { return plan{key: "another-key-4711"} },
			flow.Lasting, "the API key is refused", "API_KEY",
		},
		"unresolved": {
			func(*testing.T) plan { return plan{open: "http://sandbox.smileapi.example/v1", dial: unresolved} },
			flow.Passing, "the host cannot be reached", "the host's name does not resolve: check the spelling in OPEN_API_HOST",
		},
		"refusing": {
			func(*testing.T) plan {
				host := httptest.NewServer(nil)
				defer host.Close()
				return plan{open: host.URL + "/v1"}
			},
			flow.Passing, "the host cannot be reached", "nothing listens there",
		},
		"silent": {
			func(t *testing.T) plan { return plan{open: serve(t, silent), timeout: 50 * time.Millisecond} },
			flow.Passing, "no answer in time", "OPEN_API_HOST",
		},
		"web page": {
			func(t *testing.T) plan { return plan{open: serve(t, says(200, "text/html", html))} },
			flow.Lasting, "the answer is not the API's", "OPEN_API_HOST",
		},
		"web page that is not found": {
			func(t *testing.T) plan { return plan{open: serve(t, says(404, "text/html", html))} },
			flow.Lasting, "the answer is not the API's", "OPEN_API_HOST",
		},
		"other JSON": {
			func(t *testing.T) plan { return plan{open: serve(t, says(200, "application/json", `{"hello":[1]}`))} },
			flow.Lasting, "the answer is not the API's", "OPEN_API_HOST",
		},
		"no data": {
			func(t *testing.T) plan {
				return plan{open: serve(t, says(201, "application/json", `{"code":"CREATED","requestId":"r"}`))}
			},
			flow.Lasting, "the answer is not the API's", "OPEN_API_HOST",
		},
		"cut off": {
			func(t *testing.T) plan { return plan{open: serve(t, cutOff)} },
			flow.Passing, "the answer was cut off", "try again",
		},
		"in trouble": {
			func(t *testing.T) plan {
				return plan{open: serve(t, says(503, "application/json", `{"code":"SERVER_UNAVAILABLE","message":"down","requestId":"req-1"}`))}
			},
			flow.Passing, "the server is in trouble", "request id",
		},
		"too many requests": {
			func(t *testing.T) plan {
				return plan{open: serve(t, func(w http.ResponseWriter, r *http.Request) {
					w.Header().Set("Retry-After", "9")
					says(429, "application/json", `{"code":"REQUEST_LIMIT_EXCEEDED","requestId":"r"}`)(w, r)
				})}
			},
			flow.Passing, "too many requests", "wait 9s",
		},
		"forbidding": {
			func(t *testing.T) plan {
				return plan{open: serve(t, says(403, "application/json", `{"code":"UNAUTHORIZED_ACCESS","message":"no","requestId":"req-1"}`))}
			},
			flow.Rejected, "not allowed", "ask Smile",
		},
		"redirecting": {
			func(t *testing.T) plan {
				return plan{open: serve(t, http.RedirectHandler("http://127.0.0.1:1/", http.StatusFound).ServeHTTP)}
			},
			flow.Lasting, "the host sends the call elsewhere", "OPEN_API_HOST",
		},
		"of another version": {
			func(t *testing.T) plan {
				return plan{open: serve(t, says(201, "application/json", `{"code":"CREATED","requestId":"r","data":{"user":{"id":"u"},"token":{"expiresAt":"soon"}}}`))}
			},
			flow.Lasting, "the answer has another shape than the API's", "which field it is and quote the request id",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := c.host(t)
			p.browser = p.open != ""
			w := begin(t, p)
			s := w.reach(flow.Problem)
			f := s.Calls.Failed.Failure
			if f.Kind != c.kind || f.Title != c.title || !strings.Contains(f.Advice, c.advice) || f.Call != "POST /users" {
				t.Errorf("%+v", f)
			}
			w.Apply(flow.Retried{}) // is under way when the user leaves
			w.Apply(flow.Close{})
			w.promptly()
			if s := w.State(); s.Page != flow.Closed || s.Session.CloseReason != wire.CloseX {
				t.Errorf("page %s, reason %q", s.Page, s.Session.CloseReason)
			}
			w.keepsSecrets()
		})
	}
}

// TestTheCauseReachesTheUser: the Problem page and the record of the call say which
// field had which shape, and what was let pass.
func TestTheCauseReachesTheUser(t *testing.T) {
	t.Parallel()
	w := begin(t, plan{browser: true, open: serve(t, says(201, "application/json",
		"\ufeff"+`{"code":"CREATED","message":"Success","requestId":"r","data":{"user":{"id":"u"},"token":{"expiresAt":"in 5 hours"}}}`))})
	const cause = `data.token.expiresAt is a text of the form "aa 9 aaaaa", and should be a time such as 2026-01-15T10:00:00Z`
	if f := w.reach(flow.Problem).Calls.Failed.Failure; f.Message != cause || f.Code != "CREATED" || f.RequestID != "r" {
		t.Errorf("%+v", f)
	}
	if calls := records[journal.HTTP](w); !strings.Contains(calls[0].Err, cause) || !strings.Contains(calls[0].Note, "byte order mark") {
		t.Errorf("%q, %q", calls[0].Err, calls[0].Note)
	}
}

// TestHangingHost leaves while the host does not answer.
func TestHangingHost(t *testing.T) {
	t.Parallel()
	var asked sync.WaitGroup
	asked.Add(1)
	w := begin(t, plan{open: serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked.Done()
		silent(w, r)
	}), browser: true})
	asked.Wait()
	w.Apply(flow.Close{})
	w.promptly()
	if calls := records[journal.HTTP](w); len(calls) != 1 || calls[0].Status != 0 || calls[0].Err == "" {
		t.Errorf("%+v", calls)
	}
}

// TestHostRecovers retries what failed at the start.
func TestHostRecovers(t *testing.T) {
	t.Parallel()
	var broken atomic.Bool
	broken.Store(true)
	w := begin(t, plan{door: unless(func(*http.Request) bool { return broken.Load() })})
	s := w.reach(flow.Problem)
	if f := s.Calls.Failed.Failure; f.RequestID != "req-500" || f.Status != 500 || f.Code != "SERVER_ERROR" || f.Message != "out of order" {
		t.Errorf("%+v", f)
	}
	if n := countCalls(w, "POST /users"); n != 1 {
		t.Errorf("a user was asked for %d times", n)
	}
	broken.Store(false)
	w.Apply(flow.Retried{})
	w.reach(flow.Consent)
}

// TestLoopingCursor stops reading a list that leads back to itself, and the
// session goes on with what it has.
func TestLoopingCursor(t *testing.T) {
	t.Parallel()
	w := begin(t, plan{browser: true, open: serve(t, func(rw http.ResponseWriter, r *http.Request) {
		answer(rw, http.StatusOK, `{"user":{"id":"u"},"token":{"accessToken":"lt-77aa88","mode":"SANDBOX"},
			"items":[{"id":"p`+r.URL.Query().Get("cursor")+`"}],"nextCursor":"c1"}`)
	})})
	s := w.until("the failure", func(s flow.State) bool { return s.Catalogue.Failure.Failed() })
	f := s.Catalogue.Failure
	if s.Page != flow.Consent || s.Catalogue.Loaded != 2 || f.Title != "the list leads back to itself" || !strings.Contains(f.Advice, "what was read so far stands") {
		t.Errorf("page %s, %d loaded, %+v", s.Page, s.Catalogue.Loaded, f)
	}
	if n := countCalls(w, "GET /providers"); n != 2 {
		t.Errorf("%d pages asked for", n)
	}
}

// polls passes everything but polls of an account on to the sandbox; those go to
// answer first, which says whether it has answered the n-th one.
func polls(answer func(n int, w http.ResponseWriter, host http.Handler, r *http.Request) bool) func(http.Handler) http.Handler {
	var n atomic.Int32
	return func(host http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			poll := r.Method == http.MethodGet && strings.HasPrefix(r.URL.Path, "/link/v1/accounts/")
			if !poll || !answer(int(n.Add(1)), w, host, r) {
				host.ServeHTTP(w, r)
			}
		})
	}
}

// TestRetryAfter leaves a host alone as long as it wants, also where the client
// has given up by itself.
func TestRetryAfter(t *testing.T) {
	t.Parallel()
	const refused = 7
	w := begin(t, plan{sandbox: trueToLife(), door: polls(func(n int, w http.ResponseWriter, _ http.Handler, r *http.Request) bool {
		if n > refused {
			return false
		}
		w.Header().Set("Retry-After", "11")
		says(429, "application/json", `{"code":"REQUEST_LIMIT_EXCEEDED","requestId":"r"}`)(w, r)
		return true
	})})
	w.login("sss_ph", "ssNumber", "3300000008", "123456")
	w.reach(flow.MFA)
	var before time.Time
	seen := 0
	for _, x := range w.raw {
		if x.Method != "GET" || !strings.HasPrefix(x.Path, "/accounts/") {
			continue
		}
		if seen++; seen > 1 && seen <= refused+1 && x.Started.Sub(before) < 11*time.Second {
			t.Errorf("poll %d came %s after the one before", seen, x.Started.Sub(before))
		}
		before = x.Started
	}
	if seen <= refused {
		t.Errorf("%d polls", seen)
	}
}

// TestPollsFail ends on the Problem page when a host stays broken, and goes on
// from there.
func TestPollsFail(t *testing.T) {
	t.Parallel()
	var broken atomic.Bool
	broken.Store(true)
	w := begin(t, plan{sandbox: trueToLife(), door: polls(func(_ int, w http.ResponseWriter, _ http.Handler, r *http.Request) bool {
		if broken.Load() {
			says(500, "text/html", "<h1>oops</h1>")(w, r)
		}
		return broken.Load()
	})})
	w.login("sss_ph", "ssNumber", "3300000008", "123456")
	s := w.reach(flow.Problem)
	if f := s.Calls.Failed.Failure; f.Title != "the server is in trouble" || s.Calls.Failed.Origin != flow.Connecting || f.Advice == "" {
		t.Errorf("%+v", s.Calls.Failed)
	}
	broken.Store(false)
	w.Apply(flow.Retried{})
	w.reach(flow.MFA)
	w.code("1234")
	w.reach(flow.ConnectSuccess)
	if n := count(w.callbacks(), "onAccountCreated"); n != 1 {
		t.Errorf("onAccountCreated fired %d times", n)
	}
}

// TestUnknownStatus keeps watching an account whose status is news, and says so.
func TestUnknownStatus(t *testing.T) {
	t.Parallel()
	const unknown = 5
	w := begin(t, plan{sandbox: trueToLife(), door: polls(func(n int, w http.ResponseWriter, host http.Handler, r *http.Request) bool {
		if n > unknown {
			return false
		}
		seen := httptest.NewRecorder()
		host.ServeHTTP(seen, r)
		body := bytes.ReplaceAll(seen.Body.Bytes(), []byte(`"PENDING"`), []byte(`"TELEPORTING\u001b[2J"`))
		says(200, "application/json", string(body))(w, r)
		return true
	})})
	w.login("philhealth_ph", "username", "George", "slow_60")
	s := w.until("the news", func(s flow.State) bool { return strings.Contains(s.Notice.Text, "TELEPORTING") })
	if s.Page != flow.Connecting || s.Notice.Level != flow.Warning || strings.Contains(s.Notice.Text, "\x1b") {
		t.Errorf("page %s, notice %+v", s.Page, s.Notice)
	}
	w.reach(flow.ConnectSuccess)
}

// TestBrokenPolls has a host that answers one poll after the other with nonsense
// that may pass: the session goes on by itself.
func TestBrokenPolls(t *testing.T) {
	t.Parallel()
	w := begin(t, plan{sandbox: trueToLife(), door: polls(func(n int, w http.ResponseWriter, _ http.Handler, r *http.Request) bool {
		switch n {
		case 1:
			cutOff(w, r)
		case 2:
			says(504, "text/plain", "gateway")(w, r)
		case 3:
			says(502, "text/html", "<h1>bad gateway</h1>")(w, r)
		case 4:
			panic(http.ErrAbortHandler) // cuts the connection without a word
		default:
			return false
		}
		return true
	})})
	w.login("sss_ph", "ssNumber", "3300000008", "123456")
	w.reach(flow.MFA)
	if s := w.State(); s.Calls.PollFailures != 0 {
		t.Errorf("%d misses", s.Calls.PollFailures)
	}
}
