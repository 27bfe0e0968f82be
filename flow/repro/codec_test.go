package repro_test

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow/repro"
)

// locked is the usual case: a password that locks the account.
func locked() repro.Code {
	return repro.Code{
		Provider: "sss_ph", Way: "ssNumber", Person: "George", Seed: 482193, Now: time.Date(2026, 1, 15, 9, 30, 0, 0, time.UTC),
		Steps: []repro.Step{{Do: repro.LogIn, Arg: "error_ACCOUNT_LOCKED"}},
		Ends:  repro.End{Status: "ERROR", ErrorCode: "ACCOUNT_LOCKED"},
	}
}

// TestACodeStaysAsItIs pins one: codes are kept in tickets, so that each version must
// read those of the ones before.
func TestACodeStaysAsItIs(t *testing.T) {
	t.Parallel()
	const want = "wt1:0a8ve784k3kt5jr614376wvkbxr6g2r8edsmwxbdc9jq43868xjpywk7cm8ga083cngpr4r20g21p279ag"
	got := locked().String()
	if got != want {
		t.Errorf("got %s", got)
	}
	if len(got) >= 120 || !regexp.MustCompile(`^wt1:[0-9a-z]+$`).MatchString(got) {
		t.Errorf("%d characters: %s", len(got), got)
	}
	read, err := repro.Parse(got)
	if err != nil || read.String() != got || !slices.Equal(read.Lines(), locked().Lines()) || read.Ends != locked().Ends {
		t.Errorf("%+v, %v", read, err)
	}
}

// codes makes any code that can be.
var codes = rapid.Custom(func(t *rapid.T) repro.Code {
	c := repro.Code{
		Person: rapid.SampledFrom(assets.People()).Draw(t, "person").Name, Seed: rapid.Uint64().Draw(t, "seed"),
		Now: time.Unix(rapid.Int64Range(0, 7_289_654_399).Draw(t, "now"), 0).UTC(), Options: repro.Options(rapid.IntRange(0, 31).Draw(t, "options")),
	}
	if rapid.Bool().Draw(t, "documents") {
		c.FileType = rapid.SampledFrom([]string{"PAYSLIP", "TAX_DOCUMENT", "COMPANY_ID"}).Draw(t, "type")
		c.Options = c.Options&^repro.OnlyProvider | repro.Upload
		c.Ends = rapid.SampledFrom([]repro.End{{"ERROR", "SYSTEM_ERROR"}, {"ANALYZED", ""}, {"REVOKED", ""}}).Draw(t, "ends")
	} else {
		able := slices.DeleteFunc(slices.Clone(assets.Providers()), func(p assets.Provider) bool { return len(p.Login) == 0 })
		p := rapid.SampledFrom(able).Draw(t, "provider")
		c.Provider, c.Way = p.ID, rapid.SampledFrom(p.Login).Draw(t, "way")
		c.Ends = rapid.SampledFrom([]repro.End{{"ERROR", "TOS_REQUIRED"}, {"AWAITING_MFA", "INVALID_MFA"}, {"PENDING", ""}}).Draw(t, "ends")
	}
	c.Steps = rapid.SliceOfN(rapid.SampledFrom(steps()), 0, 32).Draw(t, "steps")
	if len(c.Steps) == 0 {
		c.Steps = nil
	}
	return c
})

// steps are all that there are, with some of the waits.
func steps() []repro.Step {
	all := []repro.Step{
		{repro.LogIn, repro.Right}, {repro.LogIn, repro.Wrong}, {repro.LogIn, "slow_1"}, {repro.LogIn, "slow_600"},
		{repro.Answer, repro.Right}, {repro.Answer, repro.Wrong}, {Do: repro.Send}, {Do: repro.Revoke},
	}
	for _, code := range wire.AccountErrorCodes() {
		all = append(all, repro.Step{Do: repro.LogIn, Arg: "error_" + string(code)}, repro.Step{Do: repro.LogIn, Arg: "later_" + string(code)})
	}
	for _, k := range fault.Kinds() {
		if slices.Contains([]string{fault.GroupHTTP, fault.GroupSandbox, fault.GroupConnection, fault.GroupWebhook}, k.Group) {
			continue
		}
		if k.Moment != "" {
			all = append(all, repro.Step{Do: repro.Arm, Arg: string(k.Name)})
		}
		if k.Now {
			all = append(all, repro.Step{Do: repro.Trigger, Arg: string(k.Name)})
		}
	}
	return all
}

func TestEveryCodeReadsBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := codes.Draw(t, "code")
		text := want.String()
		if len(text) > 1000 {
			t.Fatalf("%d characters", len(text))
		}
		got, err := repro.Parse(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if got.String() != text || !slices.Equal(got.Steps, want.Steps) || got.Ends != want.Ends || !got.Now.Equal(want.Now) || got.Seed != want.Seed ||
			got.Provider != want.Provider || got.Way != want.Way || got.Person != want.Person || got.FileType != want.FileType || got.Options != want.Options {
			t.Fatalf("%+v came back as %+v", want, got)
		}
	})
}

// TestATypingErrorIsSeen changes each letter of a code, swaps neighbours, and cuts it.
func TestATypingErrorIsSeen(t *testing.T) {
	t.Parallel()
	whole := locked().String()
	broken := []string{whole[:len(whole)-1], whole[:len(whole)/2], whole + "0", "wt1:", whole + "!"}
	for i := len("wt1:"); i < len(whole); i++ {
		other := byte('0')
		if whole[i] == '0' {
			other = 'z'
		}
		broken = append(broken, whole[:i]+string(other)+whole[i+1:], whole[:i]+whole[i+1:])
		if i > len("wt1:") && whole[i] != whole[i-1] {
			broken = append(broken, whole[:i-1]+whole[i:i+1]+whole[i-1:i]+whole[i+1:])
		}
	}
	for _, text := range broken {
		if _, err := repro.Parse(text); !errors.Is(err, repro.ErrMistyped) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestWhatIsNoCode(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]error{
		"": repro.ErrNoCode, "hello": repro.ErrNoCode, "wt2:abc": repro.ErrNewer, "wtx:1": repro.ErrNoCode,
		"wt1:" + strings.Repeat("0", 2000): repro.ErrNoCode,
	} {
		if _, err := repro.Parse(text); !errors.Is(err, want) {
			t.Errorf("%.20q: %v", text, err)
		}
	}
	if c, err := repro.Parse(strings.ToUpper(locked().String())); err != nil || c.String() != locked().String() {
		t.Errorf("capital letters: %v", err)
	}
}

// FuzzParse reads anything, and writes what it could read as it was.
func FuzzParse(f *testing.F) {
	f.Add(locked().String())
	f.Add("wt1:0000")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := repro.Parse(text)
		if err != nil {
			return
		}
		if c.String() != strings.ToLower(text) {
			t.Errorf("%q came back as %q", text, c)
		}
	})
}
