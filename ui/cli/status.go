package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"winkterm/api/host"
	"winkterm/api/wire"
	"winkterm/flow/recording"
	"winkterm/ui/setup"
	"winkterm/ui/theme"
)

// status is what winkterm would do as it is configured.
type status struct {
	SchemaVersion int       `json:"schemaVersion"`
	Host          string    `json:"host"` // empty for the sandbox in the binary
	Mode          wire.Mode `json:"mode,omitempty"`
	KeySet        bool      `json:"keySet"`
	KeyFrom       string    `json:"keyFrom,omitempty"`
	KeyMode       wire.Mode `json:"keyMode,omitempty"` // as the host says with --ask
	Login         string    `json:"login"`
	Theme         string    `json:"theme"`
	StateFolder   string    `json:"stateFolder,omitempty"`
	Version       string    `json:"version"`
	Revision      string    `json:"revision"`
	// Problem is why commands would not go to the host as it is, Asked what the host said.
	Problem string          `json:"problem,omitempty"`
	Asked   []setup.Finding `json:"asked,omitempty"`
}

func newStatus(s Streams) *cobra.Command {
	f := doctorFlags{timeout: doctorTimeout}
	var ask bool
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Say what is configured: host, mode, where the key is from, version",
		Long: `Say what is configured: host, mode, where the key is from, how logins happen, theme,
folder for recordings and version. The key itself is never shown.

Nobody is asked, unless --ask is given: then the host gets one GET call, which says whether
it takes the key, and so which mode the key is of.`,
		Args: exactly(0, "status takes no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error { return f.runStatus(cmd.Context(), s, ask) },
	}
	set := cmd.Flags()
	set.BoolVar(&ask, "ask", false, "ask the host whether it takes the key")
	set.BoolVar(&f.production, "production", false, "ask production too, by one GET")
	set.BoolVar(&f.hostFromFile, "host-from-env-file", false, hostFromFileUsage)
	set.BoolVar(&f.asJSON, "json", false, "print JSON")
	return cmd
}

func (f *doctorFlags) runStatus(ctx context.Context, s Streams, ask bool) error {
	st, err := f.status(ctx, s)
	if err != nil {
		return err
	}
	if ask {
		if st.Asked, err = f.check(ctx, s, "host", "key", "mode"); err != nil {
			return err
		}
		if mode := st.Asked[len(st.Asked)-1]; mode.State == setup.OK {
			st.KeyMode = st.Mode
		}
	}
	if f.asJSON {
		err = json.NewEncoder(s.Out).Encode(st)
	} else {
		_, err = io.WriteString(s.Out, drawable(s, st.text(columns(s))))
	}
	return cmp.Or(err, unfit(st.Asked))
}

// status reads the configuration. It fails where .env cannot be used, or names
// no address for the host.
func (f *doctorFlags) status(ctx context.Context, s Streams) (status, error) {
	st := status{SchemaVersion: 1, Login: "native", Theme: cmp.Or(s.env(envTheme), string(theme.Standard)), Version: ThisBuild().Version, Revision: ThisBuild().Revision}
	folder, err := recording.UserFolder(s.env)
	if err == nil {
		st.StateFolder = string(folder)
	}
	c, err := plainSettings(ctx, s, false)
	if err != nil {
		return st, err
	}
	keyError := c.askKeyStore(ctx, s)
	wanted, _ := c.wantsKeyStore()
	if st.KeyFrom = c.keyFrom(); !c.namesHost() && !wanted && keyError == nil {
		return st, nil
	}
	if err := setup.CheckAddress(c.openAPI(), envOpenHost); err != nil {
		return st, err // and what is there by mistake may be a secret
	}
	st.Host, st.KeySet = host.Authority(c.openAPI()), c.values[envKey] != "" && c.values[envSecret] != ""
	st.Mode, _ = modeOf(c.openAPI())
	if st.Login = "browser"; c.values[envLinkHost] != "" && !isSmile(c.values[envLinkHost]) {
		st.Login = "native"
	}
	if keyError == nil { // whether they may go to production is asked each time
		_, keyError = chooseHost(c, flags{production: true, hostFromFile: f.hostFromFile, login: "auto"})
	}
	if keyError != nil {
		st.Problem = keyError.Error()
	}
	return st, nil
}

func (st *status) text(width int) string {
	l := &labelled{width: width, label: 16}
	l.add("Host", cmp.Or(st.Host, "the sandbox in the binary"))
	if st.Host != "" {
		l.add("Mode", map[wire.Mode]string{
			wire.ModeSandbox: "sandbox", wire.ModeProduction: "production, where calls may be billed", "": "not known: the host is not one of Smile's",
		}[st.Mode])
		l.add("Key", map[bool]string{true: "set, " + st.KeyFrom, false: "not set"}[st.KeySet])
		l.add("Key's mode", cmp.Or(strings.ToLower(string(st.KeyMode)), "not known: --ask asks the host, which takes keys of its own mode alone"))
	}
	l.add("Logins", map[string]string{"native": "here, in the terminal", "browser": "in the browser"}[st.Login])
	l.add("Theme", st.Theme)
	l.add("Recordings", cmp.Or(st.StateFolder, "none: there is no folder for them"))
	l.add("Version", st.Version+" "+st.Revision)
	l.add("To mend", st.Problem)
	for _, f := range st.Asked {
		l.add("Asked", fmt.Sprintf("%s: %s: %s", f.Check, f.State, f.Text))
		l.add("", f.Mend)
	}
	return l.String()
}
