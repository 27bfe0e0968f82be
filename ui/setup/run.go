package setup

import (
	"context"
	"net"
	"slices"
	"sync"
	"time"

	"winkterm/api/wire"
	"winkterm/flow/redact"
)

// Config is what is checked, and by what means.
type Config struct {
	// Env gives a variable of the environment, "" for one that is not set.
	Env func(name string) string
	// Dir is where .env is looked for.
	Dir string
	// EnvFileError is why .env cannot be used, where a pipe of that name does not give it.
	EnvFileError error
	// Terminal says whether there is one, of so many cells; KnownTerm whether the machine
	// knows one by its name in TERM.
	Terminal      bool
	Columns, Rows int
	KnownTerm     func(name string) bool
	// Themes are the names that WINKTERM_THEME may have.
	Themes []string
	// Target is where the calls go.
	Target Target
	// Ports are those that have to be free, by the variable or flag that names each.
	Ports map[string]string
	// State is the folder for what winkterm keeps; StateError says why there is none.
	State      string
	StateError error
	// KeyStore fails where no key store answers; KeyStoreWanted says that the key is in it.
	KeyStore       func(context.Context) error
	KeyStoreWanted bool
	// Only are the names of the checks that are run, all of them where there is none.
	Only []string
	// Offline asks nobody: no host, no proxy.
	Offline bool
	// Now is the present; Resolver looks names up, nil as the system does.
	Now      func() time.Time
	Resolver *net.Resolver
}

// Target is a host and the key for it.
type Target struct {
	// Skip is why no host is checked, empty where one is.
	Skip string
	// OpenAPI is the address of the Open API, Link that of the Link API or empty.
	OpenAPI, Link string
	// Refusal is why the configuration may not be used, nil where it may.
	Refusal error
	// Mode and LinkMode are the modes that the two addresses stand for, empty for a host
	// that is not Smile's. Other is the Open API of the other mode.
	Mode, LinkMode wire.Mode
	Other          string
	Key, Secret    wire.Secret
	// KeyFrom says where the key was found, KeyError why it was not.
	KeyFrom  string
	KeyError error
	// Production allows calls to production.
	Production bool
}

// check is a line of the table of checks.
type check struct {
	name string
	run  func(context.Context, *checkup) Finding
}

// checks are all of them, in the order in which they are shown.
func checks() []check {
	return []check{
		{"terminal", checkTerminal},
		{"colours", checkColours},
		{"clipboard", checkClipboard},
		{"browser", checkBrowser},
		{".env", checkEnvFile},
		{"host", checkHost},
		{"key", checkKey},
		{"mode", checkMode},
		{"clock", checkClock},
		{"proxy", checkProxy},
		{"port", checkPorts},
		{"state folder", checkState},
		{"key store", checkKeyStore},
	}
}

// chosen are the checks that are run.
func (c *Config) chosen() (chosen []check) {
	for _, one := range checks() {
		if len(c.Only) == 0 || slices.Contains(c.Only, one.name) {
			chosen = append(chosen, one)
		}
	}
	return chosen
}

// checkup is one run of the checks. What several of them ask is asked once.
type checkup struct {
	Config
	proxy  func() Finding
	answer func() answer
	// other is the answer of the host of the other mode.
	other func() answer
}

// Run runs all checks at once, and gives what they found in their order. What is not done
// when ctx ends is skipped; progress is called with how many of them are done, by one
// goroutine.
func Run(ctx context.Context, c Config, progress func(done, of int)) []Finding {
	u := &checkup{Config: c}
	u.proxy = sync.OnceValue(func() Finding { return u.findProxy(ctx) })
	u.answer = sync.OnceValue(func() answer { return u.ask(ctx) })
	u.other = sync.OnceValue(func() answer { return u.call(ctx, c.Target.Other) })
	all := c.chosen()
	found := make([]Finding, len(all))
	type result struct {
		i int
		Finding
	}
	results := make(chan result, len(all)) // who is late is left behind
	for i, c := range all {
		found[i] = skipped("there was no time left for it: see --timeout")
		go func() { results <- result{i, c.run(ctx, u)} }()
	}
	for done := range len(all) {
		progress(done, len(all))
		select {
		case r := <-results:
			found[r.i] = r.Finding
			continue
		case <-ctx.Done():
		}
		break
	}
	progress(len(all), len(all))
	mask := c.redactor()
	for i := range found {
		f := &found[i]
		f.Check, f.Text, f.Mend = all[i].name, mask.Text(f.Text), mask.Text(f.Mend)
	}
	return found
}

// redactor knows the secrets that a text could have in it.
func (c *Config) redactor() *redact.Redactor {
	r := redact.New()
	r.Learn(redact.Key, c.Target.Key.Reveal())
	r.Learn(redact.Secret, c.Target.Secret.Reveal())
	return r
}
