package repro_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"winkterm/flow/repro"
)

// TestOneWayToWriteACode refuses what a decoder could let pass: the same code in another
// spelling, and what is no code in spite of its check sum.
func TestOneWayToWriteACode(t *testing.T) {
	t.Parallel()
	whole := locked().String()
	data := repro.Decoded(whole)
	if repro.Encoded(data) != whole {
		t.Fatal("the code is put together in another way")
	}
	seed := []byte{2, 1}
	for name, broken := range map[string][]byte{
		"a number in more bytes than it needs": append([]byte{2, 0x81, 0}, data[4:]...),
		"a field of nothing":                   append([]byte{2, 0}, data[4:]...),
		"a text of nothing":                    append(slices.Clone(data), 10<<1|1, 0),
		"a field twice":                        append(append([]byte{}, seed...), data...),
		"fields out of order":                  append(slices.Clone(data), seed...),
		"a text that is cut":                   append(slices.Clone(data), 10<<1|1, 3),
		"a number that is cut":                 append(slices.Clone(data), 10<<1, 0x80),
		"a number where a text is due":         {4 << 1, 1},
		"a text where a number is due":         append([]byte{1<<1 | 1, 1, 'x'}, data[4:]...),
		"a step that is cut":                   {8<<1 | 1, 1, 1},
		"a step whose argument is cut":         {8<<1 | 1, 2, 1, 9},
		"a step that is none":                  {8<<1 | 1, 2, 99, 0},
		"an end that is none":                  {9<<1 | 1, 2, 99, 0},
		"an end of one byte":                   {9<<1 | 1, 1, 1},
		"nothing":                              {},
	} {
		if c, err := repro.Parse(repro.Encoded(broken)); err == nil {
			t.Errorf("%s: %s", name, c)
		}
	}
	alphabet := "0123456789abcdefghjkmnpqrstvwxyz"
	for _, last := range alphabet { // the last letter has bits that no byte has
		if other := whole[:len(whole)-1] + string(last); other != whole {
			if _, err := repro.Parse(other); !errors.Is(err, repro.ErrMistyped) {
				t.Errorf("%s: %v", other, err)
			}
		}
	}
}

// TestFieldsOfNewerVersionsAreSaid reads a code with a field that is not known, and
// writes it as it was.
func TestFieldsOfNewerVersionsAreSaid(t *testing.T) {
	t.Parallel()
	code := repro.Encoded(append(repro.Decoded(locked().String()), 10<<1, 7, 11<<1|1, 2, 'h', 'i'))
	c, err := repro.Parse(code)
	if err != nil || c.Newer() != 2 || c.String() != code || c.Provider != "sss_ph" || locked().Newer() != 0 {
		t.Errorf("%d fields, %v: %s", c.Newer(), err, c)
	}
}

// TestWhatACodeCannotSay writes codes that no Path makes: none of them reads.
func TestWhatACodeCannotSay(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*repro.Code){
		"another provider":         func(c *repro.Code) { c.Provider = "evil_corp" },
		"no provider":              func(c *repro.Code) { c.Provider, c.Way = "", "" },
		"another way":              func(c *repro.Code) { c.Way = "email" },
		"another person":           func(c *repro.Code) { c.Person = "Mallory" },
		"a password of one's own":  func(c *repro.Code) { c.Steps[0].Arg = "hunter2" },
		"a longer wait":            func(c *repro.Code) { c.Steps[0].Arg = "slow_601" },
		"no wait":                  func(c *repro.Code) { c.Steps[0].Arg = "slow_0" },
		"an error code of its own": func(c *repro.Code) { c.Steps[0].Arg = "error_HUNTER2" },
		"a fault of a request":     func(c *repro.Code) { c.Steps = []repro.Step{{Do: repro.Arm, Arg: "http.slow"}} },
		"a reset":                  func(c *repro.Code) { c.Steps = []repro.Step{{Do: repro.Trigger, Arg: "sandbox.reset"}} },
		"a fault that cannot wait": func(c *repro.Code) { c.Steps = []repro.Step{{Do: repro.Arm, Arg: "clock.5m"}} },
		"an action of its own":     func(c *repro.Code) { c.Steps[0].Do = 77 },
		"too many steps":           func(c *repro.Code) { c.Steps = slices.Repeat(c.Steps, 33) },
		"other options":            func(c *repro.Code) { c.Options = 32 },
		"a later time":             func(c *repro.Code) { c.Now = time.Date(2201, 1, 1, 0, 0, 0, 0, time.UTC) },
		"an end of its own":        func(c *repro.Code) { c.Ends.Status = "WON" },
		"documents beside it":      func(c *repro.Code) { c.FileType = "PAYSLIP" },
		"documents that are none": func(c *repro.Code) {
			*c = repro.Code{FileType: "DIARY", Person: "George", Options: repro.Upload, Ends: repro.End{Status: "ANALYZED"}}
		},
		"documents without upload": func(c *repro.Code) {
			*c = repro.Code{FileType: "PAYSLIP", Person: "George", Ends: repro.End{Status: "ANALYZED"}}
		},
	} {
		c := locked()
		change(&c)
		if got, err := repro.Parse(c.String()); err == nil {
			t.Errorf("%s: %+v", name, got.Steps)
		}
	}
}

// TestNoSecretFitsIntoACode plants what a user could have typed in every text of a case.
func TestNoSecretFitsIntoACode(t *testing.T) {
	t.Parallel()
	const secret = "hunter2hunter2"
	c := repro.Case{ID: secret, Way: secret, FileType: secret, Ends: repro.End{Status: "ERROR", ErrorCode: "TOS_REQUIRED"}}
	c.Provider.ID, c.Provider.Name = secret, secret
	p, err := c.Path()
	if err != nil || strings.Contains(string(repro.Decoded(p.Code.String())), secret) || strings.Contains(strings.Join(p.Code.Lines(), " "), secret) {
		t.Errorf("%v: %s", err, p.Code)
	}
}
