package cli

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"winkterm/api"
	"winkterm/api/control"
	"winkterm/api/host"
	"winkterm/flow/poll"
	"winkterm/flow/session"
	"winkterm/ui/widget"
)

// tenantHost is a host with the customer's key. Its control is nil where it can be no
// sandbox.
type tenantHost struct {
	session.Host
	*api.Client
	control *control.Client
	limiter *poll.Limiter
}

// errNoHost says that a host is wanted.
var errNoHost = usage("no host is configured: run winkterm sandbox in another terminal and set %s, %s and %s as it prints; for a Smile host take its address and your key", envOpenHost, envKey, envSecret)

// name is the host's, for people.
func (h *tenantHost) name() string { return widget.Clean(host.Authority(h.OpenAPI)) }

// tenant is the configured host, nil for none.
func (f *lookupFlags) tenant(ctx context.Context, s Streams) (*tenantHost, error) {
	at, err := lookupHost(ctx, s, *f)
	if err != nil || at.OpenAPI == "" {
		return nil, err
	}
	h := &tenantHost{Host: at}
	h.Client, h.limiter, err = lookupClient(at, *f)
	if err == nil && at.Control != "" {
		h.control, err = control.New(api.Config{BaseURL: at.Control, BaseURLName: envOpenHost, Timeout: watchTimeout, Tries: 1})
	}
	return h, err
}

// ofTenant makes a command ask a host: do gives what it prints, as JSON and as text. Its
// host is nil where none is configured and that is optional.
func ofTenant(s Streams, f *lookupFlags, cmd *cobra.Command, optional bool, do func(ctx context.Context, h *tenantHost, args []string) (data any, text string, err error)) *cobra.Command {
	f.registerHost(cmd.Flags())
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := f.check(); err != nil {
			return err
		}
		ctx, cancel := context.WithTimeout(cmd.Context(), f.timeout)
		defer cancel()
		h, err := f.tenant(ctx, s)
		if err == nil && h == nil && !optional {
			err = errNoHost
		}
		if err != nil {
			return err
		}
		data, text, err := do(ctx, h, args)
		switch {
		case err != nil:
			return cleanLines(f.late(err))
		case f.asJSON && data != nil:
			return writeJSON(s.Out, data)
		}
		_, err = io.WriteString(s.Out, text)
		return err
	}
	return cmd
}

// readNamed reads a file that a flag names, or stdin for -.
func readNamed(ctx context.Context, s Streams, flag, path string) ([]byte, error) {
	if path != standardInput {
		content, err := readFile(ctx, s, path)
		if err != nil {
			return nil, unreadable(ctx, flag+" "+path, err)
		}
		return content, nil
	}
	content, err := io.ReadAll(io.LimitReader(s.In, readMax+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("stdin cannot be read: %w", err)
	case len(content) > readMax:
		return nil, usage("%s -: %w", flag, errReadMax)
	}
	return content, nil
}
