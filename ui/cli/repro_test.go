package cli

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"winkterm/api/sandbox"
	"winkterm/flow/repro"
)

// typing runs the command line with something on stdin, and gives what it did.
func typing(t *testing.T, terminal bool, stdin string, args ...string) (code int, out, errText string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = Main(args, Streams{
		In: strings.NewReader(stdin), Out: &stdout, Err: &stderr, Dir: t.TempDir(), Terminal: terminal, Env: environment(nil),
	})
	return code, stdout.String(), stderr.String()
}

// reproduced is what repro gives as JSON.
func reproduced(t *testing.T, env map[string]string, stdin string, args ...string) reproduction {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := Main(append([]string{"repro", "--json"}, args...), Streams{
		In: strings.NewReader(stdin), Out: &stdout, Err: &stderr, Dir: t.TempDir(), Env: environment(env),
	})
	var r reproduction
	if err := json.Unmarshal(stdout.Bytes(), &r); code != ExitOK || err != nil || r.SchemaVersion != 1 || !strings.HasPrefix(r.Code, "wt1:") {
		t.Fatalf("%q: exit %d, %v, %q, %q", args, code, err, stdout.String(), stderr.String())
	}
	return r
}

func TestACaseIsReproduced(t *testing.T) {
	t.Parallel()
	locked := `onAccountError({"accountId":"a-123456","userId":"u","providerId":"grab","errorCode":"ACCOUNT_LOCKED"})`
	file := filepath.Join(t.TempDir(), "played.ndjson")
	made := reproduced(t, nil, locked)
	if code, _, errText := run(t, nil, "play", made.Code, "--record", file); code != ExitOK {
		t.Fatalf("exit %d, %q", code, errText)
	}
	o := elsewhere(t, sandbox.Config{})
	account, _ := lockedAt(t, o)
	for name, c := range map[string]struct {
		r              reproduction
		provider, ends string
	}{
		"a payload":            {made, "grab", "ERROR ACCOUNT_LOCKED"},
		"an argument":          {reproduced(t, nil, "", locked), "grab", "ERROR ACCOUNT_LOCKED"},
		"a recording":          {reproduced(t, nil, "", file), "grab", "ERROR ACCOUNT_LOCKED"},
		"a code":               {reproduced(t, nil, "", "see "+made.Code+"."), "grab", "ERROR ACCOUNT_LOCKED"},
		"an error code":        {reproduced(t, nil, "", "tos_required"), "sss_ph", "ERROR TOS_REQUIRED"},
		"of an archive":        {reproduced(t, nil, "", "MISSING_MANDATORY_FIELD"), "", "ERROR MISSING_MANDATORY_FIELD"},
		"a status":             {reproduced(t, nil, "", "awaiting_mfa"), "sss_ph", "AWAITING_MFA"},
		"of an archive's end":  {reproduced(t, nil, "", "ANALYZED"), "", "ANALYZED"},
		"another provider":     {reproduced(t, nil, locked, "--provider", "upwork"), "upwork", "ERROR ACCOUNT_LOCKED"},
		"an account of a host": {reproduced(t, o.env(), "", account.ID), "sss_ph", "ERROR ACCOUNT_LOCKED"},
	} {
		if c.r.Provider != c.provider || c.r.Ends.String() != c.ends || len(c.r.Steps) < 3 || c.r.Command != "winkterm play "+c.r.Code {
			t.Errorf("%s: %+v", name, c.r)
		}
	}
	if again := reproduced(t, nil, "", file); again.Code != made.Code {
		t.Errorf("the recording gives %s, it is of %s", again.Code, made.Code)
	}
}

func TestAReproductionReads(t *testing.T) {
	t.Parallel()
	code, out, errText := run(t, nil, "repro", "ACCOUNT_LOCKED", "--provider", "acme_ph")
	for _, want := range []string{"ERROR ACCOUNT_LOCKED at", "  1   winkterm --sandbox --seed 1", "error_ACCOUNT_LOCKED there", "stands in for acme_ph", "\nwinkterm play wt1:"} {
		if code != ExitOK || errText != "" || !strings.Contains(out, want) {
			t.Errorf("exit %d, no %q in %s%s", code, want, out, errText)
		}
	}
	for line := range strings.Lines(out) {
		if ansi.StringWidth(line) > 80 && !strings.Contains(line, "wt1:") {
			t.Errorf("too wide: %q", line)
		}
	}
}

