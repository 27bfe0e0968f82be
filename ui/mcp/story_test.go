package mcp_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"winkterm/flow/session"
	"winkterm/ui/mcp"
)

// want fails the test unless a tool answered well and its text has these words.
func (c client) want(s said, words ...string) said {
	c.t.Helper()
	if s.failed {
		c.t.Fatalf("failed: %s", s.text)
	}
	for _, word := range words {
		if !strings.Contains(s.text, word) {
			c.t.Errorf("%q is not in\n%s", word, s.text)
		}
	}
	return s
}

func str(v any) string { s, _ := v.(string); return s }

// TestAnAgentLinksBreaksAndExplains is an agent's way through the sandbox: it links George,
// breaks his login in three ways, explains what came of that, and writes a ticket.
func TestAnAgentLinksBreaksAndExplains(t *testing.T) {
	t.Parallel()
	c := connect(t, mcp.Config{Sandbox: true})
	good := c.want(c.call("link", map[string]any{"provider": "sss_ph"}), "CONNECTED")
	if good.data["reached"] != true || good.data["status"] != "CONNECTED" || !strings.Contains(good.raw, "onAccountConnected") {
		t.Errorf("linked: %s", good.raw)
	}
	id := str(good.data["account_id"])
	c.want(c.call("account", map[string]any{"id": id}), id, "CONNECTED")
	c.want(c.call("user", map[string]any{"id": good.data["user_id"]}))
	c.want(c.call("clock", map[string]any{"by": "5m"}))
	if got := c.want(c.call("data", map[string]any{"id": id, "kind": "identities"}), "1 identities"); !strings.Contains(got.raw, "[NAME_") {
		t.Errorf("no name is masked: %s", got.raw)
	}

	locked := c.want(c.call("link", map[string]any{"provider": "sss_ph", "fault": "account.ACCOUNT_LOCKED"}), "CONNECTED was not reached", "ACCOUNT_LOCKED")
	if locked.data["reached"] != false || locked.data["page"] != "ConnectError" {
		t.Errorf("locked: %s", locked.raw)
	}
	c.want(c.call("explain", map[string]any{"word": str(locked.data["error_code"])}), "unlocks it at the provider")
	wrong := c.want(c.call("link", map[string]any{"provider": "sss_ph", "password": "wrong", "stop_at": "ERROR"}), "INVALID_CREDENTIALS")
	if wrong.data["reached"] != true {
		t.Errorf("wrong: %s", wrong.raw)
	}

	unfit := c.want(c.call("link", map[string]any{"provider": "upwork", "credentials": map[string]any{"email": "nobody"}}), "CONNECTED was not reached", "on Login", "the field email is refused, ")
	if invalid, _ := unfit.data["invalid"].([]any); unfit.data["reached"] != false || len(invalid) != 1 {
		t.Errorf("unfit: %s", unfit.raw)
	}

	step := c.want(c.call("start_session", map[string]any{"person": "George"}), "Consent")
	session := step.data["session"]
	c.want(c.call("act", map[string]any{"step": []any{"consent", map[string]any{"choose": "sss_ph"}, "login"}}), "MFA", "AWAITING_MFA")
	c.want(c.call("answer", map[string]any{"code": "wrong"}), "INVALID_MFA")
	c.want(c.call("fault_arm", map[string]any{"fault": map[string]any{"name": "http.503", "times": 1}}))
	if got := c.want(c.call("faults", nil), "armed: http.503"); got.data["armed"] == nil {
		t.Error(got.raw)
	}
	c.want(c.call("fault_clear", nil))
	c.want(c.call("answer", nil), "ConnectSuccess", "CONNECTED")
	if got := c.want(c.call("callbacks", map[string]any{"session": session})); !strings.Contains(got.raw, "onAccountConnected") {
		t.Errorf("callbacks: %s", got.raw)
	}
	c.want(c.call("screen", map[string]any{"session": session}), "is connected")
	if got := c.want(c.call("reset", map[string]any{"session": session}), "Consent"); got.data["account_id"] != nil || got.data["status"] != nil {
		t.Errorf("after starting over there is %s", got.raw)
	}
	ticket := c.want(c.call("report", map[string]any{"session": locked.data["session"]}), "# Account sss_ph: ERROR, ACCOUNT_LOCKED", "## How to reproduce it")
	if strings.Contains(ticket.raw, "[SECRET_2]") && len(ticket.text) < 500 {
		t.Errorf("the ticket is\n%s", ticket.text)
	}
	c.want(c.call("finish", map[string]any{"session": session}), "Consent")
	if got := c.call("act", map[string]any{"session": session, "step": "back"}); !got.failed || got.data["kind"] != "not_found" || !strings.Contains(got.text, "it was finished") {
		t.Errorf("a finished session: %s", got.raw)
	}
}

