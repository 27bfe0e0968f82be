package cli

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"winkterm/api/host"
	"winkterm/api/sandbox"
	"winkterm/api/wire"
)

// withHook is the environment of a sandbox with a secret for a webhook.
func withHook(o *another) map[string]string {
	env := maps.Clone(o.env())
	env["HOOK_SECRET"] = "very-hush"
	return env
}

var creating = []string{"webhooks", "create", "--name", "mine", "--url", "https://example.test/hook", "--secret-env", "HOOK_SECRET"}

func TestAWebhookComesAndGoes(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{})
	env := withHook(o)
	var texts strings.Builder
	does := func(args ...string) (out, errText string) {
		t.Helper()
		code, out, errText := run(t, env, args...)
		if code != ExitOK {
			t.Fatalf("%q: exit %d, %q, %q", args, code, out, errText)
		}
		texts.WriteString(out + errText)
		return out, errText
	}
	if out, errText := does("webhooks", "list"); out != "" || !strings.Contains(errText, "has no webhooks; winkterm webhooks create") {
		t.Errorf("%q, %q", out, errText)
	}
	if out, _ := does("webhooks", "list", "--json"); out != "" {
		t.Errorf("%q", out)
	}
	id, errText := does(creating...)
	id = strings.TrimSpace(id)
	if !strings.HasPrefix(id, "wh-") || errText != "" {
		t.Errorf("%q, %q", id, errText)
	}
	kept, err := o.open.Webhook(t.Context(), id)
	if err != nil || kept.Secret.Reveal() != "very-hush" || !kept.Active || kept.IncludePayload || kept.EventTypes[0] != wire.EventAll {
		t.Errorf("%+v, %v", kept, err)
	}
	second, _ := does(append(creating, "--type", "account_connected", "--type", "USER_CREATED", "--include-payload", "--inactive", "--json")...)
	var made wire.Webhook
	if err := json.Unmarshal([]byte(second), &made); err != nil || made.Active || !made.IncludePayload || len(made.EventTypes) != 2 || made.EventTypes[0] != "ACCOUNT_CONNECTED" {
		t.Errorf("%s: %v", second, err)
	}
	out, _ := does("webhooks", "list")
	if lines := strings.Split(out, "\n"); len(lines) != 4 || !strings.Contains(out, id+"  active    all      no       https://example.test/hook  mine\n") || !strings.Contains(out, "inactive  2 types  yes ") {
		t.Errorf("%s", out)
	}
	does("webhooks", "list", "--json")
	if out, errText := does("webhooks", "delete", id, "wh-none"); out != "deleted "+id+"\n" || !strings.Contains(errText, "has no webhook wh-none") {
		t.Errorf("%q, %q", out, errText)
	}
	if out, _ := does("webhooks", "delete", id, made.ID, "--json"); out != `{"deleted":["`+made.ID+"\"]}\n" {
		t.Errorf("%q", out)
	}
	if strings.Contains(texts.String(), "very-hush") || !strings.Contains(texts.String(), `"secret":"••••••"`) {
		t.Errorf("secrets are dots: %s", texts.String())
	}
}

func TestWhatIsNotRegistered(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{})
	production := map[string]string{"HOOK_SECRET": "x", envKey: "k", envSecret: "s", envOpenHost: "https://" + host.SmileProduction}
	for _, c := range []struct {
		want string
		code int
		env  map[string]string
		args []string
	}{
		{"no host is configured", ExitUsage, map[string]string{"HOOK_SECRET": "x"}, creating},
		{"add --production", ExitUsage, production, creating},
		{"add --production", ExitUsage, production, []string{"webhooks", "delete", "wh-1"}},
		{"wants --name, --url and --secret-env", ExitUsage, withHook(o), creating[:4]},
		{"over https", ExitUsage, withHook(o), append(creating, "--url", "http://example.test")},
		{"none of that name", ExitUsage, o.env(), creating},
		{"the nearest is USER_CREATED", ExitUsage, withHook(o), append(creating, "--type", "USERCREATED")},
		{"wants an id", ExitUsage, withHook(o), []string{"webhooks", "delete"}},
		{"--timeout", ExitUsage, withHook(o), []string{"webhooks", "list", "--timeout", "0s"}},
		{"name", ExitFailed, withHook(o), append(creating, "--name", strings.Repeat("n", 201))},
	} {
		code, out, errText := run(t, c.env, c.args...)
		if code != c.code || out != "" || !strings.Contains(errText, c.want) {
			t.Errorf("%q: exit %d, %q, %q", c.args, code, out, errText)
		}
	}
	env := o.env()
	env[envSecret] = "wrong"
	if code, _, errText := run(t, env, "webhooks", "delete", "wh-1", "wh-2"); code != ExitRefused || strings.Count(errText, "was not deleted") != 2 {
		t.Errorf("exit %d, %q", code, errText)
	}
}

// TestAHostileListIsClean: what others have registered is text of the network.
func TestAHostileListIsClean(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"list", "create", "delete"} {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			hook := `{"id":"wh-\u001b[31m1","name":"a\nb\u0007","secret":"very-hush","url":"https://example.test/` + strings.Repeat("x", 200) + `\u001b]0;t\u0007"}`
			if r.Method == http.MethodGet {
				hook = `{"items":[` + hook + `]}`
			}
			_, _ = io.WriteString(w, `{"code":"OK","requestId":"r","data":`+hook+`}`)
		}))
		t.Cleanup(s.Close)
		env := map[string]string{envKey: "k", envSecret: "s", envOpenHost: s.URL + "/v1", "HOOK_SECRET": "very-hush"}
		args := map[string][]string{"list": {"webhooks", "list"}, "create": creating, "delete": {"webhooks", "delete", "wh-\x1b[31m1"}}[kind]
		code, out, errText := run(t, env, args...)
		if code != ExitOK || out == "" || strings.ContainsAny(out+errText, "\x1b\a") || strings.Contains(out, "hush") || len(out) > 220 {
			t.Errorf("%s: exit %d, %q, %q", kind, code, out, errText)
		}
	}
}
