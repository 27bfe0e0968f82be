package mcp

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"winkterm/flow"
	"winkterm/flow/redact"
	"winkterm/flow/scenario/spec"
)

// TestEveryToolIsDescribed wants a description of each tool and of each of its arguments,
// and the tool's row in the docs.
func TestEveryToolIsDescribed(t *testing.T) {
	t.Parallel()
	docs, err := os.ReadFile("../../docs/agents.md")
	if err != nil {
		t.Fatal(err)
	}
	names := all()
	rows := regexp.MustCompile("(?m)^\\| `([a-z_]+)` \\| (yes|no) \\| (always|`--sandbox`) \\|").FindAllStringSubmatch(string(docs), -1)
	for i, tool := range names {
		schema, _ := json.Marshal(tool.schema)
		if tool.doc == "" || tool.schema.Type != "object" || !strings.Contains(string(schema), `"additionalProperties":false`) {
			t.Errorf("%s: %s, %s", tool.name, tool.doc, schema)
		}
		for name, p := range tool.schema.Properties {
			if p.Description == "" || p.Type == "" && len(p.Types) == 0 {
				t.Errorf("%s: %s has no description or type", tool.name, name)
			}
			if p.Type == "integer" && p.Maximum == nil {
				t.Errorf("%s: %s has no bound", tool.name, name)
			}
		}
		want := []string{tool.name, map[bool]string{true: "yes", false: "no"}[tool.reads], map[bool]string{true: "`--sandbox`", false: "always"}[tool.acts]}
		if i >= len(rows) || !slices.Equal(rows[i][1:], want) {
			t.Errorf("docs/agents.md wants the row %v in its place, has %v", want, rows[min(i, len(rows)-1):])
		}
	}
	if len(rows) != len(names) {
		t.Errorf("docs/agents.md has %d tools, there are %d", len(rows), len(names))
	}
	if strings.Contains(actions(), "-,") || strings.Contains(actions(), "(-") {
		t.Errorf("an argument without a name is listed: %s", actions())
	}
	for _, a := range spec.Actions() {
		if !strings.Contains(actions(), "\n- "+a.Name+"(") {
			t.Errorf("act does not name the action %s", a.Name)
		}
	}
}

// TestAnswersAreBounded gives answers that are too long in every way.
func TestAnswersAreBounded(t *testing.T) {
	t.Parallel()
	s := &server{redactor: redact.New()}
	long := strings.Repeat("wörd ", 100_000)
	deep := any(long)
	for range 50 {
		deep = map[string]any{"in": []any{deep, deep}[:1], "text": long}
	}
	for name, value := range map[string]any{
		"a text": map[string]any{"text": long}, "a list": map[string]any{"list": make([]int, 1_000_000)}, "deep": deep,
		"texts": map[string]any{"list": slices.Repeat([]string{long[:3000]}, 150)},
	} {
		r := s.result(answer{text: long, data: value})
		body, _ := r.StructuredContent.(json.RawMessage)
		if !json.Valid(body) || len(body) > answerBytes+1000 || !bytes.Contains(body, []byte(`"truncated":true`)) {
			t.Errorf("%s: %d bytes, %.200s", name, len(body), body)
		}
		if whole, _ := json.Marshal(r.Content); len(whole) > 2*answerBytes+3*textBytes {
			t.Errorf("%s: the texts have %d bytes", name, len(whole))
		}
	}
	if r := s.result(answer{text: "x", data: func() {}}); !strings.Contains(fmt.Sprintf("%s", r.StructuredContent), "withheld") {
		t.Error("what is no JSON is answered")
	}
}

// fakeClock is a real time that a test moves.
type fakeClock struct {
	mu     sync.Mutex
	now    time.Time
	moved  chan struct{}
	sleeps chan time.Duration
}

func (f *fakeClock) Now() time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.now
}

