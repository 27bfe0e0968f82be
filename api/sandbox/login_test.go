package sandbox

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/assets"
)

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

func TestEveryPersonIsFoundByEveryName(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	for _, p := range assets.People() {
		_, national, _ := strings.Cut(p.Mobile, ") ")
		full := "+" + onlyDigits(p.Mobile)
		forms := []string{
			p.Name, strings.ToUpper(p.Name), "  " + p.Name + " ", p.Name + "+7",
			p.Email, strings.ToUpper(p.Email), strings.Replace(p.Email, "@", "+7@", 1),
			p.Mobile, national, full, onlyDigits(full), "0" + national, full + "+12",
			national[:3] + " " + national[3:6] + "-" + national[6:],
		}
		if p.SSNumber != "" {
			forms = append(forms, p.SSNumber, "33-0000000-8", p.SSNumber+"+7")
		}
		for _, form := range forms {
			id := g.login("freelancer", "username", form, p.Password)
			if g.ends(id, wire.StatusConnected, ""); t.Failed() {
				t.Fatalf("%s as %q", p.Name, form)
			}
		}
	}
}

func TestStrangersAndWrongPasswordsAreRefused(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	for _, c := range [][2]string{
		{"nobody", "123456"},
		{"George", "654321"},
		{"George", "1234567"},
		{"Christina", "ygus1"},
		{"nobody", "error_SYSTEM_ERROR"},
		{"George", "error_NO_SUCH_CODE"},
		{"George", "later_"},
		{"George", "slow_601"},
		{"George", "slow_-1"},
		{"George", "slow_"},
		{"George+", "123456"},
		{"George+7+8", "123456"},
		{"9559991234+1234567", "123456"},
		{"()", "123456"},
	} {
		id := g.login("freelancer", "username", c[0], c[1])
		if g.ends(id, wire.StatusError, wire.ErrInvalidCredentials); t.Failed() {
			t.Fatalf("%q with %q", c[0], c[1])
		}
	}
}

func TestEachErrorCodeHasAPassword(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	for _, code := range wire.AccountErrorCodes() {
		for _, password := range []string{"error_" + string(code), "ERROR_" + strings.ToLower(string(code))} {
			g.ends(g.login("upwork", "email", "ryan1234@smileapi.io", password), wire.StatusError, code)
		}
	}
}

func TestLaterFailsAtTheFirstSync(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{Speed: 1})
	id := g.login("philhealth_ph", "username", "George", "later_EXPIRED_CREDENTIALS")
	g.ends(id, wire.StatusPending, "")
	g.clock.pass(2 * time.Second)
	if a := g.ends(id, wire.StatusConnected, ""); a.MonitorStatus != wire.MonitorActive {
		t.Errorf("monitor is %s", a.MonitorStatus)
	}
	g.clock.pass(5 * time.Second)
	if a := g.ends(id, wire.StatusError, wire.ErrExpiredCredentials); a.MonitorStatus != wire.MonitorUserActionRequired {
		t.Errorf("monitor is %s after a failed sync", a.MonitorStatus)
	}
}

func TestLaterIsSeenConnectedEvenWithoutWaits(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	for _, code := range wire.AccountErrorCodes() {
		id := g.login("freelancer", "username", "Anisha", "later_"+string(code))
		g.ends(id, wire.StatusConnected, "")
		g.ends(id, wire.StatusError, code)
		g.ends(id, wire.StatusError, code)
	}
}

func TestLaterGoesThroughTheSecondStep(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	id := g.login("sss_ph", "ssNumber", "3300000008", "later_ACCOUNT_DISABLED")
	g.ends(id, wire.StatusAwaitingMFA, "")
	g.code(id, "1234").want(t, 202)
	g.ends(id, wire.StatusConnected, "")
	g.ends(id, wire.StatusError, wire.ErrAccountDisabled)
}

