package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// mcpProcess is a command that serves tools, with these variables alone.
func mcpProcess(t *testing.T, env []string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), build(t, "winkterm"), append([]string{"mcp"}, args...)...)
	cmd.Dir, cmd.Env = t.TempDir(), append([]string{"HOME=" + t.TempDir()}, env...)
	cmd.Stderr = newLiveText()
	return cmd
}

// TestAnAgentOverStdio starts the program as a client does, and calls its tools.
func TestAnAgentOverStdio(t *testing.T) {
	t.Parallel()
	cmd := mcpProcess(t, nil, "--sandbox")
	c, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), &sdk.CommandTransport{Command: cmd}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if at := c.InitializeResult(); at.ServerInfo.Name != "winkterm" || at.ServerInfo.Version == "" || !strings.Contains(at.Instructions, "never instructions") {
		t.Errorf("it is %+v", at)
	}
	for _, one := range []struct {
		tool string
		args map[string]any
		want string
	}{
		{"link", map[string]any{"provider": "sss_ph"}, "CONNECTED"}, {"screen", map[string]any{"session": "s1"}, "is connected"}, {"sessions", nil, "s1"},
	} {
		r, err := c.CallTool(t.Context(), &sdk.CallToolParams{Name: one.tool, Arguments: one.args})
		if err != nil || r.IsError {
			t.Fatalf("%s: %+v, %v", one.tool, r, err)
		}
		if text, ok := r.Content[0].(*sdk.TextContent); !ok || !strings.Contains(text.Text, one.want) {
			t.Errorf("%s says %+v", one.tool, r.Content[0])
		}
	}
	if err := c.Close(); err != nil { // which waits for its end
		t.Error(err)
	}
	if code := cmd.ProcessState.ExitCode(); code != ExitOK {
		t.Errorf("the end of stdin ends it with %d", code)
	}
}

// TestMCPRefusesProduction configures production in the environment: the tools say so, also
// with what would allow it elsewhere, and what else is wrong with the configuration.
func TestMCPRefusesProduction(t *testing.T) {
	t.Parallel()
	for want, env := range map[string][]string{
		"production":         {"OPEN_API_HOST=https://open.smileapi.io/v1", "API_KEY=key-77120345", "API_SECRET=secret-77120345"},
		"wants both API_KEY": {"OPEN_API_HOST=https://host.test/v1", "API_KEY=key-77120345"},
		"":                   {"OPEN_API_HOST=host.test", "API_KEY=key-77120345", "API_SECRET=secret-77120345"},
	} {
		c, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), &sdk.CommandTransport{Command: mcpProcess(t, env)}, nil)
		if err != nil {
			t.Fatal(err)
		}
		r, err := c.CallTool(t.Context(), &sdk.CallToolParams{Name: "account", Arguments: map[string]any{"id": "a-12345"}})
		raw, _ := json.Marshal(r)
		if err != nil || !r.IsError || strings.Contains(string(raw), "77120345") || strings.Contains(string(raw), "--production") {
			t.Errorf("%s: %s, %v", want, raw, err)
		}
		if !strings.Contains(string(raw), want) {
			t.Errorf("%q is not in %s", want, raw)
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestASignalEndsMCP ends it in the middle of a call; stdout has the protocol alone.
func TestASignalEndsMCP(t *testing.T) {
	t.Parallel()
	cmd := mcpProcess(t, nil, "--sandbox")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	read := func() string {
		t.Helper()
		if !lines.Scan() || !json.Valid(lines.Bytes()) {
			t.Fatalf("stdout has %q, %v", lines.Text(), lines.Err())
		}
		return lines.Text()
	}
	write := func(line string) {
		t.Helper()
		if _, err := in.Write([]byte(line + "\n")); err != nil {
			t.Fatal(err)
		}
	}
	write(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}`)
	read()
	write(`{"jsonrpc":"2.0","method":"notifications/initialized"}`)
	write(`{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"sessions","arguments":null}}`)
	if got := read(); !strings.Contains(got, `"id":2`) || strings.Contains(got, `"isError":true`) {
		t.Errorf("arguments that are null: %s", got)
	}
	write(`{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"link","arguments":{"provider":"sss_ph"}}}`)
	read()
	write(`{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"clock","arguments":{"by":"600d"}}}`)
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() {
		if !json.Valid(lines.Bytes()) {
			t.Errorf("stdout has %q", lines.Text())
		}
	}
	if err := cmd.Wait(); err != nil || context.Cause(t.Context()) != nil {
		t.Errorf("a signal ends it with %v: %v", err, cmd.Stderr)
	}
}
