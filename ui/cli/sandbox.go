package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"winkterm/api/host"
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
	// Seed repeats the ids, waits and data, given to --seed.
	Seed uint64 `json:"seed"`
}

// sandboxFlags are those of winkterm sandbox.
type sandboxFlags struct {
	sandbox.Config
	faults, controlKey  string
	grace               time.Duration
	expose, log, asJSON bool
	// asks has it ask one that runs already instead of serving.
	asks bool
	// command is run against it; nil where it serves until it is asked to end.
	command []string
}

// newSandbox serves the sandbox to other programs.
func newSandbox(s Streams) *cobra.Command {
	var f sandboxFlags
	var shell string
	cmd := &cobra.Command{
		Use:   "sandbox [-- COMMAND ARGS…]",
		Short: "Serve the sandbox to other programs until ctrl+c or SIGTERM, or to one command",
		Long: `Serve the sandbox to other programs until ctrl+c or SIGTERM.

With a command behind --, or a line for the shell in --exec, it serves that alone, on a port
that the system picks, and ends as it ends, with its exit code. The command has OPEN_API_HOST,
API_KEY, API_SECRET and LINK_API_HOST in its environment, in WINK_SCRIPT the address of the
widget's script, and in SANDBOX_CONTROL that of the control. Where it fails, the last requests
that the sandbox saw are listed on stderr.`,
		Example: "  winkterm sandbox -- npm test\n  winkterm sandbox --speed 0 --exec 'npm ci && npm test'",
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			var line *string
			if cmd.Flags().Changed("exec") {
				line = &shell
			}
			if f.command, err = commandOf(line, args, cmd.ArgsLenAtDash() >= 0); err != nil {
				return err
			}
			if f.command != nil && !cmd.Flags().Changed("addr") {
				f.Addr = "127.0.0.1:0"
			}
			if f.asks && f.command != nil {
				return usage("--check runs no command")
			}
			if f.asks {
				return checkSandbox(cmd.Context(), s, f.Addr, f.asJSON)
			}
			if err := f.check(cmd.Context(), s); err != nil {
				return err
			}
			f.Key, f.Secret = s.env(envKey), wire.Secret(s.env(envSecret))
			f.Logger = f.logger(s)
			return serveSandbox(cmd.Context(), s, f)
		},
	}
	f.register(cmd.Flags())
	cmd.Flags().BoolVar(&f.asks, "check", false, "ask the one at --addr whether it serves, and end: with 0 where it does")
	cmd.Flags().StringVar(&shell, "exec", "", "run this `COMMAND` line by the shell, and end with its exit code")
	return cmd
}

func (f *sandboxFlags) register(set *pflag.FlagSet) {
	set.StringVar(&f.Addr, "addr", sandboxAddr, "`ADDRESS` on this machine; port 0 lets the system pick one")
	set.BoolVar(&f.expose, "expose", false, "allow an --addr that other machines can reach")
	set.StringVar(&f.controlKey, "control-key-env", "", "let other machines use the control that show the key in the environment variable `NAME`")
	set.Float64Var(&f.Speed, "speed", 1, speedUsage)
	set.Uint64Var(&f.Seed, "seed", 1, seedUsage)
	set.IntVar(&f.Providers, "providers", 0, catalogueUsage)
	registerClock(set, &f.Now, &f.Freeze)
	set.BoolVar(&f.Strict, "strict", false, "refuse bodies with fields that are not known; otherwise stderr is told of them")
	set.StringVar(&f.File, "data", "", "keep everything in this `FILE`, made where there is none, and go on from it")
	set.StringVar(&f.faults, "faults", "", "arm the faults of this YAML `FILE` from the start")
	set.BoolVar(&f.WebhooksAnywhere, "webhooks-anywhere", false, "send webhooks to any address, not to those of this machine alone")
	set.IntVar(&f.RateLimit, "rate-limit", 0, "requests a second that each address may make, 0 for any; Smile allows about 20")
	set.DurationVar(&f.grace, "grace", grace, "how long requests in flight may take once it is to end; a second signal ends it at once")
	set.BoolVar(&f.log, "log", false, "write a line for every request to stderr, without queries and bodies")
	set.BoolVar(&f.asJSON, "json", false, "print one line of JSON once it listens")
}

// check finds what the flag parser cannot, and reads the file of faults.
func (f *sandboxFlags) check(ctx context.Context, s Streams) error {
	if err := checkAddr(f.Addr, f.expose); err != nil {
		return err
	}
	if f.asJSON && f.command != nil {
		return usage("--json has nothing to print where a command is run: stdout is the command's")
	}
	if f.RateLimit < 0 || f.RateLimit > maxRate {
		return usage("--rate-limit must be between 0 and %d", maxRate)
	}
	if f.grace < 0 {
		return usage("--grace must not be negative")
	}
	if err := f.readControlKey(s); err != nil {
		return err
	}
	if err := f.readFaults(ctx, s); err != nil {
		return err
	}
	return checkSimulation(f.Speed, f.Providers, f.Now)
}

