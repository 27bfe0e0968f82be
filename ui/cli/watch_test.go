package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"winkterm/api/sandbox"
	"winkterm/api/wire"
	"winkterm/flow/follow"
)

// Another process links, and every status shows in its order, with the sandbox's
// own times.
func TestWatchFollowsALinkOfAnotherProcess(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{Speed: 1})
	u := o.user()
	start := o.clock.Now()
	client, a := o.links(u, "123456") // before it watches: between two lists of a poll its task would come first
	w := watches(t, o.env(), "--user", u.User.ID, "--json", "--until", "Finished", "--timeout", "1m")
	first := w.next()
	want := watchLine{
		At: "2026-11-21T12:00:00.000Z", Seen: first.Seen, UserID: u.User.ID, Subject: "account", ID: a.ID, ProviderID: "sss_ph", To: "PENDING", Known: first.Known,
	}
	if first != want {
		t.Errorf("%+v, want %+v", first, want)
	}
	w.sees("task >Started")
	o.clock.advance(5 * time.Second)
	second := w.next()
	if second.From != "PENDING" || second.To != "AWAITING_MFA" || second.SinceMS <= 0 || second.SinceMS > 5000 || second.Known {
		t.Errorf("%+v", second)
	}
	if _, err := client.AnswerMFA(t.Context(), a.ID, wire.MFAAnswer{Code: "1234"}); err != nil {
		t.Fatal(err)
	}
	w.sees("account AWAITING_MFA>PENDING")
	o.clock.advance(20 * time.Second)
	w.sees("account PENDING>CONNECTED")
	last := w.next()
	if last.Subject != "task" || last.Type != "LINK_ACCOUNT" || last.SourceID != a.ID || last.From+last.To != "StartedFinished" || last.At <= second.At {
		t.Errorf("%+v", last)
	}
	if code, errText := w.ends(); code != ExitOK || !strings.Contains(errText, "watching at 127.0.0.1") || o.clock.Now().Sub(start) != 25*time.Second {
		t.Errorf("exit %d, %s", code, errText)
	}
}

// A document that another process uploads, in plain lines.
func TestWatchFollowsADocument(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{Speed: 1})
	u := o.user()
	w := watches(t, o.env(), "--user", u.User.ID, "--until", "analyzed", "--timeout", "1m")
	a, err := o.open.CreateArchive(t.Context(), payslip(u.User.ID), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"2026-11-21T12:00:00.000Z " + u.User.ID + " archive " + a.ID + " tenant-provided PAYSLIP - -> STARTED",
		" - -> Started", "STARTED -> ANALYZED +",
	} {
		if !w.lines.Scan() || !strings.Contains(w.lines.Text(), want) {
			t.Errorf("%q, want %q", w.lines.Text(), want)
		}
		if strings.HasSuffix(want, "Started") {
			o.clock.advance(time.Minute)
		}
	}
	if code, errText := w.ends(); code != ExitOK {
		t.Errorf("exit %d, %s", code, errText)
	}
}

// Without --user whoever is new joins, and nothing that a person could be known by
// is printed.
func TestWatchFollowsWhoComes(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{})
	w := watches(t, o.env(), "--json", "--users", "3")
	w.says("where there is no user yet")
	for range 2 {
		u := o.user()
		_, a := o.links(u, "error_ACCOUNT_LOCKED")
		for {
			l := w.next()
			if l.Known || l.ErrorCode != "" && l.ErrorCode != "ACCOUNT_LOCKED" {
				t.Fatalf("%+v", l)
			}
			for _, private := range []string{"george", "palomero", "3300000008", "@"} {
				if strings.Contains(strings.ToLower(w.lines.Text()), private) {
					t.Errorf("%s has %q", w.lines.Text(), private)
				}
			}
			if l.ID == a.ID && l.To == "ERROR" {
				break
			}
		}
	}
	w.stop()
	if code, errText := w.ends(); code != ExitOK || strings.Count(errText, " too") != 2 {
		t.Errorf("exit %d, %s", code, errText)
	}
}

