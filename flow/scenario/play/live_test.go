package play_test

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"winkterm/api/sandbox"
	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
	"winkterm/flow/session"
)

// running starts a sandbox that is a host like any other.
func running(t *testing.T) session.Host {
	t.Helper()
	r, err := sandbox.Listen(t.Context(), sandbox.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close(context.Background()) })
	return session.Host{OpenAPI: r.OpenAPI(), Link: r.Link(), Control: r.Control(), Key: sandbox.DefaultKey, Secret: sandbox.DefaultKey}
}

func TestAtAHost(t *testing.T) {
	t.Parallel()
	s := &spec.Scenario{Name: "at a host"}
	s.Steps = toLogin("sss_ph", spec.Login{}, spec.Code{}, spec.Until{Status: "CONNECTED"}, spec.Until{Status: "Finished", In: spec.OfTask},
		spec.Account{}, spec.Revoke{}, spec.Until{Status: "DISCONNECTED"}, spec.Resume{}, spec.Until{Page: "AccountRevoke"})
	s.Expect = expect(spec.Callback{Name: "onAccountConnected", Count: one(1)}, spec.Callback{Name: "onAccountRemoved"})
	out := play.Run(t.Context(), s, play.Config{Host: running(t)})
	if out.Verdict != play.Passed {
		t.Fatalf("%s %+v", out.Verdict, out.Failure)
	}
	if out.Header.Sandbox != nil || !strings.HasPrefix(out.Header.Host, "127.0.0.1:") {
		t.Fatalf("%+v", out.Header)
	}
}

func TestWhatBecomesOfAHostInTrouble(t *testing.T) {
	t.Parallel()
	s := &spec.Scenario{Name: "trouble", Steps: steps(spec.Consent{})}
	refusing := running(t)
	refusing.Key = "another"
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	gone := session.Host{OpenAPI: "http://" + l.Addr().String() + "/v1", Key: "k", Secret: "s"}
	_ = l.Close()
	slow := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGatewayTimeout) }))
	t.Cleanup(slow.Close)
	late := session.Host{OpenAPI: slow.URL + "/v1", Key: "k", Secret: "s"}
	for name, tc := range map[string]struct {
		host    session.Host
		verdict play.Verdict
	}{"a key that is refused": {refusing, play.Refused}, "nobody there": {gone, play.Unreachable}, "no answer in time": {late, play.TimedOut}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if out := play.Run(t.Context(), s, play.Config{Host: tc.host}); out.Verdict != tc.verdict {
				t.Fatalf("%s %+v", out.Verdict, out.Failure)
			}
		})
	}
}

// TestAHostThatHangs: the time that a scenario may take ends it.
func TestAHostThatHangs(t *testing.T) {
	t.Parallel()
	asked, over := make(chan struct{}, 100), make(chan struct{})
	hangs := &http.Server{Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked <- struct{}{}; <-over })} //nolint:gosec // loopback, for a moment
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = hangs.Serve(l) }()
	t.Cleanup(func() { close(over); _ = hangs.Close() })
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-asked; cancel() }()
	s := &spec.Scenario{Name: "hangs", Steps: steps(spec.Consent{})}
	out := play.Run(ctx, s, play.Config{Host: session.Host{OpenAPI: "http://" + l.Addr().String() + "/v1", Key: "k", Secret: "s"}})
	if out.Verdict != play.Interrupted || out.Failure.Got != "it was interrupted here" {
		t.Fatalf("%s %+v", out.Verdict, out.Failure)
	}
	if out := play.Run(t.Context(), s, play.Config{Host: session.Host{OpenAPI: "http://" + l.Addr().String() + "/v1", Key: "k", Secret: "s"}, Timeout: 1}); out.Verdict != play.TimedOut || out.Failure.Got != "the time that it may take was over here" {
		t.Fatalf("%s %+v", out.Verdict, out.Failure)
	}
}

func TestUnplayableStepsAreNamedBefore(t *testing.T) {
	t.Parallel()
	s := &spec.Scenario{Steps: toLogin("sss_ph", spec.Login{}, spec.Clock{Advance: 1})}
	s.Expect = expect(spec.Never{Expect: spec.Expect{Check: spec.Webhook{Type: "ACCOUNT_FAILED"}}})
	if got := play.Unplayable(s, session.Host{}); len(got) != 0 {
		t.Fatalf("%+v", got)
	}
	got := play.Unplayable(s, session.Host{OpenAPI: "https://smile.test/v1"})
	if len(got) != 3 || got[0].Pos.Line != 3 || !strings.Contains(got[0].Why, "browser") || !strings.Contains(got[1].Why, "sandbox") {
		t.Fatalf("%+v", got)
	}
}
