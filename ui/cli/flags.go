package cli

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/spf13/pflag"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/lookup"
	"winkterm/flow/recording"
	"winkterm/flow/session"
	"winkterm/ui/widget"
)

// What the sandbox's flags mean, wherever it runs.
const (
	speedUsage     = "speed of the sandbox's waits: 1 as in life, 10 ten times faster, 0 none"
	seedUsage      = "seed of the sandbox's ids and waits: the same one repeats them"
	catalogueUsage = "size of the sandbox's catalogue, 0 for the shipped one"
)

// registerClock registers the flags of a sandbox's clock.
func registerClock(set *pflag.FlagSet, now *time.Time, freeze *bool) {
	set.TimeVar(now, "now", time.Time{}, []string{time.RFC3339, time.DateOnly},
		"`MOMENT` at which the sandbox's clock begins, such as 2026-01-15T00:00:00Z, instead of the present")
	set.BoolVar(freeze, "freeze", false, "let the sandbox's clock stand still unless it is moved")
}

const hostFromFileUsage = "send the key of the environment to the host that .env names"

// logins are the values of --login.
var logins = []string{"auto", "native", "browser"}

// flags are the root command's; secrets are never among them.
type flags struct {
	user                string
	providers, top      []string
	template, company   string
	upload, noUpload    bool
	noConsent, noSearch bool
	noTypes             bool
	login, sdk, listen  string
	noBrowser           bool
	sandbox, production bool
	hostFromFile        bool
	speed               float64
	seed                uint64
	catalogue           int
	now                 time.Time
	freeze              bool
	record              recordFlags
	resume              string
	accessible          bool
	webhooksPort        int
	webhooksSecretEnv   string
}

func (f *flags) register(set *pflag.FlagSet) {
	set.StringVar(&f.user, "user", "", "link for the user of this `ID` instead of a new one; given an account or archive, it says whose that is")
	set.StringArrayVar(&f.providers, "provider", nil, "offer only this provider `ID` (repeatable; one skips the list)")
	set.StringArrayVar(&f.top, "top-provider", nil, "put this provider `ID` first (repeatable, at most 10)")
	set.StringVar(&f.template, "template", "", "Wink template `ID` (wtpl-…): its colours, its company, what it offers; \"winkterm templates\" lists them")
	set.StringVar(&f.company, "company", "", "company `NAME` on the consent and login pages")
	set.BoolVar(&f.upload, "upload", false, "offer to upload documents, and list sources without a live connection too (enableUpload)")
	set.BoolVar(&f.noUpload, "no-upload", false, "offer no documents, and hide sources without a live connection, which is the default")
	set.BoolVar(&f.noConsent, "no-consent", false, "with one --provider: go straight to its login (enableConsentPage=false)")
	set.BoolVar(&f.noSearch, "no-search", false, "hide the search field (enableSearchBar=false)")
	set.BoolVar(&f.noTypes, "no-types", false, "hide the type filter (enableTypeBar=false)")
	set.StringVar(&f.login, "login", "auto", "where logins happen: auto, native or browser")
	set.StringVar(&f.sdk, "sdk", "v2", "version of the widget's SDK in the browser: v1 or v2")
	set.BoolVar(&f.noBrowser, "no-browser", false, "do not open a browser, show the address alone")
	set.StringVar(&f.listen, "listen", "", "`ADDRESS` that other machines can reach, to open the widget on a phone")
	set.BoolVar(&f.sandbox, "sandbox", false, "use the sandbox in the binary, whatever is configured")
	set.BoolVar(&f.production, "production", false, "allow production, where calls may be billed")
	set.BoolVar(&f.hostFromFile, "host-from-env-file", false, hostFromFileUsage)
	set.Float64Var(&f.speed, "speed", 1, speedUsage)
	set.Uint64Var(&f.seed, "seed", randomSeed(), seedUsage+" (another for each run unless given; the header shows it)")
	set.Lookup("seed").DefValue = "0" // which help leaves out
	set.IntVar(&f.catalogue, "providers", 0, catalogueUsage)
	registerClock(set, &f.now, &f.freeze)
	f.record.register(set)
	set.BoolVar(&f.accessible, "accessible", false, "plain lines instead of a screen, a question at a time: for a screen reader, a serial line, a pipe of answers; "+envAccessible+"=1 does so for all")
	set.IntVar(&f.webhooksPort, "webhooks-port", 0, "receive webhooks of the host on this `PORT` of 127.0.0.1, and show this user's beside the callbacks")
	set.StringVar(&f.webhooksSecretEnv, "webhooks-secret-env", "", "take the webhook's secret from the environment's variable `NAME`; without it no signature is checked")
	set.StringVar(&f.resume, "resume", "", "take up what a recorded `SESSION` had open, the last one unless named")
	set.Lookup("resume").NoOptDefVal = recording.Last
}

