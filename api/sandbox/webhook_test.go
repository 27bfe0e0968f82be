package sandbox

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/wire"
)

func TestAWebhookIsAsItWasAskedFor(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	made := into[wire.Webhook](t, g.open("POST", "/webhooks", aWebhook).want(t, 200))
	want := wire.Webhook{
		ID: made.ID, CreatedAt: g.clock.Now(), UpdatedAt: g.clock.Now(), Name: "Events",
		URL: "https://hooks.example.invalid/smile", Secret: "a quiet word", Active: true, IncludePayload: true,
		EventTypes: []wire.WebhookEventType{"ACCOUNT_CONNECTED", "INVITE_LINKED"},
	}
	got := into[wire.Webhook](t, g.open("GET", "/webhooks/"+made.ID, "").want(t, 200))
	if cmp.Diff(want, made) != "" || cmp.Diff(want, got) != "" || got.Secret.Reveal() != "a quiet word" {
		t.Errorf("made: %s\ngot: %s", cmp.Diff(want, made), cmp.Diff(want, got))
	}
	quiet := strings.Replace(strings.Replace(aWebhook, `"active":true`, `"active":false`, 1), `"includePayload":true,`, "", 1)
	if w := into[wire.Webhook](t, g.open("POST", "/webhooks", quiet).want(t, 200)); w.Active || w.IncludePayload {
		t.Errorf("neither was asked for: %+v", w)
	}
}

func TestAddressesOfWebhooks(t *testing.T) {
	t.Parallel()
	for address, good := range map[string]bool{
		"https://hooks.example.invalid":        true,
		"HTTPS://hooks.example.invalid:8443/a": true,
		"https://127.0.0.1/":                   true,
		"http://127.0.0.1:3000/hook":           true,
		"http://[::1]:3000":                    true,
		"http://localhost":                     true,
		"http://hooks.example.invalid":         false,
		"http://127.0.0.1.example.invalid":     false,
		"http://10.0.0.1/":                     false,
		"http://0.0.0.0/":                      false,
		"ftp://127.0.0.1/":                     false,
		"https://":                             false,
		"https:hooks.example.invalid":          false,
		"hooks.example.invalid":                false,
		"//hooks.example.invalid":              false,
		"https://%zz":                          false,
		"file:///etc/passwd":                   false,
	} {
		g := newGuest(t, Config{})
		r := g.open("POST", "/webhooks", strings.Replace(aWebhook, "https://hooks.example.invalid/smile", address, 1))
		if good {
			r.want(t, 200)
			continue
		}
		r.refused(t, 400, wire.CodeInvalidParameters, "url: must begin with https://")
		if n := len(g.ids("/webhooks", "10")); n != 0 {
			t.Errorf("%s: it left a webhook", address)
		}
	}
}

func TestEventTypesOfWebhooks(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	post := func(types string) reply {
		return g.open("POST", "/webhooks", strings.Replace(aWebhook, `["ACCOUNT_CONNECTED","INVITE_LINKED"]`, types, 1))
	}
	post(encode(t, wire.WebhookEventTypes())).want(t, 200)
	for _, types := range []string{`[]`, `null`, `["ACCOUNT"]`, `["ACCOUNT_CONNECTED","all_events"]`, `"ALL_EVENTS"`, `[1]`,
		`["ALL_EVENTS"` + strings.Repeat(`,"ALL_EVENTS"`, 38) + `]`} {
		post(types).refused(t, 400, wire.CodeInvalidParameters, "eventTypes")
	}
}

func TestARefusalDoesNotRepeatTheSecret(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	long := strings.Repeat("hush", 17)
	r := g.open("POST", "/webhooks", strings.Replace(aWebhook, "a quiet word", long, 1))
	r.refused(t, 400, wire.CodeInvalidParameters, "secret: 1 to 64 characters")
	if strings.Contains(r.raw, "hush") {
		t.Errorf("%s", r.raw)
	}
}
