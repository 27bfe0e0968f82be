package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"

	"github.com/spf13/cobra"

	"winkterm/api/sandbox"
	"winkterm/api/wire"
)

// sandboxAddr is where the sandbox listens unless told otherwise.
const sandboxAddr = "127.0.0.1:8970"

// serving is what another program needs to know to use the sandbox.
type serving struct {
	OpenAPI string `json:"openApi"`
	LinkAPI string `json:"linkApi"`
	Control string `json:"control"`
	Key     string `json:"key"`
	// Secret is empty when it came from the environment: who set it knows it.
	Secret string `json:"secret,omitempty"`
}

// newSandbox serves the sandbox to other programs.
func newSandbox(s Streams) *cobra.Command {
	var (
		c      sandbox.Config
		asJSON bool
	)
	cmd := &cobra.Command{
		Use:   "sandbox",
		Short: "Serve the sandbox to other programs until ctrl+c or SIGTERM",
		Args:  exactly(0, "sandbox takes no arguments, only flags"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := checkSandbox(c); err != nil {
				return err
			}
			c.Key, c.Secret = s.Env(envKey), wire.Secret(s.Env(envSecret))
			return serveSandbox(cmd.Context(), s, c, asJSON)
		},
	}
	set := cmd.Flags()
	set.StringVar(&c.Addr, "addr", sandboxAddr, "`ADDRESS` on this machine; port 0 lets the system pick one")
	set.Float64Var(&c.Speed, "speed", 1, speedUsage)
	set.Uint64Var(&c.Seed, "seed", 1, seedUsage)
	set.IntVar(&c.Providers, "providers", 0, catalogueUsage)
	set.BoolVar(&asJSON, "json", false, "print one line of JSON once it listens")
	return cmd
}

// checkSandbox keeps the sandbox on this machine: its key is public, and its
// control lets anybody who reaches it move the clock.
func checkSandbox(c sandbox.Config) error {
	host, _, err := net.SplitHostPort(c.Addr)
	if err != nil {
		return usageError{fmt.Errorf("--addr is an address and a port such as %s, not %q", sandboxAddr, c.Addr)}
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return usageError{fmt.Errorf("--addr %s is beyond this machine: the sandbox's key is public, so it listens on loopback only", c.Addr)}
	}
	return checkSimulation(c.Speed, c.Providers)
}

func serveSandbox(ctx context.Context, s Streams, c sandbox.Config, asJSON bool) error {
	running, err := sandbox.Listen(ctx, c)
	if err != nil {
		return err
	}
	defer closeSandbox(running)
	at := serving{OpenAPI: running.OpenAPI(), LinkAPI: running.Link(), Control: running.Control(), Key: c.Key}
	if at.Key == "" {
		at.Key = sandbox.DefaultKey
	}
	if c.Secret == "" {
		at.Secret = sandbox.DefaultKey
	}
	if err := at.write(s, asJSON); err != nil {
		return err
	}
	<-ctx.Done()
	return nil
}

func (a serving) write(s Streams, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(s.Out).Encode(a)
	}
	secret := a.Secret
	if secret == "" {
		secret = "as in " + envSecret
	}
	_, err := fmt.Fprintf(s.Out, "%s=%s\n%s=%s\n%s=%s\n", envOpenHost, a.OpenAPI, envLinkHost, a.LinkAPI, envKey, a.Key)
	_, err2 := fmt.Fprintf(s.Err, "secret: %s; control: %s; ctrl+c ends it\n", secret, a.Control)
	return errors.Join(err, err2)
}