// randomSeed is one that is short enough to be read out.
func randomSeed() uint64 { return 100_000 + rand.Uint64N(900_000) }

// check finds what the flag parser cannot.
func (f *flags) check() error {
	switch {
	case !slices.Contains(logins, f.login):
		return usage("--login is auto, native or browser, not %q", f.login)
	case sdks[f.sdk] == "":
		return usage("--sdk is v1 or v2, not %q", f.sdk)
	case len(f.top) > wire.TopProvidersMax:
		return usage("--top-provider may be given %d times, not %d", wire.TopProvidersMax, len(f.top))
	case f.upload && f.noUpload:
		return usage("--upload and --no-upload exclude each other")
	}
	return checkSimulation(f.speed, f.catalogue, f.now)
}

// webhooks says where the wizard's session receives webhooks.
func (f *flags) webhooks(s Streams, h session.Host) (session.Webhooks, error) {
	port, variable, secret := f.webhooksPort, f.webhooksSecretEnv, s.env(f.webhooksSecretEnv)
	switch {
	case h.OpenAPI == "" && (port != 0 || variable != ""):
		return session.Webhooks{}, usage("--webhooks-port and --webhooks-secret-env are for another host: the sandbox in the binary hands over its webhooks by itself")
	case h.OpenAPI == "":
		return session.Webhooks{Own: true}, nil
	case port == 0 && variable != "":
		return session.Webhooks{}, usage("--webhooks-secret-env checks what --webhooks-port receives: give that as well")
	case port < 0 || port > 65535:
		return session.Webhooks{}, usage("--webhooks-port is a number from 1 to 65535")
	case variable != "" && secret == "":
		return session.Webhooks{}, usage("--webhooks-secret-env: the environment has no %s, or it is empty", widget.Clean(variable))
	case port == 0:
		return session.Webhooks{}, nil
	}
	return session.Webhooks{Addr: fmt.Sprintf("127.0.0.1:%d", port), Secret: wire.Secret(secret)}, nil
}

// checkSimulation checks the flags of a sandbox.
func checkSimulation(speed float64, catalogue int, now time.Time) error {
	year := now.UTC().Year()
	switch {
	case speed < 0:
		return usage("--speed must not be negative")
	case catalogue < 0 || catalogue > 1_000_000:
		return usage("--providers must be between 0 and 1000000")
	case !now.IsZero() && (year < 1970 || year > 2200):
		return usage("--now must be in a year from 1970 to 2200")
	}
	return nil
}

// of is whom --user names: a user, or an account or archive whose user is meant. What is
// around an id that was pasted is left out.
func (f *flags) of() (user, account, archive string) {
	id := f.user
	if found, err := lookup.ParseID(id, lookup.User); err == nil && lookup.KindOf(found) != "" {
		id = found
	}
	switch lookup.KindOf(id) {
	case lookup.Account:
		return "", id, ""
	case lookup.Archive:
		return "", "", id
	case lookup.User:
	}
	return id, "", ""
}

// options are the flags as a session takes them.
func (f *flags) options() flow.Options {
	off := func(no bool) *bool {
		if !no {
			return nil
		}
		return new(bool)
	}
	user, account, archive := f.of()
	return flow.Options{
		UserID: user, AccountID: account, ArchiveID: archive, Production: f.production,
		Widget: wire.WidgetOptions{
			TemplateID: f.template, Providers: f.providers, TopProviders: f.top, EnableUpload: f.upload,
			EnableSearchBar: off(f.noSearch), EnableTypeBar: off(f.noTypes), EnableConsentPage: off(f.noConsent),
			CompanyName: f.company,
		},
	}
}