// TestPlayingIsOffered asks on a terminal alone, and plays when told to.
func TestPlayingIsOffered(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		terminal      bool
		answer        string
		args          []string
		asked, played bool
	}{
		{true, "y\n", nil, true, true},
		{true, "\n", nil, true, false},
		{false, "y\n", nil, false, false},
		{false, "", []string{"--run"}, false, true},
		{true, "", []string{"--run"}, false, true},
	} {
		code, out, errText := typing(t, c.terminal, c.answer, append([]string{"repro", "TOS_REQUIRED"}, c.args...)...)
		if code != ExitOK || strings.Contains(errText, "Play it now?") != c.asked || strings.Contains(out, "ConnectError") != c.played {
			t.Errorf("%+v: exit %d, %q, %q", c, code, out, errText)
		}
	}
}

// TestStdinTakesWhatAnArgumentDoes: an error code or a repro code may be piped in, alone
// or in a ticket.
func TestStdinTakesWhatAnArgumentDoes(t *testing.T) {
	t.Parallel()
	_, out, _ := typing(t, false, "", "repro", "ACCOUNT_LOCKED")
	code := out[strings.LastIndex(out, "wt1:"):]
	for _, stdin := range []string{"ACCOUNT_LOCKED\n", "\"ACCOUNT_LOCKED\"", code, "It { ended }:\n\n    winkterm play " + code} {
		exit, again, errText := typing(t, false, stdin, "repro")
		if exit != ExitOK || again != out {
			t.Errorf("%q: exit %d, %q, %s", stdin, exit, again, errText)
		}
	}
	if exit, _, errText := typing(t, false, "account a-123456 failed", "repro"); exit != ExitUsage || !strings.Contains(errText, "no host is configured") {
		t.Errorf("an id: exit %d, %s", exit, errText)
	}
}

func TestWhatCannotBeReproduced(t *testing.T) {
	t.Parallel()
	foreign := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(foreign, []byte("hello\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		stdin string
		args  []string
		want  string
	}{
		{"", nil, "payload on stdin"},
		{"hello", nil, "that is no payload"},
		{"{}", nil, "no account or archive with a status"},
		{`{"accountId":"a-1","providerId":"grab","errorCode":"ACOUNT_LOCKED"}`, nil, "did you mean ACCOUNT_LOCKED?"},
		{"", []string{"last"}, "XDG_STATE_HOME"},
		{"", []string{foreign}, "no recording"},
		{"", []string{"tenant-123456"}, "winkterm user tenant-123456"},
		{"", []string{"what is it"}, "no recorded session or error code is called that"},
		{"", []string{"nothing"}, "is no id of an account"},
		{"", []string{"ERROR"}, "is no id of an account"},
		{"", []string{"a-123456"}, "no host is configured"},
		{"", []string{"wt1:000"}, "mistyped"},
		{"", []string{"wt9:000"}, "newer winkterm"},
	} {
		code, out, errText := typing(t, false, c.stdin, append([]string{"repro"}, c.args...)...)
		if code != ExitUsage || out != "" || !strings.Contains(errText, c.want) {
			t.Errorf("%q %q: exit %d, %q, %q", c.stdin, c.args, code, out, errText)
		}
	}
}

// endless is a stdin that counts what is read of it.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	if e.read += len(p); e.read > 64<<20 {
		return 0, io.EOF
	}
	for i := range p {
		p[i] = '{'
	}
	return len(p), nil
}

func TestStdinHasAnEnd(t *testing.T) {
	t.Parallel()
	in := &endless{}
	var out, errs bytes.Buffer
	code := Main([]string{"repro"}, Streams{In: in, Out: &out, Err: &errs, Dir: t.TempDir(), Env: environment(nil)})
	if code != ExitUsage || in.read > 2*pastedMax || !strings.Contains(errs.String(), "no payload") {
		t.Errorf("exit %d, %d bytes read, %.200q", code, in.read, errs.String())
	}
}

