package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"time"

	"winkterm/api"
	"winkterm/api/control"
	"winkterm/api/host"
)

// checkWait is how long a sandbox that is asked whether it serves may take.
const checkWait = 3 * time.Second

// checkSandbox asks the sandbox that listens at an address of this machine whether it
// serves. It fails where none does.
func checkSandbox(ctx context.Context, s Streams, addr string, asJSON bool) error {
	name, port, err := net.SplitHostPort(addr)
	if err != nil {
		return checkAddr(addr, false)
	}
	if ip := net.ParseIP(name); name == "" || ip != nil && ip.IsUnspecified() {
		addr = net.JoinHostPort("127.0.0.1", port) // what listens everywhere listens here
	}
	if !host.Loopback(addr) {
		return usage("--check asks a sandbox on this machine, and --addr %s is on another", addr)
	}
	client, err := control.New(api.Config{BaseURL: "http://" + addr + "/_sandbox", BaseURLName: "--addr", Timeout: checkWait, Tries: 1})
	if err != nil {
		return err
	}
	state, err := client.State(ctx)
	if err != nil {
		return fmt.Errorf("no sandbox serves at %s: %w", addr, err)
	}
	if asJSON {
		return json.NewEncoder(s.Out).Encode(state)
	}
	_, err = fmt.Fprintf(s.Out, "a sandbox serves at %s: %s\n", addr, many(state.Users, "user"))
	return err
}
