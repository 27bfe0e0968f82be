package sandbox

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
)

func TestExports(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{Speed: 1})
	id := g.login("philhealth_ph", "username", "George", "123456")
	g.open("POST", "/accounts/"+id+"/exports/generate", `{"exportExtensionType":"PDF"}`).
		refused(t, 400, wire.CodeInvalidParameters, "id: there are data")
	g.clock.pass(20 * time.Second)
	digest := regexp.MustCompile(`^[0-9a-f]{32}$`)
	seen := map[string]bool{}
	for range 3 {
		x := g.export(id)
		if x.AccountID != id || x.ExportExtensionType != wire.ExportPDF || !x.CreatedAt.Equal(g.clock.Now()) || !digest.MatchString(x.MD5) ||
			!strings.HasPrefix(x.DownloadURL, "https://files.example.invalid/") || !strings.HasSuffix(x.DownloadURL, x.ID+".pdf") {
			t.Errorf("%+v", x)
		}
		seen[x.ID], seen[x.MD5] = true, true
	}
	if len(seen) != 6 {
		t.Errorf("ids and digests repeat: %v", seen)
	}
	for body, says := range map[string]string{
		"{}": "exportExtensionType", `{"exportExtensionType":"pdf"}`: "exportExtensionType", `{"exportExtensionType":1}`: "exportExtensionType", "": "body",
	} {
		g.open("POST", "/accounts/"+id+"/exports/generate", body).refused(t, 400, wire.CodeInvalidParameters, says)
	}
	g.open("DELETE", "/accounts/"+id, "").want(t, 200)
	g.open("POST", "/accounts/"+id+"/exports/generate", `{"exportExtensionType":"CSV"}`).refused(t, 400, wire.CodeInvalidParameters, "id")
}

func TestAnAccountThatFailsLaterCanBeExported(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	never := g.login("philhealth_ph", "username", "George", "error_ACCOUNT_LOCKED")
	later := g.login("philhealth_ph", "username", "George", "later_ACCOUNT_LOCKED")
	g.clock.pass(time.Minute)
	for range 3 { // each look shows one status of those that no wait divides
		g.account(later)
	}
	g.ends(later, wire.StatusError, wire.ErrAccountLocked)
	g.export(later)
	g.open("POST", "/accounts/"+never+"/exports/generate", `{"exportExtensionType":"CSV"}`).refused(t, 400, wire.CodeInvalidParameters, "id")
}
