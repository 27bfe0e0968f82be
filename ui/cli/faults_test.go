package cli

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"winkterm/api/sandbox"
	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
	"winkterm/flow/driver"
	"winkterm/flow/recording"
	"winkterm/flow/session"
	"winkterm/ui"
	"winkterm/ui/keymap"
	"winkterm/ui/palette"
)

func TestOnlyAHostOnThisMachineCanBeASandbox(t *testing.T) {
	t.Parallel()
	for open, want := range map[string]string{
		"http://127.0.0.1:8970/v1":          "http://127.0.0.1:8970/_sandbox",
		"http://localhost:8970/v1":          "http://localhost:8970/_sandbox",
		"http://[::1]:8970/v1/":             "http://[::1]:8970/_sandbox",
		"https://LOCALHOST/a/b":             "https://LOCALHOST/_sandbox",
		"http://127.9.9.9:1/v1":             "http://127.9.9.9:1/_sandbox",
		"https://sandbox.smileapi.io/v1":    "",
		"http://10.0.0.1:8970/v1":           "",
		"http://localhost.example.com/v1":   "",
		"http://127.0.0.1.example.com/v1":   "",
		"http://user@example.com:8970":      "",
		"http://127.0.0.1:8970@example.com": "",
		"":                                  "",
		"%":                                 "",
	} {
		if got := controlAddress(open); got != want {
			t.Errorf("%q: %q, want %q", open, got, want)
		}
	}
}

// faultsOf is the wizard's configuration with the faults of a host.
func faultsOf(t *testing.T, h session.Host) ui.Config {
	t.Helper()
	h.Key, h.Secret = "k", "s"
	walk, err := session.Open(t.Context(), session.Config{Host: h})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = walk.Close() })
	return wizardConfig(Streams{Env: environment(nil)}, walk, h, page{}, recording.Header{Sandbox: &recording.Sandbox{Seed: 7}})
}

func TestTheWizardKnowsWhyThereAreNoFaults(t *testing.T) {
	t.Parallel()
	c := faultsOf(t, session.Host{OpenAPI: "https://gateway.test/v1"})
	for _, want := range []string{"need a sandbox", "gateway.test", "without a key", "winkterm sandbox"} {
		if c.Faults != nil || !strings.Contains(c.NoFaults, want) {
			t.Errorf("%v, %q lacks %q", c.Faults, c.NoFaults, want)
		}
	}
}

// TestFaultsOfTheSandbox asks a real one through everything between it and the
// palette: what it offers is what its table has, and each is reached from ctrl+f
// with three keys more.
func TestFaultsOfTheSandbox(t *testing.T) {
	t.Parallel()
	running, err := sandbox.Listen(t.Context(), sandbox.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer closeSandbox(running)
	c := faultsOf(t, session.Host{OpenAPI: running.OpenAPI(), Control: running.Control()})
	if got := controlAddress(running.OpenAPI()); got != running.Control() {
		t.Errorf("the control of %s is sought at %s", running.OpenAPI(), got)
	}
	list, err := c.Faults.List()
	if err != nil || len(list.Offered) != len(fault.Kinds()) || len(list.Armed) != 0 {
		t.Fatalf("%d on offer, %+v armed, %v", len(list.Offered), list.Armed, err)
	}
	for _, kind := range list.Offered {
		m := palette.New(keymap.New())
		m.Show(list)
		for _, r := range kind.Short {
			m.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
		set, ok := m.Update(tea.KeyPressMsg{Code: tea.KeyEnter}).(palette.Set)
		if !ok || len(kind.Short) != 2 || set.Fault.Name != kind.Name {
			t.Errorf("%s, enter leads to %+v, want %s", kind.Short, set, kind.Name)
			continue
		}
		if kind.Moment == "" {
			continue
		}
		if done, err := c.Faults.Set(set.Fault); err != nil || !strings.Contains(done, kind.Moment) {
			t.Errorf("%s: %q, %v", kind.Name, done, err)
		}
	}
	if done, err := c.Faults.Set(wire.Fault{Name: fault.Clear, Now: true}); err != nil {
		t.Errorf("clearing: %q, %v", done, err)
	}
	if list, err = c.Faults.List(); err != nil || len(list.Armed) > 0 {
		t.Errorf("still armed: %+v, %v", list.Armed, err)
	}
}

var _ ui.Faults = (*driver.Faults)(nil)
