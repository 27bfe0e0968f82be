package cli

import (
	"bytes"
	"testing"
)

// A password that is typed at a terminal is not shown, and the terminal shows again what is
// typed when the wizard is closed in the middle of one.
func TestAPasswordIsNotShownAsItIsTyped(t *testing.T) {
	t.Parallel()
	p := start(t, build(t, "winkterm"), "--accessible", "--seed", "7", "--speed", "0", "--no-record")
	for _, step := range []struct{ until, types string }{
		{"Your choice? ", "c\n"}, {"or a number: ", "sss\n"}, {"1 in the list", "1\n"}, {"SS number, 10 digits: ", "3300000008\n"},
		{"not shown as you type: ", "hush-hush\n"}, {"Failed: INVALID_CREDENTIALS", "t\n"}, {"Enter to log in", "2\n"}, {"Enter keeps what is there", "hush-again\x03"},
		{"winkterm: ERROR INVALID_CREDENTIALS, closed at Login", ""},
	} {
		p.until(step.until)
		p.keys(step.types)
	}
	if err := p.cmd.Wait(); err != nil {
		t.Error(err)
	}
	if after := p.settings(); after != p.before {
		t.Errorf("the terminal is %+v, was %+v", after, p.before)
	}
	p.close()
	if shown := p.written.Bytes(); bytes.Contains(shown, []byte("hush")) || bytes.Contains(shown, []byte("\x1b")) || !bytes.Contains(shown, []byte("3300000008")) {
		t.Errorf("shown: %q", shown)
	}
}
