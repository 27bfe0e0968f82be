package sandbox

import (
	"testing"
	"time"

	"winkterm/api/wire"
)

// atOnce links in one call.
func (g *guest) atOnce(body string) wire.LinkAccount {
	g.t.Helper()
	return into[wire.LinkAccount](g.t, g.send("POST", "/_sandbox/link", "", body).want(g.t, 200))
}

func TestLinkingInOneCall(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{Speed: 1})
	g.set(wire.Fault{Name: "account.ACCOUNT_LOCKED"}) // meets logins alone
	made := g.atOnce(`{"providerId":"sss_ph","person":"George+7"}`)
	if made.ConnectionStatus != wire.StatusConnected || made.UserID == g.userID || made.Challenge != nil {
		t.Errorf("linked is %+v", made)
	}
	if list := g.tasksOf(made.ID); len(list) != 1 || list[0].Status != wire.TaskFinished || len(list[0].Datapoints) == 0 {
		t.Errorf("its tasks are %+v", list)
	}
	if items := into[wire.Page[wire.Contribution]](t, g.open("GET", "/contributions?userId="+made.UserID, "").want(t, 200)).Items; len(items) == 0 {
		t.Error("nothing was read")
	}
	mine := g.atOnce(`{"providerId":"freelancer","person":"gpalomero1234@smileapi.io","userId":"` + g.userID + `"}`)
	if mine.UserID != g.userID || g.account(mine.ID).ConnectionStatus != wire.StatusConnected {
		t.Errorf("the user's own is %+v", mine)
	}
	failed := g.atOnce(`{"providerId":"philhealth_ph","person":"Ryan","until":"EXPIRED_CREDENTIALS","userId":"` + g.userID + `"}`)
	g.ends(failed.ID, wire.StatusError, wire.ErrExpiredCredentials)
	asks := g.atOnce(`{"providerId":"sss_ph","person":"3300000008","until":"AWAITING_MFA","userId":"` + g.userID + `"}`)
	if asks.Challenge == nil {
		t.Errorf("the account asks nothing: %+v", asks)
	}
	g.code(asks.ID, "1234").want(t, 202)
	g.clock.pass(10 * time.Second)
	g.ends(asks.ID, wire.StatusConnected, "")
}

func TestLinkingInOneCallRefuses(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	before := g.users()
	for body, says := range map[string]string{
		`{"person":"George"}`:                                                      "providerId: is wanted",
		`{"providerId":"sss_ph","person":"Nobody"}`:                                "person",
		`{"providerId":"sss_ph"}`:                                                  "person",
		`{"providerId":"sss_ph","person":"George","userId":"tenant-none"}`:         "no such user",
		`{"providerId":"sss_ph","person":"George","until":"SYNCED"}`:               "until",
		`{"providerId":"philhealth_ph","person":"George","until":"AWAITING_MFA"}`:  "no second step",
		`{"providerId":"sss_ph","person":"George","until":"CONNECTED","til":"no"}`: `"til"`,
	} {
		g.send("POST", "/_sandbox/link", "", body).refused(t, 400, wire.CodeInvalidParameters, says)
	}
	g.send("POST", "/_sandbox/link", "", `{"providerId":"nobody","person":"George"}`).refused(t, 404, wire.CodeMissingResource, "provider")
	if g.users() != before {
		t.Error("a user was made for what was refused")
	}
}
