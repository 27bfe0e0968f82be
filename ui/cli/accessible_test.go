package cli

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
)

// answered runs the wizard on a pipe of answers, and gives what it said.
func answered(t *testing.T, env map[string]string, answers string, args ...string) (code int, out, errText string) {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = read.Close() }()
	go func() {
		_, _ = write.WriteString(answers)
		_ = write.Close()
	}()
	var stdout, stderr bytes.Buffer
	code = Main(append([]string{"--seed", "7", "--speed", "0", "--no-record"}, args...), Streams{
		In: read, Out: &stdout, Err: &stderr, Dir: t.TempDir(), Env: environment(env),
	})
	return code, stdout.String(), stderr.String()
}

// A pipe of answers links an account, whichever way the lines are asked for.
func TestAnAccountIsLinkedByAPipeOfAnswers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		env  map[string]string
		args []string
	}{
		"by the flag":          {nil, []string{"--accessible"}},
		"by the environment":   {map[string]string{"ACCESSIBLE": "1"}, nil},
		"by a terminal's name": {map[string]string{"TERM": "dumb"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code, out, errText := answered(t, c.env, "c\nsss\n1\ntry\n\ntry\n\nd", c.args...)
			if code != ExitOK || errText != "" || strings.ContainsAny(out, "\x1b\r\a\b") {
				t.Errorf("exit %d, err %q, out %q", code, errText, out)
			}
			for _, said := range []string{
				"This is the sandbox in the binary with the seed 7, nothing is real.\n", "\nCallback: onAccountConnected, accountId a-",
				" is now CONNECTED, ", "\nSocial Security System is connected\n", "\nCallback: onClose, reason exit\n", "\nwinkterm: CONNECTED, closed at ConnectSuccess\n",
			} {
				if strings.Count(out, said) != 1 {
					t.Errorf("%q is not said once:\n%s", said, out)
				}
			}
		})
	}
}

// Where nothing asks for lines, and nobody can answer, the wizard says what there is.
func TestWithoutATerminalAndWithoutInputTheWizardIsRefused(t *testing.T) {
	t.Parallel()
	for _, env := range []map[string]string{nil, {"TERM": "dumb"}, {"ACCESSIBLE": "0"}} {
		code, out, errText := run(t, env)
		if code != ExitUsage || out != "" || !strings.Contains(errText, "--accessible takes its answers line by line") {
			t.Errorf("%v: exit %d, out %q, err %q", env, code, out, errText)
		}
	}
}

// In production nothing is asked before its word.
func TestAPipeOfAnswersConfirmsProduction(t *testing.T) {
	t.Parallel()
	env := map[string]string{"ACCESSIBLE": "1", "API_KEY": "k", "API_SECRET": "s", "OPEN_API_HOST": "https://open.smileapi.io"}
	code, out, errText := run(t, env, "--production", "--no-record")
	if code != ExitUsage || !strings.HasPrefix(out, "This is production at open.smileapi.io") || !strings.Contains(errText, "production was not confirmed") {
		t.Errorf("exit %d, out %q, err %q", code, out, errText)
	}
}

// An answer that does not end is not kept, by the plain lines and by prompts.
func TestAnAnswerIsBounded(t *testing.T) {
	t.Parallel()
	endless := func() io.Reader { return io.LimitReader(zeros{}, 4*answerMost) }
	for name, read := range map[string]func() (string, error){
		"lines": answerLines(endless()), "a prompt": func() (string, error) { return readLine(endless()) },
	} {
		if text, err := read(); !errors.Is(err, errAnswerMost) || text != "" {
			t.Errorf("%s: %d bytes, %v", name, len(text), err)
		}
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
