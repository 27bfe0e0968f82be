package mcp

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"

	"winkterm/flow/recording"
)

const hello = `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
{"jsonrpc":"2.0","method":"notifications/initialized"}
`

// TestLinesThatAreNoMessages gives them between calls, and ends behind the last call: each
// gets an error, and each call its answer.
func TestLinesThatAreNoMessages(t *testing.T) {
	t.Parallel()
	explain := func(id int) string {
		return fmt.Sprintf(`{"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"explain","arguments":{"word":"ACCOUNT_LOCKED"}}}`, id) + "\n"
	}
	var out strings.Builder
	in := hello + "this is no JSON\n" + explain(2) + `[{"password":"hush-hush"}]` + "\n\r\n" +
		`{"a":1}` + "\n" + strings.Repeat("[", 50_000) + "\n" + `{"word":"` + strings.Repeat("x", lineMost) + `"}` + "\n" + explain(4) + strings.TrimSpace(explain(5))
	if err := Serve(t.Context(), Config{Folder: recording.Folder(t.TempDir())}, Streams(strings.NewReader(in), &out)); err != nil {
		t.Fatal(err)
	}
	errors, answers := 0, map[string]bool{}
	for line := range strings.Lines(out.String()) {
		var m struct {
			ID     any `json:"id"`
			Error  *struct{ Code int }
			Result json.RawMessage
		}
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatalf("%q is written", line)
		}
		if m.Error != nil && m.ID == nil && m.Error.Code < 0 {
			errors++
		}
		if m.Result != nil {
			answers[fmt.Sprint(m.ID)] = true
		}
	}
	if strings.Contains(out.String(), "hush") {
		t.Errorf("what was sent is written: %s", out.String())
	}
	if errors != 5 || len(answers) != 4 || !answers["2"] || !answers["4"] || !answers["5"] {
		t.Errorf("%d errors, answers to %v:\n%.2000s", errors, answers, out.String())
	}
}

// TestALineIsBounded reads one that does not end.
func TestALineIsBounded(t *testing.T) {
	t.Parallel()
	kept, _ := (&lines{in: bufio.NewReader(io.LimitReader(endless{}, 8<<20))}).line()
	if len(kept) != lineMost+1 {
		t.Errorf("%d bytes of it are kept", len(kept))
	}
	in := io.LimitReader(endless{}, 8<<20)
	var out strings.Builder
	err := Serve(t.Context(), Config{Folder: recording.Folder(t.TempDir())}, Streams(in, &out))
	if err != nil || !strings.Contains(out.String(), "at most 1048576 bytes") || out.Len() > 200 {
		t.Errorf("%v, %.300s", err, out.String())
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '['
	}
	return len(p), nil
}
