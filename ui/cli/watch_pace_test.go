package cli

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"winkterm/api"
	"winkterm/flow/follow"
	"winkterm/flow/session"
)

func TestThePaceIsThatOfTheHost(t *testing.T) {
	t.Parallel()
	for open, want := range map[string]follow.Pace{
		"http://127.0.0.1:8970/v1": follow.Loopback, "http://localhost/v1": follow.Loopback, "http://[::1]:1/v1": follow.Loopback,
		smileSandbox: follow.Remote, "https://gateway.test/v1": follow.Remote,
	} {
		if got := watchPace(session.Host{OpenAPI: open}, watchFlags{}); got != want {
			t.Errorf("%s: %+v", open, got)
		}
	}
	if got := watchPace(session.Host{OpenAPI: "https://open.smileapi.io/v1"}, watchFlags{production: true}); got != follow.Production {
		t.Errorf("production: %+v", got)
	}
}

// The help and the docs name the rates that the paces allow.
func TestTheRatesAreDocumentedAsTheyAre(t *testing.T) {
	t.Parallel()
	docs, err := os.ReadFile("../../docs/support.md")
	if err != nil {
		t.Fatal(err)
	}
	_, help, _ := run(t, nil, "watch", "--help")
	want := fmt.Sprintf("makes at most %d requests a second (%d in production, %d on this machine)",
		time.Second/follow.Remote.Spacing, time.Second/follow.Production.Spacing, time.Second/follow.Loopback.Spacing)
	for where, text := range map[string]string{"docs/support.md": string(docs), "the help": help} {
		if !strings.Contains(strings.Join(strings.Fields(text), " "), want) {
			t.Errorf("%s does not say that it %s", where, want)
		}
	}
}

// limited is a host that takes so many requests and then wants a pause.
type limited struct {
	clock   api.Clock
	at      []time.Time
	refuses func(n int) (status int, retryAfter string)
}

func (l *limited) RoundTrip(*http.Request) (*http.Response, error) {
	l.at = append(l.at, l.clock.Now())
	status, after := l.refuses(len(l.at))
	body := `{"code":"OK","message":"","requestId":"r","data":{"items":[]}}`
	if status != http.StatusOK {
		body = fmt.Sprintf(`{"code":"X","message":"no","requestId":"r%d"}`, status)
	}
	return &http.Response{
		StatusCode: status, Header: http.Header{"Retry-After": {after}, "Content-Type": {"application/json"}},
		Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)),
	}, nil
}

// What is tried again keeps the pace too, and a pause that the host asks for is
// everybody's.
func TestWhatIsTriedAgainKeepsThePace(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		refuses       func(n int) (int, string)
		pause         time.Duration
		least, most   int
		printed, then string
	}{
		"a short pause": {func(n int) (int, string) {
			if n == 20 {
				return http.StatusTooManyRequests, "20"
			}
			return http.StatusOK, ""
		}, 20 * time.Second, 200, 900, "too many requests", "answers again"},
		"a long pause": {func(n int) (int, string) {
			if n == 20 {
				return http.StatusTooManyRequests, "90"
			}
			return http.StatusOK, ""
		}, 90 * time.Second, 150, 900, "too many requests", "answers again"},
		"always in trouble": {func(int) (int, string) { return http.StatusServiceUnavailable, "" }, 0, 20, 100, "the server is in trouble", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				via := &limited{clock: api.SystemClock(), refuses: c.refuses}
				f := watchFlags{timeout: 3 * time.Minute}
				for n := range 40 {
					f.users = append(f.users, fmt.Sprint("u-", n))
				}
				config, err := f.follower(session.Host{Key: "k", Secret: "s", OpenAPI: smileSandbox}, via.clock, &http.Client{Transport: via})
				if err != nil {
					t.Fatal(err)
				}
				var out, errText bytes.Buffer
				p := &printer{out: &out, err: &errText, host: "h"}
				config.Report = func(e follow.Event) { _ = p.print(e) }
				_, err = follow.New(config).Run(t.Context())
				if (err != nil) != (c.then == "") {
					t.Errorf("ended with %v", err)
				}
				longest, shortest := gaps(via.at)
				if shortest < follow.Remote.Spacing || c.pause > 0 && (longest < c.pause || longest > c.pause+2*time.Second) {
					t.Errorf("%d requests, at least %s and at most %s apart", len(via.at), shortest, longest)
				}
				if n := len(via.at); n < c.least || n > c.most {
					t.Errorf("%d requests", n)
				}
				if s := errText.String(); strings.Count(s, c.printed) != 1 || !strings.Contains(s, c.then) {
					t.Errorf("it said\n%s", s)
				}
			})
		})
	}
}

func gaps(at []time.Time) (longest, shortest time.Duration) {
	shortest = time.Hour
	for i := 1; i < len(at); i++ {
		gap := at[i].Sub(at[i-1])
		longest, shortest = max(longest, gap), min(shortest, gap)
	}
	return longest, shortest
}