// shortestKey is how many characters a key of the control has at least.
const shortestKey = 16

func (f *sandboxFlags) readControlKey(s Streams) error {
	if f.controlKey == "" {
		return nil
	}
	f.ControlKey = wire.Secret(s.env(f.controlKey))
	if len(f.ControlKey.Reveal()) < shortestKey {
		return usage("--control-key-env: the environment variable %s must have a key of %d characters or more", f.controlKey, shortestKey)
	}
	return nil
}

// maxRate bounds --rate-limit; nobody gets that far.
const maxRate = 1_000_000

func (f *sandboxFlags) readFaults(ctx context.Context, s Streams) error {
	if f.faults == "" {
		return nil
	}
	content, err := readFile(ctx, s, f.faults)
	if err != nil {
		return unreadable(ctx, "--faults "+f.faults, err)
	}
	if f.Faults, err = sandbox.ReadFaults(bytes.NewReader(content)); err != nil {
		return usage("--faults %s: %w", f.faults, err)
	}
	return nil
}

// logger writes to stderr what goes wrong inside, and with --log every request.
func (f *sandboxFlags) logger(s Streams) *slog.Logger {
	level, to := slog.LevelWarn, s.Err
	if f.log {
		level, to = slog.LevelInfo, s.rawErr()
	}
	return slog.New(slog.NewTextHandler(to, &slog.HandlerOptions{Level: level}))
}

// checkAddr keeps the sandbox on this machine unless told otherwise.
func checkAddr(addr string, expose bool) error {
	_, _, err := net.SplitHostPort(addr)
	if err != nil {
		return usage("--addr is an address and a port such as %s, not %q", sandboxAddr, addr)
	}
	if expose || host.Loopback(addr) {
		return nil
	}
	return usage("--addr %s can be reached from other machines: whoever has the key could use the sandbox and read what is in it; "+
		"if that is what you want, add --expose, and set %s and %s", addr, envKey, envSecret)
}

func serveSandbox(ctx context.Context, s Streams, f sandboxFlags) error {
	running, err := sandbox.Listen(ctx, f.Config)
	if err != nil {
		return err
	}
	defer f.end(running, s)
	at := serving{OpenAPI: running.OpenAPI(), LinkAPI: running.Link(), Control: running.Control(), Key: f.Key, Seed: f.Seed}
	if at.Key == "" {
		at.Key = sandbox.DefaultKey
	}
	if f.Secret == "" {
		at.Secret = sandbox.DefaultKey
	}
	if f.command == nil {
		if err := at.write(s, f.asJSON); err != nil {
			return err
		}
	}
	if !host.Loopback(f.Addr) {
		who := "this machine alone"
		if f.ControlKey != "" {
			who = "those who show the key of " + f.controlKey
		}
		fmt.Fprintln(s.Err, "warning: other machines can reach this sandbox; its control answers to", who)
	}
	if f.command != nil {
		return f.runCommand(ctx, s, at, running)
	}
	<-ctx.Done()
	return nil
}

// write prints the lines of a .env file, or one of JSON, to stdout.
func (a serving) write(s Streams, asJSON bool) error {
	if asJSON {
		return writeJSON(s.Out, a)
	}
	secret := envSecret + "=" + a.Secret
	if a.Secret == "" {
		secret = "# " + envSecret + " is that of the environment"
	}
	_, err := fmt.Fprintf(s.Out, "%s=%s\n%s=%s\n%s=%s\n%s\n", envOpenHost, a.OpenAPI, envLinkHost, a.LinkAPI, envKey, a.Key, secret)
	_, err2 := fmt.Fprintf(s.Err, "control: %s; seed: %d; ctrl+c ends it\n", a.Control, a.Seed)
	return errors.Join(err, err2)
}

// How long requests in flight may take when the sandbox ends, and after how much of
// that the user is told.
const (
	grace   = 30 * time.Second
	noticed = 300 * time.Millisecond
)

// end lets requests in flight end, and cuts off those that take longer than --grace.
func (f *sandboxFlags) end(r *sandbox.Running, s Streams) {
	if s.atOnce != nil {
		s.atOnce()
	}
	ctx, cancel := context.WithTimeout(context.Background(), f.grace)
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- r.Close(ctx) }()
	var err error
	select {
	case err = <-ended:
	case <-s.later(noticed):
		fmt.Fprintf(s.Err, "it ends when the requests in flight have been answered, in %s at most; another signal ends it at once\n", f.grace)
		err = <-ended
	}
	if err != nil {
		fmt.Fprintln(s.Err, "requests in flight were cut off:", err)
	}
}