func TestWatchEndsAsDocumented(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{}) // without waits: what is linked is at its end at once
	connected, locked, quiet := o.user(), o.user(), o.user()
	client, a := o.links(connected, "123456")
	for o.clock.advance(time.Minute); a.ConnectionStatus != wire.StatusAwaitingMFA; {
		var err error
		if a, err = client.Account(t.Context(), a.ID); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := client.AnswerMFA(t.Context(), a.ID, wire.MFAAnswer{Code: "1234"}); err != nil {
		t.Fatal(err)
	}
	o.links(locked, "error_ACCOUNT_LOCKED")
	with := func(name, value string) map[string]string {
		env := o.env()
		env[name] = value
		return env
	}
	for name, c := range map[string]struct {
		env  map[string]string
		args []string
		code int
		err  string
	}{
		"it is there":           {args: []string{"--user", connected.User.ID, "--until", "CONNECTED", "--timeout", "1m"}, code: ExitOK},
		"any of several":        {args: []string{"--user", quiet.User.ID, "--user", connected.User.ID, "--until", "REVOKED", "--until", "CONNECTED"}, code: ExitOK},
		"ERROR in its place":    {args: []string{"--user", locked.User.ID, "--until", "CONNECTED"}, code: ExitAssertion, err: "ended in ERROR (ACCOUNT_LOCKED)"},
		"ERROR is awaited":      {args: []string{"--user", locked.User.ID, "--until", "ERROR"}, code: ExitOK},
		"the time is up":        {args: []string{"--user", quiet.User.ID, "--until", "CONNECTED", "--timeout", "300ms"}, code: ExitTimedOut, err: "no CONNECTED"},
		"nothing was awaited":   {args: []string{"--user", quiet.User.ID, "--timeout", "300ms"}, code: ExitOK},
		"there is no such user": {args: []string{"--user", "tenant-nobody", "--until", "CONNECTED"}, code: ExitFailed, err: "check the id"},
		"the key is refused":    {env: with(envSecret, "wrong"), args: []string{"--until", "CONNECTED"}, code: ExitRefused, err: "API_SECRET"},
		"nobody is there":       {env: with(envOpenHost, "http://127.0.0.1:1/v1"), args: []string{"--timeout", "2s"}, code: ExitNetwork, err: "never answered"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if c.env == nil {
				c.env = o.env()
			}
			if code, errText := watches(t, c.env, c.args...).ends(); code != c.code || !strings.Contains(errText, c.err) {
				t.Errorf("exit %d, %s", code, errText)
			}
		})
	}
}

func TestWatchSaysWhatIsWrongWithTheCommandLine(t *testing.T) {
	t.Parallel()
	key := map[string]string{envKey: "k", envSecret: "s"}
	production := map[string]string{envKey: "k", envSecret: "s", envOpenHost: "https://open.smileapi.io/v1"}
	for name, c := range map[string]struct {
		env  map[string]string
		args []string
		err  string
	}{
		"no host":                  {nil, nil, "OPEN_API_HOST=http://127.0.0.1:8970/v1 API_KEY=sandbox API_SECRET=sandbox winkterm watch"},
		"the sandbox in here":      {key, []string{"--sandbox"}, "winkterm sandbox in another terminal"},
		"production is guarded":    {production, nil, "--production"},
		"a key without its secret": {map[string]string{envKey: "k"}, nil, envSecret},
		"an argument":              {key, []string{"tenant-1"}, "--user"},
		"both ways to say whom":    {key, []string{"--user", "u", "--users", "3"}, "--users"},
		"none of the newest":       {key, []string{"--users", "0"}, "between 1 and 1000"},
		"too many":                 {key, []string{"--users", "1001"}, "between 1 and 1000"},
		"no id":                    {key, []string{"--user", ""}, "--user"},
		"a long id":                {key, []string{"--user", strings.Repeat("x", 201)}, "200"},
		"no status":                {key, []string{"--until", "DONE"}, "AWAITING_MFA"},
		"time runs forwards":       {key, []string{"--timeout", "-1s"}, "--timeout"},
		"time has a unit":          {key, []string{"--timeout", "5"}, "--timeout"},
		"two forms":                {key, []string{"--plain", "--json"}, "--json"},
		"a typo in the host":       {map[string]string{envKey: "k", envSecret: "s", envOpenHost: "htps:/x"}, nil, envOpenHost},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if code, out, errText := run(t, c.env, append([]string{"watch"}, c.args...)...); code != ExitUsage || out != "" || !strings.Contains(errText, c.err) {
				t.Errorf("exit %d, out %q, err %q", code, out, errText)
			}
		})
	}
}

