package mcp_test

import (
	"context"
	"encoding/json"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"winkterm/flow/recording"
	"winkterm/flow/session"
	"winkterm/ui/mcp"
)

// client is an agent's end of a server.
type client struct {
	t *testing.T
	*sdk.ClientSession
}

// connect starts a server and connects to it in memory.
func connect(t *testing.T, c mcp.Config) client {
	t.Helper()
	if c.Host == nil {
		c.Host = func(context.Context) (session.Host, error) { return session.Host{}, nil }
	}
	if c.Folder == "" {
		c.Folder = recording.Folder(t.TempDir())
	}
	here, there := sdk.NewInMemoryTransports()
	ctx, cancel := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- mcp.Serve(ctx, c, there) }()
	at, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(ctx, here, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = at.Close()
		if err := <-served; err != nil {
			t.Error("the server ended with", err)
		}
		cancel()
	})
	return client{t, at}
}

// said is what a tool answered.
type said struct {
	failed bool
	text   string
	raw    string
	data   map[string]any
}

// call calls a tool.
func (c client) call(name string, args map[string]any) said {
	c.t.Helper()
	r, err := c.CallTool(c.t.Context(), &sdk.CallToolParams{Name: name, Arguments: args})
	if err != nil {
		c.t.Fatalf("%s: %v", name, err)
	}
	raw, _ := json.Marshal(r)
	s := said{failed: r.IsError, raw: string(raw)}
	for _, one := range r.Content {
		if text, ok := one.(*sdk.TextContent); ok && s.text == "" {
			s.text = text.Text
		}
	}
	s.data, _ = r.StructuredContent.(map[string]any)
	return s
}
