package sandbox

import (
	"testing"
	"time"

	"winkterm/api/wire"
)

// asked logs George in at a provider and gives the challenge.
func asked(t *testing.T, g *guest, provider, option, identifier string) (string, wire.Challenge) {
	t.Helper()
	id := g.login(provider, option, identifier, "123456")
	return id, *g.ends(id, wire.StatusAwaitingMFA, "").Challenge
}

func TestFourDigitCode(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	id, ch := asked(t, g, "sss_ph", "ssNumber", "3300000008")
	if ch.Kind != wire.MFAOTP || ch.Length != 4 || ch.AttemptsLeft != 3 || ch.LastError != "" || ch.SentTo != "+63 ••• 1234" {
		t.Errorf("challenge %+v", ch)
	}
	if !ch.ExpiresAt.Equal(g.clock.Now().Add(5 * time.Minute)) {
		t.Errorf("expires at %s", ch.ExpiresAt)
	}
	got := into[wire.LinkAccount](t, g.code(id, " 1234 ").want(t, 202))
	if got.ConnectionStatus != wire.StatusPending || got.Challenge != nil {
		t.Errorf("after a code: %+v", got)
	}
	if a := g.ends(id, wire.StatusConnected, ""); a.MonitorStatus != wire.MonitorActive || a.Monitor.UpdatedAt == nil {
		t.Errorf("monitor %+v", a.Monitor)
	}
	g.code(id, "1234").refused(t, 400, wire.CodeInvalidParameters, "not awaiting a code")
}

func TestSixDigitCodeGoesToTheAlias(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	id, ch := asked(t, g, "upwork", "email", "gpalomero1234+7@smileapi.io")
	if ch.Length != 6 || ch.SentTo != "g•••+7@smileapi.io" {
		t.Errorf("challenge %+v", ch)
	}
	g.code(id, "123456").want(t, 202)
	if a := g.ends(id, wire.StatusConnected, ""); a.MonitorStatus != wire.MonitorUnsupported {
		t.Errorf("upwork has no sync, monitor is %s", a.MonitorStatus)
	}
}

func TestThreeWrongCodesLockThisAccountAlone(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	id, ch := asked(t, g, "sss_ph", "ssNumber", "3300000008")
	seen := map[string]bool{ch.ID: true}
	for left := 2; left > 0; left-- {
		g.code(id, "9999").want(t, 202)
		next := g.ends(id, wire.StatusAwaitingMFA, "").Challenge
		if next.AttemptsLeft != left || next.LastError != wire.ErrInvalidMFA || seen[next.ID] {
			t.Errorf("with %d left: %+v", left, next)
		}
		seen[next.ID] = true
	}
	g.code(id, "9999").want(t, 202)
	g.ends(id, wire.StatusError, wire.ErrAccountLocked)
	again, _ := asked(t, g, "sss_ph", "ssNumber", "3300000008")
	g.code(again, "1234").want(t, 202)
	g.ends(again, wire.StatusConnected, "")
}

func TestWhatIsNoCodeCostsNoAttempt(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	id, ch := asked(t, g, "sss_ph", "ssNumber", "3300000008")
	for _, code := range []string{"", "123", "12345", "12a4", "١٢"} {
		g.code(id, code).refused(t, 400, wire.CodeInvalidParameters, "code")
	}
	g.link("POST", "/accounts/"+id+"/mfa", `{"choice":"sms"}`).refused(t, 400, wire.CodeInvalidParameters, "code")
	if now := g.ends(id, wire.StatusAwaitingMFA, "").Challenge; now.AttemptsLeft != 3 || now.ID != ch.ID {
		t.Errorf("challenge is now %+v", now)
	}
}

func TestACodeLapses(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{Speed: 1})
	id := g.login("sss_ph", "ssNumber", "3300000008", "123456")
	g.clock.pass(2 * time.Second)
	ch := g.ends(id, wire.StatusAwaitingMFA, "").Challenge
	g.clock.pass(ch.ExpiresAt.Sub(g.clock.Now()) - time.Millisecond)
	g.ends(id, wire.StatusAwaitingMFA, "")
	g.clock.pass(time.Millisecond)
	a := g.ends(id, wire.StatusError, wire.ErrMFATimeout)
	if !a.Connection.UpdatedAt.Equal(ch.ExpiresAt) {
		t.Errorf("expired at %s, want %s", a.Connection.UpdatedAt, ch.ExpiresAt)
	}
	g.code(id, "1234").refused(t, 400, wire.CodeInvalidParameters, "not awaiting")
}