// TestCodesAreFoundInWhatIsPasted takes a code out of a sentence, together again where it
// was broken, and with the beginning that a double click left out.
func TestCodesAreFoundInWhatIsPasted(t *testing.T) {
	t.Parallel()
	p, err := repro.Case{Ends: repro.End{Status: "CONNECTED"}}.Path()
	if err != nil {
		t.Fatal(err)
	}
	code := p.Code.String()
	for _, pasted := range []string{
		code, " `" + code + "`\n", "try winkterm play " + code + ", please", strings.ToUpper(code), code[:40] + "\n  " + code[40:], strings.TrimPrefix(code, "wt1:"), "<" + code + ">",
	} {
		if c, err := parseCode(pasted); err != nil || c.String() != code {
			t.Errorf("%q: %v", pasted, err)
		}
	}
	for _, pasted := range []string{"", "hello", code[:40], code + "0", "0000000000000000"} {
		if c, err := parseCode(pasted); err == nil {
			t.Errorf("%q gives %s", pasted, c)
		}
	}
}

// TestTwoProcessesPlayTheSame plays a code in two processes: the same to the byte.
func TestTwoProcessesPlayTheSame(t *testing.T) {
	t.Parallel()
	program := build(t, "winkterm")
	code := reproduced(t, nil, `{"accountId":"a-1","userId":"u","providerId":"grab","connectionStatus":"DISCONNECTED"}`).Code
	var outs [2][]byte
	for i := range outs {
		cmd := exec.CommandContext(t.Context(), program, "play", code, "--json")
		cmd.Dir = t.TempDir()
		var err error
		if outs[i], err = cmd.Output(); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(outs[0], outs[1]) || bytes.Count(outs[0], []byte("\n")) < 50 || !bytes.Contains(outs[0], []byte("DISCONNECTED")) {
		t.Errorf("%d and %d bytes", len(outs[0]), len(outs[1]))
	}
}

func TestPlayKeepsAFile(t *testing.T) {
	t.Parallel()
	code := reproduced(t, nil, "", "TOS_REQUIRED").Code
	file := filepath.Join(t.TempDir(), "new.ndjson")
	status, out, errText := run(t, nil, "play", code, "--record", file)
	if status != ExitOK || !strings.Contains(errText, "ended in ERROR TOS_REQUIRED, as the code says") || !strings.Contains(out, "status    ERROR TOS_REQUIRED a-") {
		t.Errorf("exit %d, %q, %q", status, out, errText)
	}
	if status, _, errText = run(t, nil, "play", code, "--record", file); status != ExitUsage || !strings.Contains(errText, "never overwrites") {
		t.Errorf("exit %d, %q", status, errText)
	}
	for flag, want := range map[string]string{"--screen": "need a terminal", "--json": "exclude each other", "--live": "exclude each other"} {
		if status, _, errText = run(t, nil, "play", code, "--screen", flag); status != ExitUsage || !strings.Contains(errText, want) {
			t.Errorf("%s: exit %d, %q", flag, status, errText)
		}
	}
	if status, _, errText = run(t, nil, "play"); status != ExitUsage || !strings.Contains(errText, "wants a repro code") {
		t.Errorf("exit %d, %q", status, errText)
	}
}

// TestPlayGoesOnInTheWizard opens the wizard at the end of a path, and asks for nothing: the
// code has all that is typed.
func TestPlayGoesOnInTheWizard(t *testing.T) {
	t.Parallel()
	needTmux(t)
	code := reproduced(t, nil, "", "ACCOUNT_LOCKED").Code
	w := walking(t, "XDG_STATE_HOME="+t.TempDir()+" "+build(t, "winkterm"), 80, 24, "play "+code+" --live")
	w.sees("The account is locked", "What happened")
	w.keys("C-c", "C-c")
	w.sees("left with 0")
}

// TestPlayEndsElsewhere plays a code whose path is right and whose end is not, as one of
// another version could be.
func TestPlayEndsElsewhere(t *testing.T) {
	t.Parallel()
	c, err := repro.Parse(reproduced(t, nil, "", "TOS_REQUIRED").Code)
	if err != nil {
		t.Fatal(err)
	}
	c.Ends.ErrorCode = "INVALID_AUTH"
	code, out, errText := run(t, nil, "play", c.String())
	if code != ExitAssertion || !strings.Contains(out, "TOS_REQUIRED") || !strings.Contains(errText, "ends in ERROR TOS_REQUIRED and not in ERROR INVALID_AUTH") {
		t.Errorf("exit %d, %q, %q", code, out, errText)
	}
}
