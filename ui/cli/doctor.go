package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"
	"github.com/xo/terminfo"

	"winkterm/api"
	"winkterm/api/host"
	"winkterm/api/wire"
	"winkterm/flow/recording"
	"winkterm/ui/setup"
	"winkterm/ui/setup/keystore"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// doctorTimeout is how long all checks may take unless the user says otherwise.
const doctorTimeout = 20 * time.Second

// doctorFlags are those of doctor.
type doctorFlags struct {
	production, hostFromFile, offline, asJSON bool
	timeout                                   time.Duration
	webhooksPort                              int
}

func newDoctor(s Streams) *cobra.Command {
	var f doctorFlags
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Check the set-up: terminal, .env, host, key, clock, proxy and more",
		Long: `Check the set-up, and say for whatever is wrong how to mend it: the terminal, colours,
clipboard, browser, .env, the host, the key and its mode, this machine's clock, the proxy,
ports, the folder for recordings and the key store.

The host gets one GET call that changes nothing. Production gets it with --production alone.
No key is ever printed. The exit code is 0 unless a check failed: 2 for the configuration,
5 for the key, 4 for the host, 6 for the time, the first of these that fits.`,
		Args: exactly(0, "doctor takes no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if f.timeout <= 0 {
				return usage("--timeout must be more than 0, such as 30s")
			}
			return f.run(cmd.Context(), s)
		},
	}
	set := cmd.Flags()
	set.BoolVar(&f.production, "production", false, "call production too, by one GET")
	set.BoolVar(&f.hostFromFile, "host-from-env-file", false, hostFromFileUsage)
	set.BoolVar(&f.offline, "offline", false, "call nobody: neither the host nor a proxy")
	set.DurationVar(&f.timeout, "timeout", doctorTimeout, "how long all of it may take")
	set.IntVar(&f.webhooksPort, "webhooks-port", 0, "check that this `PORT` is free too")
	set.BoolVar(&f.asJSON, "json", false, "print JSON")
	return cmd
}

// run checks the set-up and prints what was found. It fails with a *setupError where a
// check failed.
func (f *doctorFlags) run(ctx context.Context, s Streams) error {
	found, err := f.check(ctx, s)
	if err != nil {
		return err
	}
	if f.asJSON {
		err = json.NewEncoder(s.Out).Encode(map[string]any{"schemaVersion": 1, "exitCode": exitCode(unfit(found)), "checks": found})
	} else {
		_, err = io.WriteString(s.Out, drawable(s, findingsText(found, columns(s))))
	}
	return cmp.Or(err, unfit(found))
}

// check runs the checks, all of them or those that are named.
func (f *doctorFlags) check(ctx context.Context, s Streams, only ...string) ([]setup.Finding, error) {
	c := f.config(ctx, s)
	c.Only = only
	limited, cancel := context.WithTimeout(ctx, f.timeout)
	defer cancel()
	found := setup.Run(limited, c, checkingProgress(s))
	if ctx.Err() != nil {
		return nil, fmt.Errorf("stopped before everything was checked: %w", ctx.Err())
	}
	for i := range found { // texts of a host and of files may be in them
		found[i].Text, found[i].Mend = widget.Clean(found[i].Text), widget.Clean(found[i].Mend)
	}
	return found, nil
}

// drawable is a text as the terminal can draw it.
func drawable(s Streams, text string) string {
	if theme.PlainTerm(s.env("TERM")) {
		return theme.Plain(text)
	}
	return text
}

// setupCodes are the exit codes of the causes.
var setupCodes = map[setup.Cause]int{
	setup.CauseConfiguration: ExitUsage, setup.CauseKey: ExitRefused, setup.CauseHost: ExitNetwork, setup.CauseTime: ExitTimedOut,
}

// setupError says that checks of the set-up failed.
type setupError struct{ found []setup.Finding }

// unfit is a *setupError where a check failed.
func unfit(found []setup.Finding) error {
	if setup.Worst(found) == "" {
		return nil
	}
	return &setupError{found}
}

func (e *setupError) Error() string {
	var failed []string
	for _, f := range e.found {
		if f.State == setup.Failed {
			failed = append(failed, f.Check)
		}
	}
	return "the set-up is not in order: " + strings.Join(failed, ", ")
}

