package cli

import (
	"strings"
	"testing"

	"winkterm/flow/session"
)

// TestWhereTheWizardReceivesWebhooks is in the process on a sandbox of its own, at another
// host where --webhooks-port says so.
func TestWhereTheWizardReceivesWebhooks(t *testing.T) {
	t.Parallel()
	other := session.Host{OpenAPI: "http://host.test/v1"}
	for name, c := range map[string]struct {
		f    flags
		host session.Host
		want session.Webhooks
		says string
	}{
		"a sandbox":             {flags{}, session.Host{}, session.Webhooks{Own: true}, ""},
		"a host":                {flags{}, other, session.Webhooks{}, ""},
		"a port":                {flags{webhooksPort: 8090}, other, session.Webhooks{Addr: "127.0.0.1:8090"}, ""},
		"a secret":              {flags{webhooksPort: 8090, webhooksSecretEnv: "HOOK"}, other, session.Webhooks{Addr: "127.0.0.1:8090", Secret: "hush"}, ""},
		"a port of a sandbox":   {flags{webhooksPort: 8090}, session.Host{}, session.Webhooks{}, "for another host"},
		"a secret of a sandbox": {flags{webhooksSecretEnv: "HOOK"}, session.Host{}, session.Webhooks{}, "for another host"},
		"a secret alone":        {flags{webhooksSecretEnv: "HOOK"}, other, session.Webhooks{}, "give that as well"},
		"no such variable":      {flags{webhooksPort: 8090, webhooksSecretEnv: "HOOKS"}, other, session.Webhooks{}, "the environment has no HOOKS"},
		"no port":               {flags{webhooksPort: 65536}, other, session.Webhooks{}, "from 1 to 65535"},
		"below":                 {flags{webhooksPort: -1}, other, session.Webhooks{}, "from 1 to 65535"},
	} {
		got, err := c.f.webhooks(Streams{Env: environment(map[string]string{"HOOK": "hush"})}, c.host)
		if got != c.want || (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}