// TestTheSameCallsGiveTheSame plays a story twice: ids, times and data are the same.
func TestTheSameCallsGiveTheSame(t *testing.T) {
	t.Parallel()
	story := func() (all string) {
		c := connect(t, mcp.Config{Sandbox: true})
		for _, provider := range []string{"sss_ph", "upwork"} {
			got := c.want(c.call("link", map[string]any{"provider": provider}))
			all += got.raw + c.call("records", map[string]any{"session": got.data["session"], "full": true, "limit": 100}).raw
		}
		return all + c.call("clock", map[string]any{"by": "1h"}).raw
	}
	if first, second := story(), story(); first != second {
		t.Errorf("two plays differ:\n%s\n\n%s", first, second)
	}
}

// TestWithoutSandboxNothingActs asks for an acting tool where there is none, and looks at
// what clients are told of the tools.
func TestWithoutSandboxNothingActs(t *testing.T) {
	t.Parallel()
	for _, acts := range []bool{false, true} {
		c := connect(t, mcp.Config{Sandbox: acts, Host: func(context.Context) (session.Host, error) {
			return session.Host{}, errors.New("no key fits")
		}})
		if got := c.call("providers", nil); got.failed == acts || !acts && got.data["kind"] != "configuration" {
			t.Errorf("with --sandbox %t, the host is asked: %s", acts, got.raw)
		}
		list, err := c.ListTools(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		names := map[string]bool{}
		for _, tool := range list.Tools {
			names[tool.Name] = true
			if !acts && !tool.Annotations.ReadOnlyHint {
				t.Errorf("%s is there and not read-only", tool.Name)
			}
		}
		for _, name := range []string{"link", "start_session", "act", "answer", "upload_sample", "fault_arm", "fault_trigger", "fault_clear", "clock", "reset", "finish", "faults"} {
			if names[name] != acts {
				t.Errorf("with --sandbox %t, %s is there: %t", acts, name, names[name])
			}
		}
		if !acts {
			if _, err := c.CallTool(t.Context(), &sdk.CallToolParams{Name: "link", Arguments: map[string]any{"provider": "sss_ph"}}); err == nil {
				t.Error("link was called")
			}
		}
	}
}

// TestACallIsCancelled ends a long call; the session goes on.
func TestACallIsCancelled(t *testing.T) {
	t.Parallel()
	c := connect(t, mcp.Config{Sandbox: true})
	c.want(c.call("link", map[string]any{"provider": "sss_ph", "stop_at": "AWAITING_MFA"}))
	ctx, cancel := context.WithCancel(t.Context())
	go cancel()
	_, err := c.CallTool(ctx, &sdk.CallToolParams{Name: "clock", Arguments: map[string]any{"by": "600d"}})
	if err == nil {
		t.Error("600 days passed")
	}
	c.want(c.call("screen", map[string]any{"session": "s1"}), "Social Security System")
	c.want(c.call("sessions", nil), "s1")
}

// TestBrokenArgumentsEndNothing calls with what no schema has; the server goes on.
func TestBrokenArgumentsEndNothing(t *testing.T) {
	t.Parallel()
	c := connect(t, mcp.Config{Sandbox: true})
	for _, arguments := range []string{"null", "[]", `"x"`, "17", "{}", `{"session":null}`, `{"limit":1e99}`, `{"limit":0.5}`, `{"offset":-1}`} {
		for _, name := range []string{"sessions", "link", "act", "clock"} {
			r, err := c.CallTool(t.Context(), &sdk.CallToolParams{Name: name, Arguments: json.RawMessage(arguments)})
			if err == nil && r.IsError && r.StructuredContent == nil {
				t.Errorf("%s %s: a failure without its kind", name, arguments)
			}
		}
	}
	c.want(c.call("link", map[string]any{"provider": "upwork"}), "CONNECTED")
}
