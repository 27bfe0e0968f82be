package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"winkterm/api"
	"winkterm/api/link"
	"winkterm/api/sandbox"
	"winkterm/api/wire"
	"winkterm/assets"
)

// manual is a sandbox's clock that a test moves.
type manual struct {
	mu  sync.Mutex
	now time.Time
}

func (m *manual) Now() time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.now
}

func (m *manual) advance(d time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now = m.now.Add(d)
}

// another is the other terminal: it talks to the sandbox by itself.
type another struct {
	t       testing.TB
	running *sandbox.Running
	open    *api.Client
	clock   *manual
}

// elsewhere starts a sandbox whose clock stands still.
func elsewhere(t testing.TB, cfg sandbox.Config) *another {
	t.Helper()
	o := &another{t: t, clock: &manual{now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)}}
	if cfg.Clock == nil {
		cfg.Clock = o.clock
	}
	cfg.Seed = 1
	var err error
	if o.running, err = sandbox.Listen(t.Context(), cfg); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeSandbox(o.running) })
	if o.open, err = api.New(api.Config{BaseURL: o.running.OpenAPI(), Key: sandbox.DefaultKey, Secret: sandbox.DefaultKey}); err != nil {
		t.Fatal(err)
	}
	return o
}

func (o *another) user() wire.UserCreated {
	o.t.Helper()
	u, err := o.open.CreateUser(o.t.Context(), wire.UserRequest{})
	if err != nil {
		o.t.Fatal(err)
	}
	return u
}

// links begins to link the Social Security System.
func (o *another) links(u wire.UserCreated, password wire.Secret) (*link.Client, wire.LinkAccount) {
	o.t.Helper()
	client, err := link.New(link.Config{BaseURL: o.running.Link()})
	if err != nil {
		o.t.Fatal(err)
	}
	if _, err := client.OpenSession(o.t.Context(), u.Token.AccessToken, wire.WidgetOptions{}); err != nil {
		o.t.Fatal(err)
	}
	a, err := client.CreateAccount(o.t.Context(), wire.LoginRequest{
		ProviderID: "sss_ph", Option: "ssNumber", Credentials: map[string]wire.Secret{"ssNumber": "3300000008", "password": password},
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return client, a
}

// env is what watch finds in its environment.
func (o *another) env() map[string]string {
	return map[string]string{envOpenHost: o.running.OpenAPI(), envKey: sandbox.DefaultKey, envSecret: sandbox.DefaultKey}
}

// watching is winkterm watch without a terminal.
type watching struct {
	t     testing.TB
	lines *bufio.Scanner
	err   *liveText
	code  chan int
	stop  context.CancelFunc
}

// watches runs the command until it ends by itself or is stopped.
func watches(t testing.TB, env map[string]string, args ...string) *watching {
	t.Helper()
	return starts(t, env, append([]string{"watch"}, args...)...)
}

// starts runs any command like that.
func starts(t testing.TB, env map[string]string, args ...string) *watching {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	w := &watching{t: t, lines: bufio.NewScanner(out), err: newLiveText(), code: make(chan int, 1), stop: cancel}
	root := newRoot(Streams{Out: in, Err: w.err, Env: environment(env), Dir: t.TempDir()})
	root.SetArgs(args)
	go func() {
		err := root.ExecuteContext(ctx)
		if err != nil {
			_, _ = w.err.Write([]byte(err.Error()))
		}
		_ = in.Close()
		w.code <- exitCode(err)
	}()
	t.Cleanup(func() { cancel(); _ = out.Close() })
	return w
}

// next is the next line of JSON, in brief.
func (w *watching) next() watchLine {
	w.t.Helper()
	if !w.lines.Scan() {
		w.t.Fatal("it printed nothing more")
	}
	var l watchLine
	dec := json.NewDecoder(strings.NewReader(w.lines.Text()))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&l); err != nil {
		w.t.Fatalf("%s: %v", w.lines.Text(), err)
	}
	return l
}

// sees checks the next lines of JSON: "account PENDING>CONNECTED".
func (w *watching) sees(want ...string) {
	w.t.Helper()
	for _, change := range want {
		if l := w.next(); l.Subject+" "+l.From+">"+l.To != change {
			w.t.Fatalf("it printed %+v, want %q", l, change)
		}
	}
}

// says waits for a message on stderr.
func (w *watching) says(text string) {
	w.t.Helper()
	for !strings.Contains(w.err.String(), text) {
		select {
		case <-w.err.wrote:
		case <-w.t.Context().Done():
			w.t.Fatalf("it never said %q", text)
		}
	}
}

// liveText is a stderr that can be read while it is written.
type liveText struct {
	mu    sync.Mutex
	text  bytes.Buffer
	wrote chan struct{}
}

func newLiveText() *liveText { return &liveText{wrote: make(chan struct{}, 1)} }

func (m *liveText) Write(p []byte) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	select {
	case m.wrote <- struct{}{}:
	default:
	}
	return m.text.Write(p)
}

func (m *liveText) String() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.text.String()
}

// ends gives the exit code and what was written to stderr.
func (w *watching) ends() (code int, errText string) {
	w.t.Helper()
	for w.lines.Scan() { // what it prints on its way out
	}
	return <-w.code, w.err.String()
}

// payslip is a sample that the sandbox reads.
func payslip(userID string) api.Upload {
	sample := assets.Payslips()[0]
	return api.Upload{UserID: userID, FileType: new("PAYSLIP"), Files: []api.UploadFile{{
		Name: sample.Name, Subtype: "PAYSLIP", Format: wire.FormatPDF, Size: int64(len(sample.Content())),
		Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(sample.Content())), nil },
	}}}
}
