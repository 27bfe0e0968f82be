package cli

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// TestASandboxIsAskedWhetherItServes as a container's health check does.
func TestASandboxIsAskedWhetherItServes(t *testing.T) {
	t.Parallel()
	at, end := served(t, nil)
	u, err := url.Parse(at.Control)
	if err != nil {
		t.Fatal(err)
	}
	for _, addr := range []string{u.Host, "0.0.0.0:" + u.Port(), ":" + u.Port()} {
		code, out, errText := run(t, nil, "sandbox", "--check", "--addr", addr)
		if code != ExitOK || !strings.HasPrefix(out, "a sandbox serves at 127.0.0.1:") || errText != "" {
			t.Errorf("%s: exit %d, %q, %q", addr, code, out, errText)
		}
	}
	if code, out, _ := run(t, nil, "sandbox", "--check", "--json", "--addr", u.Host); code != ExitOK || !strings.Contains(out, `"seed":1`) {
		t.Errorf("exit %d, %q", code, out)
	}
	if err := end(); err != nil {
		t.Error(err)
	}
	if code, out, errText := run(t, nil, "sandbox", "--check", "--addr", u.Host); code != ExitNetwork || out != "" || !strings.Contains(errText, "no sandbox serves at "+u.Host) {
		t.Errorf("ended, exit %d, %q, %q", code, out, errText)
	}
}

func TestSomethingElseIsNoSandbox(t *testing.T) {
	t.Parallel()
	other := httptest.NewServer(http.NotFoundHandler())
	defer other.Close()
	addr := strings.TrimPrefix(other.URL, "http://")
	if code, out, errText := run(t, nil, "sandbox", "--check", "--addr", addr); code == ExitOK || out != "" || !strings.Contains(errText, "no sandbox serves") {
		t.Errorf("exit %d, %q, %q", code, out, errText)
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--addr", "sandbox.test:8970"}, "is on another"}, {[]string{"--addr", "8970"}, "an address and a port"},
		{[]string{"--exec", "true"}, "runs no command"}, {[]string{"--", "true"}, "runs no command"},
	} {
		if code, out, errText := run(t, nil, append([]string{"sandbox", "--check"}, c.args...)...); code != ExitUsage || out != "" || !strings.Contains(errText, c.want) {
			t.Errorf("%q: exit %d, %q, %q", c.args, code, out, errText)
		}
	}
}
