package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"winkterm/api/host"
	"winkterm/api/wire"
	"winkterm/flow/recording"
	"winkterm/flow/session"
	"winkterm/ui/mcp"
)

// newMCP serves tools to agents.
func newMCP(s Streams) *cobra.Command {
	var f flags
	cmd := &cobra.Command{
		Use:   "mcp",
		Short: "Serve tools to an agent by the Model Context Protocol, on stdin and stdout",
		Long: `Serve tools to an agent, or another program that speaks the Model Context Protocol, on
stdin and stdout: a client starts this command by itself, see docs/agents.md.

The tools only read: they explain codes, search providers, look up users, accounts and
archives at the configured host by GET calls, and read recorded sessions. Without a key
they ask the sandbox in the binary. Production is refused always.

--sandbox adds tools that act, on the sandbox in this process alone, whatever is
configured: link an account, go on step by step, arm faults, move the clock, report.

What tools answer is masked, as recordings are. Messages go to stderr; the end of stdin
or a signal ends it.`,
		Args: exactly(0, "mcp takes no arguments, only flags"),
		RunE: func(cmd *cobra.Command, _ []string) error { return serveMCP(cmd.Context(), s, f) },
	}
	cmd.Flags().BoolVar(&f.sandbox, "sandbox", false, "add tools that act on the sandbox in the binary, and ask no host")
	cmd.Flags().BoolVar(&f.hostFromFile, "host-from-env-file", false, hostFromFileUsage)
	return cmd
}

func serveMCP(ctx context.Context, s Streams, f flags) error {
	folder, err := recording.UserFolder(s.env)
	if err != nil {
		return err
	}
	if s.Terminal {
		fmt.Fprintln(s.Err, "winkterm: waiting for a client of the Model Context Protocol on stdin; docs/agents.md says how one is set up, ctrl+d ends it")
	}
	c := mcp.Config{Version: ThisBuild().Version, Sandbox: f.sandbox, Folder: folder}
	if values, err := settings(ctx, s, false); err == nil { // else the tools say so that ask a host
		c.Secrets = []wire.Secret{wire.Secret(values.values[envKey]), wire.Secret(values.values[envSecret])}
	}
	c.Host = func(ctx context.Context) (session.Host, error) {
		values, err := settings(ctx, s, false)
		if err != nil {
			return session.Host{}, err
		}
		if host.Production(values.values[envOpenHost]) {
			return session.Host{}, usage("%s is Smile's production, where calls may be billed: these tools never ask it", envOpenHost)
		}
		return chooseHost(values, flags{hostFromFile: f.hostFromFile, login: "auto"})
	}
	return mcp.Serve(ctx, c, mcp.Streams(s.In, s.Out))
}