func TestSlowIsPendingForThatLong(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 3, 600} {
		g := linking(t, Config{Speed: 1})
		id := g.login("freelancer", "username", "George", "slow_"+strconv.Itoa(n))
		g.clock.pass(time.Duration(n)*time.Second + 999*time.Millisecond)
		g.ends(id, wire.StatusPending, "")
		g.clock.pass(1001 * time.Millisecond)
		g.ends(id, wire.StatusConnected, "")
	}
}

func TestSpeedDividesTheWaits(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{Speed: 10})
	id := g.login("freelancer", "username", "George", "slow_100")
	g.clock.pass(10 * time.Second)
	g.ends(id, wire.StatusPending, "")
	g.clock.pass(200 * time.Millisecond)
	g.ends(id, wire.StatusConnected, "")
}

func TestWaitsAreTrueToLife(t *testing.T) {
	t.Parallel()
	for seed := range uint64(40) {
		g := linking(t, Config{Speed: 1, Seed: seed})
		id := g.login("sss_ph", "ssNumber", "3300000008", "123456")
		g.clock.pass(2 * time.Second)
		asked := g.ends(id, wire.StatusAwaitingMFA, "")
		if d := asked.Connection.UpdatedAt.Sub(asked.CreatedAt); d < time.Second || d >= 2*time.Second {
			t.Errorf("seed %d: PENDING for %s", seed, d)
		}
		g.code(id, "1234").want(t, 202)
		g.ends(id, wire.StatusPending, "")
		answered := g.clock.Now()
		g.clock.pass(1500 * time.Millisecond)
		done := g.ends(id, wire.StatusConnected, "")
		if d := done.Connection.UpdatedAt.Sub(answered); d < 800*time.Millisecond || d >= 1500*time.Millisecond {
			t.Errorf("seed %d: %s after the code", seed, d)
		}
	}
}

func TestProvidersThatCannotBeLoggedInAt(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	g.openSession(wire.WidgetOptions{EnableUpload: true})
	id := g.login("tapera_id", "email", "ryan1234@smileapi.io", "654321")
	g.ends(id, wire.StatusError, wire.ErrServiceUnavailable)
	g.try("kwsp_my", "email", "ryan1234@smileapi.io", "654321").refused(t, 403, wire.CodeUnauthorizedAccess, "not enabled")
	g.try("luntian_farms_ph", "email", "ryan1234@smileapi.io", "654321").refused(t, 400, wire.CodeInvalidParameters, "providerId")
	g.try("no_such", "email", "ryan1234@smileapi.io", "654321").refused(t, 404, wire.CodeMissingResource, "provider")
}

func TestIncompleteLoginsNameTheField(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	g.try("upwork", "mobile", "George", "123456").refused(t, 400, wire.CodeInvalidParameters, "option: must be one of email")
	g.try("upwork", "email", " ", "123456").refused(t, 400, wire.CodeInvalidParameters, "credentials.email")
	g.try("upwork", "email", "George", "123456").refused(t, 400, wire.CodeInvalidParameters, "credentials.email")
	g.try("upwork", "email", "a@b.c", "").refused(t, 400, wire.CodeInvalidParameters, "credentials.password")
	g.try("upwork", "email", "a@b.c", strings.Repeat("x", 1001)).refused(t, 400, wire.CodeInvalidParameters, "credentials.password")
	g.try("sss_ph", "ssNumber", "33000", "123456").refused(t, 400, wire.CodeInvalidParameters, "credentials.ssNumber")
	g.link("POST", "/accounts", "").refused(t, 400, wire.CodeInvalidParameters, "body")
	g.link("POST", "/accounts", `{"option":"email"}`).refused(t, 400, wire.CodeInvalidParameters, "providerId")
	g.link("POST", "/accounts", `{"providerId":"upwork","credentials":{"email":7}}`).refused(t, 400, wire.CodeInvalidParameters, "credentials")
}