func TestAReasonIsSaidOnce(t *testing.T) {
	t.Parallel()
	var out, errText bytes.Buffer
	p := &printer{out: &out, err: &errText, host: "h"}
	halted := follow.Halted{Err: errors.New("no \x1b[31manswer")}
	for _, e := range []follow.Event{
		halted, halted, follow.Resumed{}, halted, follow.Failing{UserID: "v", Err: errors.New("no\nanswer")}, follow.Failing{UserID: "v"},
		follow.Listed{UserIDs: []string{"a\x1b]0;x\a", "b", "c", "d", "e"}}, follow.Listed{UserIDs: []string{"f"}, Came: []string{"f"}},
	} {
		if err := p.print(e); err != nil {
			t.Fatal(err)
		}
	}
	want := strings.Join([]string{
		"winkterm: no answer; nothing is asked for a while, then it goes on", "winkterm: h answers again",
		"winkterm: no answer; nothing is asked for a while, then it goes on",
		"winkterm: v: no answer; everybody else is watched on", "winkterm: v: calls are answered again",
		"winkterm: watching at h: a, b, c and 2 more; ctrl+c ends it", "winkterm: watching f too", "",
	}, "\n")
	if errText.String() != want || out.Len() > 0 {
		t.Errorf("said\n%s\nprinted %q", errText.String(), out.String())
	}
}

// What comes from the network cannot do a thing to a terminal or break a line.
func TestLinesAreClean(t *testing.T) {
	t.Parallel()
	const bad = "x\x1b[2J\ny\u202ez"
	nasty := follow.Transition{Item: follow.Item{UserID: bad, ID: bad, ProviderID: bad, Type: bad, SourceID: bad, ErrorCode: bad, Subject: follow.Task}, From: bad, To: bad, Known: true}
	plain := plainLine(nasty)
	text, err := json.Marshal(lineOf(nasty))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{plain, string(text), cleanError(&follow.RuledOutError{Transition: nasty}).Error()} {
		if strings.ContainsAny(line, "\x1b\n\u202e") || strings.Contains(line, "u001b") || !strings.Contains(line, "x yz") {
			t.Errorf("%q", line)
		}
	}
	gone := plainLine(follow.Transition{Item: follow.Item{UserID: "u", Subject: follow.Task, ID: "t"}, From: "Finished"})
	if gone != "0001-01-01T00:00:00.000Z u task t - - Finished -> -" {
		t.Errorf("%q", gone)
	}
}

// closed takes nothing, as a pipe whose reader is gone.
type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestItEndsWhenNobodyReads(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{})
	u := o.user()
	o.links(u, "error_ACCOUNT_LOCKED")
	env := o.env()
	root := newRoot(Streams{Out: closed{}, Err: io.Discard, Env: environment(env), Dir: t.TempDir()})
	root.SetArgs([]string{"watch", "--user", u.User.ID})
	if err := root.ExecuteContext(t.Context()); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("ended with %v", err)
	}
}

// A host whose answers are not quite the API's is named by the field and its shape.
func TestWatchSaysWhichFieldHasTheWrongShape(t *testing.T) {
	t.Parallel()
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"code":"OK","message":"Success","requestId":"r","data":{"items":[{"id":"a-1","createdAt":20260101}]}}`)
	}))
	t.Cleanup(host.Close)
	w := watches(t, map[string]string{envOpenHost: host.URL + "/v1", envKey: "k", envSecret: "s"}, "--user", "u-1", "--plain")
	w.says("data.items[0].createdAt is a number")
	w.stop()
	if code, errText := w.ends(); strings.Contains(errText, "20260101") {
		t.Errorf("exit %d, %s", code, errText)
	}
}
