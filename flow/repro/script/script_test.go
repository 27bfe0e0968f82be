package script_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/repro"
	"winkterm/flow/repro/script"
	"winkterm/flow/rerun"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var began = time.Date(2026, 1, 15, 9, 30, 0, 0, time.UTC)

// ways are providers with each kind of second step.
var ways = []string{"sss_ph", "upwork", "grab", "raket_ph", "freelancer"}

// accountCases are all ends of an account, in every way in which one comes to them.
func accountCases() (all []repro.Case) {
	for _, id := range ways {
		for _, status := range []wire.ConnectionStatus{wire.StatusPending, wire.StatusAwaitingMFA, wire.StatusConnected, wire.StatusDisconnected} {
			all = append(all, repro.Case{Provider: wire.Provider{ID: id}, Ends: repro.End{Status: string(status)}})
		}
		all = append(all, repro.Case{Provider: wire.Provider{ID: id}, Ends: repro.End{Status: "AWAITING_MFA", ErrorCode: "INVALID_MFA"}})
	}
	for i, code := range wire.AccountErrorCodes() {
		ends := repro.End{Status: "ERROR", ErrorCode: string(code)}
		for way := range 3 {
			all = append(all, repro.Case{Provider: wire.Provider{ID: ways[(i+way)%len(ways)]}, Ends: ends, Awaited: way == 1, Connected: way == 2})
		}
	}
	for _, id := range ways {
		all = append(all, repro.Case{Provider: wire.Provider{ID: id}, Ends: repro.End{Status: "ERROR", ErrorCode: "ACCOUNT_LOCKED"}, Awaited: true})
	}
	return all
}

func archiveCases() (all []repro.Case) {
	for _, fileType := range []string{"", "PAYSLIP", "TAX_DOCUMENT", "COMPANY_ID", "OTHERS"} {
		for _, end := range []repro.End{
			{Status: "STARTED"}, {Status: "ANALYZED"}, {Status: "UNSUPPORTED"}, {Status: "REVOKED"},
			{Status: "ERROR", ErrorCode: "MISSING_MANDATORY_FIELD"}, {Status: "ERROR", ErrorCode: "INVALID_FIELD_FORMAT"}, {Status: "ERROR", ErrorCode: "SYSTEM_ERROR"},
		} {
			all = append(all, repro.Case{Archive: true, FileType: fileType, Ends: end})
		}
	}
	return all
}

// TestEveryPathLeadsToItsEnd plays the path of each end, from its code.
func TestEveryPathLeadsToItsEnd(t *testing.T) {
	t.Parallel()
	for _, c := range append(accountCases(), archiveCases()...) {
		c.Now = began
		t.Run(fmt.Sprintf("%s%s %s %t %t", c.Provider.ID, c.FileType, c.Ends, c.Awaited, c.Connected), func(t *testing.T) {
			t.Parallel()
			p, err := c.Path()
			if err != nil {
				t.Fatal(err)
			}
			code, err := repro.Parse(p.Code.String())
			if err != nil {
				t.Fatal(err)
			}
			f, err := script.Play(t.Context(), code, rerun.Config{})
			if err != nil {
				t.Fatalf("%s: %v\n%s", code, err, strings.Join(code.Lines(), "\n"))
			}
			end, err := script.End(f)
			if err != nil || end != c.Ends {
				t.Errorf("%s ends in %s, %v", code, end, err)
			}
			again, err := repro.FromRecording(f)
			if err != nil || again.String() != code.String() {
				t.Errorf("the recording gives another path, %v:\n%s\n%s", err, strings.Join(code.Lines(), "\n"), strings.Join(again.Lines(), "\n"))
			}
		})
	}
}