// mends says what to do about everything that failed.
func (e *setupError) mends() string {
	var mends []string
	for _, f := range e.found {
		if f.State == setup.Failed {
			mends = append(mends, f.Mend)
		}
	}
	return strings.Join(mends, "; ")
}

// config is what there is to check.
func (f *doctorFlags) config(ctx context.Context, s Streams) setup.Config {
	c := setup.Config{
		Env: s.env, Dir: s.Dir, KnownTerm: knownTerm, Themes: strings.Split(themeNames(), ", "), Offline: f.offline,
		Ports: map[string]string{}, Now: api.SystemClock().Now, KeyStore: keystore.Store{Env: s.env}.Available,
	}
	c.Columns, c.Rows, c.Terminal = terminalSize(s)
	folder, err := recording.UserFolder(s.env)
	c.State, c.StateError = string(folder), err
	values, err := plainSettings(ctx, s, false)
	if err != nil {
		c.EnvFileError = err
		c.Target.Skip = ".env cannot be used: see .env"
		return c
	}
	if port := values.values[envPort]; port != "" {
		c.Ports[envPort] = port
	}
	if f.webhooksPort != 0 {
		c.Ports["--webhooks-port"] = strconv.Itoa(f.webhooksPort)
	}
	c.Target, c.KeyStoreWanted = f.target(ctx, s, values)
	return c
}

// target is the host that is configured, and whether its key is in the key store.
func (f *doctorFlags) target(ctx context.Context, s Streams, c configuration) (t setup.Target, keyStore bool) {
	keyStore, err := c.wantsKeyStore()
	if keyStore = keyStore || err != nil; keyStore {
		t.KeyError = c.askKeyStore(ctx, s)
	}
	if !keyStore && !c.namesHost() {
		t.Skip = "no host is configured"
		return t, false
	}
	t.OpenAPI, t.Link, t.Production = c.openAPI(), c.values[envLinkHost], f.production
	t.Key, t.Secret, t.KeyFrom = wire.Secret(c.values[envKey]), wire.Secret(c.values[envSecret]), c.keyFrom()
	t.Mode, t.Other = modeOf(t.OpenAPI)
	t.LinkMode, _ = modeOf(t.Link)
	if t.Key != "" {
		t.Refusal = c.checkOrigin(f.hostFromFile)
	}
	return t, keyStore
}

// keyFrom says where the key was found, "" where there is none.
func (c configuration) keyFrom() string {
	switch {
	case c.stored != nil:
		return setup.FromKeyStore
	case c.fromFile[envKey] && c.fromFile[envSecret]:
		return setup.FromFile
	case c.fromFile[envKey] || c.fromFile[envSecret]:
		return setup.FromEnvironment + " and .env"
	case c.values[envKey] != "":
		return setup.FromEnvironment
	}
	return ""
}

// modeOf is the mode that an address of Smile's stands for, and the Open API of the other
// mode; both are empty for any other address.
func modeOf(address string) (mode wire.Mode, other string) {
	switch host.Name(address) {
	case "sandbox." + smileDomain, "link-sandbox." + smileDomain:
		return wire.ModeSandbox, "https://" + host.SmileProduction + smilePath
	case host.SmileProduction, "link." + smileDomain:
		return wire.ModeProduction, smileSandbox
	}
	return "", ""
}

// terminalSize gives the size of the terminal that one of the streams is, and whether one is.
func terminalSize(s Streams) (columns, rows int, is bool) {
	for _, stream := range []any{s.raw(), s.In, s.rawErr()} {
		if file, ok := stream.(*os.File); ok && term.IsTerminal(file.Fd()) {
			columns, rows, _ := term.GetSize(file.Fd())
			return columns, rows, true
		}
	}
	return 0, 0, false
}

// knownTerm says whether the machine's descriptions of terminals have one of a name; true
// where it has none at all.
func knownTerm(name string) bool {
	if _, err := terminfo.Load(filepath.Base(name)); err == nil {
		return true
	}
	_, err := terminfo.Load("xterm")
	return err != nil
}