func TestTheControlMovesTheLapse(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	id, _ := asked(t, g, "sss_ph", "ssNumber", "3300000008")
	g.send("POST", "/_sandbox/clock", "", `{"advance":"5m"}`).want(t, 200)
	g.ends(id, wire.StatusError, wire.ErrMFATimeout)
}

func TestResendRenewsTheCodeThreeTimes(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	id, ch := asked(t, g, "sss_ph", "ssNumber", "3300000008")
	g.code(id, "0000").want(t, 202)
	resend := "/accounts/" + id + "/mfa/resend"
	for range 3 {
		g.clock.pass(4 * time.Minute)
		got := into[wire.LinkAccount](t, g.link("POST", resend, "").want(t, 202)).Challenge
		if got == nil || got.ID == ch.ID || got.AttemptsLeft != 2 || !got.ExpiresAt.Equal(g.clock.Now().Add(5*time.Minute)) {
			t.Fatalf("resent: %+v", got)
		}
		ch = *got
	}
	r := g.link("POST", resend, "")
	r.refused(t, 429, wire.CodeRequestLimitExceeded, "log in again")
	if r.header.Get("Retry-After") != "300" {
		t.Errorf("Retry-After %q", r.header.Get("Retry-After"))
	}
	g.code(id, "1234").want(t, 202)
	g.ends(id, wire.StatusConnected, "")
	g.link("POST", resend, "").refused(t, 400, wire.CodeInvalidParameters, "not awaiting")
}

func TestChoiceOfChannel(t *testing.T) {
	t.Parallel()
	for channel, sentTo := range map[string]string{"sms": "+63 ••• 1234", "email": "g•••@smileapi.io"} {
		g := linking(t, Config{})
		id, ch := asked(t, g, "grab", "mobile", "(+63) 9559991234")
		if ch.Kind != wire.MFAChoice || len(ch.Choices) != 2 || ch.Choices[0].Label != "Text message to +63 ••• 1234" {
			t.Errorf("challenge %+v", ch)
		}
		path := "/accounts/" + id + "/mfa"
		g.link("POST", path, `{"choice":"pigeon"}`).refused(t, 400, wire.CodeInvalidParameters, "choice")
		g.link("POST", path+"/resend", "").refused(t, 400, wire.CodeInvalidParameters, "nothing was sent")
		g.link("POST", path, `{"choice":"`+channel+`"}`).want(t, 202)
		next := g.ends(id, wire.StatusAwaitingMFA, "").Challenge
		if next.Kind != wire.MFAOTP || next.Length != 4 || next.SentTo != sentTo || next.ID == ch.ID || next.AttemptsLeft != 3 {
			t.Errorf("after the choice: %+v", next)
		}
		g.code(id, "1234").want(t, 202)
		g.ends(id, wire.StatusConnected, "")
	}
}

func TestSecurityQuestions(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	id, ch := asked(t, g, "raket_ph", "username", "George")
	if ch.Kind != wire.MFAQuestions || len(ch.Questions) != 2 {
		t.Fatalf("challenge %+v", ch)
	}
	path := "/accounts/" + id + "/mfa"
	g.link("POST", path, `{"answers":{"city":"Manila"}}`).refused(t, 400, wire.CodeInvalidParameters, "answers.teacher")
	g.link("POST", path, `{"answers":{"city":"Cebu","teacher":"Santos"}}`).want(t, 202)
	if next := g.ends(id, wire.StatusAwaitingMFA, "").Challenge; next.AttemptsLeft != 2 || next.LastError != wire.ErrInvalidMFA || len(next.Questions) != 2 {
		t.Errorf("after a wrong answer: %+v", next)
	}
	g.link("POST", path, `{"answers":{"city":" manila ","teacher":"SANTOS"}}`).want(t, 202)
	g.ends(id, wire.StatusConnected, "")
}