// TestOptionsLeadThere begins with options that leave out pages.
func TestOptionsLeadThere(t *testing.T) {
	t.Parallel()
	for _, o := range []repro.Options{repro.NoConsent, repro.OnlyProvider, repro.OnlyProvider | repro.NoConsent, repro.NoSearch | repro.NoTypes, repro.Upload} {
		c := repro.Case{Provider: wire.Provider{ID: "gsis_ph"}, Way: "mobile", Ends: repro.End{Status: "CONNECTED"}, Options: o, Now: began}
		p, err := c.Path()
		if err != nil || p.Code.Options != o {
			t.Fatalf("%d: %+v, %v", o, p, err)
		}
		f, err := script.Play(t.Context(), p.Code, rerun.Config{})
		if err != nil {
			t.Fatalf("%d: %v", o, err)
		}
		if end, err := script.End(f); err != nil || end != c.Ends {
			t.Errorf("%d: %v, %v", o, end, err)
		}
	}
}

// TestEveryFaultCanBeInACode arms and triggers what a code may name, and says where that
// does not fit.
func TestEveryFaultCanBeInACode(t *testing.T) {
	t.Parallel()
	c, err := repro.Case{Provider: wire.Provider{ID: "freelancer"}, Ends: repro.End{Status: "CONNECTED"}, Now: began}.Path()
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range fault.Kinds() {
		if k.Group != fault.GroupMonitor && k.Group != fault.GroupClock {
			continue
		}
		code := c.Code
		code.Steps = append(code.Steps, repro.Step{Do: repro.Trigger, Arg: string(k.Name)})
		var elsewhere *script.ElsewhereError
		if _, err := script.Play(t.Context(), code, rerun.Config{}); err != nil && !errors.As(err, &elsewhere) {
			t.Errorf("%s: %v", k.Name, err)
		}
	}
}

func locked(t *testing.T) repro.Code {
	t.Helper()
	p, err := repro.Case{Provider: wire.Provider{ID: "sss_ph"}, Ends: repro.End{Status: "ERROR", ErrorCode: "ACCOUNT_LOCKED"}, Seed: 482193, Now: began}.Path()
	if err != nil {
		t.Fatal(err)
	}
	return p.Code
}

// lines are the records of a recording as a file has them, without the snapshots, from
// which the screens follow.
func lines(t *testing.T, f *recording.File) []byte {
	t.Helper()
	var b bytes.Buffer
	for i := range f.Len() {
		r, err := f.At(i)
		if err != nil {
			t.Fatal(err)
		}
		if r.Lane == journal.LaneState {
			continue
		}
		line, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(line, '\n'))
	}
	return b.Bytes()
}

// TestACodeGivesTheseRecords holds the records of a code against those that it has always
// given, on whatever machine.
func TestACodeGivesTheseRecords(t *testing.T) {
	t.Parallel()
	f, err := script.Play(t.Context(), locked(t), rerun.Config{})
	if err != nil {
		t.Fatal(err)
	}
	got, golden := lines(t, f), filepath.Join("testdata", "locked.ndjson")
	if *update {
		if err := os.WriteFile(golden, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("other records than %s; go test ./flow/repro/script -update rewrites it", golden)
	}
}

// TestAPathThatLeadsElsewhereFails plays a code whose password is right and whose end is
// an error.
func TestAPathThatLeadsElsewhereFails(t *testing.T) {
	t.Parallel()
	code := locked(t)
	code.Steps = []repro.Step{{Do: repro.LogIn, Arg: repro.Right}}
	f, err := script.Play(t.Context(), code, rerun.Config{})
	var elsewhere *script.ElsewhereError
	if !errors.As(err, &elsewhere) || elsewhere.Got.ErrorCode != "MFA_TIMEOUT" || f.Len() == 0 {
		t.Errorf("%v, %d records", err, f.Len())
	}
	code.Steps = append(code.Steps, repro.Step{Do: repro.Revoke})
	f, err = script.Play(t.Context(), code, rerun.Config{})
	if err == nil || !strings.Contains(err.Error(), "ConnectSuccess does not show") || f.Len() == 0 {
		t.Errorf("%v, %d records", err, f.Len())
	}
	if end, err := script.End(f); err != nil || end.Status == "" {
		t.Errorf("%v, %v", end, err)
	}
	if _, err := script.End(recording.Of(recording.Header{}, nil)); !errors.Is(err, repro.ErrNoEnd) {
		t.Errorf("nothing: %v", err)
	}
}
