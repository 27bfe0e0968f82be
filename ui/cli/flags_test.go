package cli

import (
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"winkterm/api"
	"winkterm/flow/recording"
	"winkterm/flow/redact"
	"winkterm/flow/session"
)

// seedOf is the seed that a command line leads to.
func seedOf(t *testing.T, args ...string) uint64 {
	t.Helper()
	var f flags
	set := pflag.NewFlagSet("winkterm", pflag.ContinueOnError)
	f.register(set)
	if err := set.Parse(args); err != nil {
		t.Fatal(err)
	}
	return f.seed
}

// Ids in tickets do not collide, and a run can be repeated.
func TestEachRunHasASeedOfItsOwn(t *testing.T) {
	t.Parallel()
	seen := map[uint64]bool{}
	for range 8 {
		seed := seedOf(t)
		if seed < 100_000 || seed > 999_999 {
			t.Errorf("%d has not six digits", seed)
		}
		seen[seed] = true
	}
	if len(seen) < 2 {
		t.Error("they are all the same")
	}
	if seed := seedOf(t, "--seed", "7"); seed != 7 {
		t.Errorf("%d instead of the one that is given", seed)
	}
	_, help, _ := run(t, nil, "--help")
	if !strings.Contains(strings.Join(strings.Fields(help), " "), "the same one repeats them (another for each run unless given; the header shows it) --speed") {
		t.Error(help)
	}
}

func TestTheHeaderShowsTheSeed(t *testing.T) {
	t.Parallel()
	walk, err := session.Open(t.Context(), session.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = walk.Close() })
	s := Streams{Env: environment(nil)}
	if c := wizardConfig(s, walk, session.Host{}, page{}, recording.Header{Sandbox: &recording.Sandbox{Seed: 123456}}); c.Host != "seed 123456" {
		t.Errorf("%q", c.Host)
	}
	if c := wizardConfig(s, walk, session.Host{OpenAPI: "https://gateway.test/v1"}, page{}, recording.Header{}); c.Host != "gateway.test" {
		t.Errorf("%q", c.Host)
	}
}

// A lane can be copied once the code is known that the host named in a hint before.
func TestACodeInAHintIsMaskedInACopy(t *testing.T) {
	t.Parallel()
	walk, err := session.Open(t.Context(), session.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = walk.Close() })
	c := wizardConfig(Streams{Env: environment(nil)}, walk, session.Host{}, page{}, recording.Header{Sandbox: &recording.Sandbox{}})
	walk.Journal().Redactor().Learn(redact.Code, "1234")
	if got := c.Mask("sent to +63 ••• 1234"); got != "sent to +63 ••• [CODE_1]" {
		t.Errorf("%q", got)
	}
}

// standing is a clock that stands still.
type standing struct {
	api.Clock
	at time.Time
}

func (c standing) Now() time.Time { return c.at }

func TestTheWizardGoesByTheClockOfItsSandbox(t *testing.T) {
	t.Parallel()
	real := standing{at: time.Date(2026, 11, 29, 5, 0, 0, 0, time.UTC)}
	began := time.Date(2026, 1, 15, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		now  time.Time
		host string
		want time.Time
	}{{began, "", began}, {time.Time{}, "", real.at}, {began, "https://open.test/v1", real.at}} {
		if got := wizardClock(real, flags{now: c.now}, session.Host{OpenAPI: c.host}).Now(); !got.Equal(c.want) {
			t.Errorf("with --now %s at %q it is %s", c.now, c.host, got)
		}
	}
}

// TestUserTakesWhatIsPasted tells a user from an account and an archive, and leaves out
// what is around an id.
func TestUserTakesWhatIsPasted(t *testing.T) {
	t.Parallel()
	for pasted, want := range map[string][3]string{
		"":                                      {},
		"tenant-09d82":                          {"tenant-09d82"},
		"someone":                               {"someone"},
		` "a-c6036f48", `:                       {"", "a-c6036f48"},
		"https://x.test/v1/archives/u-2e306612": {"", "", "u-2e306612"},
		"account=a-c6036f48 user=tenant-09d82":  {"tenant-09d82"},
	} {
		f := flags{user: pasted}
		if o := f.options(); o.UserID != want[0] || o.AccountID != want[1] || o.ArchiveID != want[2] {
			t.Errorf("%q: %q, %q, %q", pasted, o.UserID, o.AccountID, o.ArchiveID)
		}
	}
}