func (f *fakeClock) Sleep(ctx context.Context, d time.Duration) error {
	f.mu.Lock()
	end := f.now.Add(d)
	f.mu.Unlock()
	select {
	case f.sleeps <- d:
	default:
	}
	for {
		f.mu.Lock()
		moved, over := f.moved, !f.now.Before(end)
		f.mu.Unlock()
		if over {
			return nil
		}
		select {
		case <-moved:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (f *fakeClock) pass(d time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.now = f.now.Add(d)
	close(f.moved)
	f.moved = make(chan struct{})
}

// TestSessionsEnd begins more sessions than there may be, and leaves the others alone for
// too long.
func TestSessionsEnd(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	now := &fakeClock{now: time.Unix(1, 0), moved: make(chan struct{}), sleeps: make(chan time.Duration, 100)}
	s := newServer(ctx, Config{Sandbox: true, Clock: now})
	defer s.close()
	c := &call{s, ctx}
	var last *live
	for range livesMost + 1 {
		l, done, err := c.begin(&spec.Scenario{Person: "George"})
		if err != nil {
			t.Fatal(err)
		}
		now.pass(time.Second)
		done()
		last = l
	}
	if len(s.lives) != livesMost || !strings.Contains(s.ended["s1"], "at once") {
		t.Errorf("%d go on, ended are %v", len(s.lives), s.ended)
	}
	busy, done, err := c.use(last.id)
	if err != nil || busy != last {
		t.Fatal(err)
	}
	now.pass(idleMost + time.Minute)
	wait := func(n int) {
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		for {
			s.mu.Lock()
			left := len(s.lives)
			s.mu.Unlock()
			if left == n {
				return
			}
			select {
			case <-now.sleeps:
			case <-ctx.Done():
				t.Fatalf("%d go on, not %d", left, n)
			default:
				runtime.Gosched()
			}
		}
	}
	wait(1) // the one that a call has
	if _, _, err := c.use("s3"); err == nil || !strings.Contains(err.Error(), "nobody used it for 15m0s") {
		t.Error(err)
	}
	done()
	now.pass(idleMost + time.Minute)
	wait(0)
}

// TestManyLinksAtOnce has as many calls at the same time as an agent may send: each gets
// its answer, and no more sessions go on than may.
func TestManyLinksAtOnce(t *testing.T) {
	t.Parallel()
	s := newServer(t.Context(), Config{Sandbox: true, Clock: &fakeClock{now: time.Unix(1, 0), moved: make(chan struct{})}})
	defer s.close()
	errs := make(chan error)
	for range 3 * livesMost {
		go func() {
			_, err := link(&call{s, t.Context()}, linkArgs{newSession: newSession{Person: "George"}, Provider: "upwork", StopAt: "CONNECTED"})
			errs <- err
		}()
	}
	for range 3 * livesMost {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if len(s.lives) != livesMost {
		t.Errorf("%d go on", len(s.lives))
	}
}

// TestACallWhoseSessionIsEnded ends a session under a call, which says why.
func TestACallWhoseSessionIsEnded(t *testing.T) {
	t.Parallel()
	s := newServer(t.Context(), Config{Sandbox: true, Clock: &fakeClock{now: time.Unix(1, 0), moved: make(chan struct{})}})
	defer s.close()
	c := &call{s, t.Context()}
	l, done, err := c.begin(&spec.Scenario{Person: "George"})
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	s.mu.Lock()
	s.ended[l.id] = "there were too many"
	s.mu.Unlock()
	l.cancel() // as end does, which then waits for the call
	never := func(flow.State) bool { return false }
	for name, err := range map[string]error{"a wait": l.do(c, never), "a step": l.do(c, rests, spec.Step{Do: spec.Consent{}})} {
		if err == nil || !strings.Contains(err.Error(), "too many") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTimesAreNoTelephoneNumbers masks times as fine as those that are drawn by chance.
func TestTimesAreNoTelephoneNumbers(t *testing.T) {
	t.Parallel()
	s := &server{redactor: redact.New()}
	for _, d := range []time.Duration{9_644_531_250, 59_999_531_250, 3_659_999_531_250, 400 * 24 * time.Hour} {
		if text := "89 " + since(d) + " screen Problem"; s.mask(text) != text {
			t.Errorf("%s is masked as %s", text, s.mask(text))
		}
	}
}

// TestAMistakeOfOursEndsTheCall has a tool panic.
func TestAMistakeOfOursEndsTheCall(t *testing.T) {
	t.Parallel()
	s := &server{redactor: redact.New()}
	broken := s.guard(func(context.Context, string, sdk.Request) (sdk.Result, error) { panic("no such index") })
	out, err := broken(t.Context(), "tools/call", &sdk.CallToolRequest{Params: &sdk.CallToolParamsRaw{Name: "link"}})
	if r, ok := out.(*sdk.CallToolResult); !ok || err != nil || !r.IsError || !strings.Contains(fmt.Sprintf("%s", r.StructuredContent), "no such index") {
		t.Errorf("%+v, %v", out, err)
	}
}
