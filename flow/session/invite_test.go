package session_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/session"
)

// TestAnInviteIsSentAndFollowed in place of linking: its statuses come as its pages are
// opened, and who was invited and the link's token are in no record.
func TestAnInviteIsSentAndFollowed(t *testing.T) {
	t.Parallel()
	w := begin(t, session.Config{})
	user := w.State().Session.UserID
	until := func(fits func(flow.Invitation) bool) flow.Invitation {
		t.Helper()
		s, err := w.Wait(t.Context(), func(s flow.State) bool { return !s.Calls.Busy() && fits(s.Invitation) })
		if err != nil {
			t.Fatal(err)
		}
		return s.Invitation
	}
	w.does(flow.InviteWanted{})
	until(func(v flow.Invitation) bool { return v.Read })
	w.does(flow.TemplateWanted{})
	until(flow.Invitation.Filling)
	w.does(flow.Typed{Values: map[string]wire.Secret{"fullName": "Marlinspike", "email": "ms@example.com"}}, flow.Submitted{})
	sent := until(func(v flow.Invitation) bool { return len(v.Log) == 1 }).Invite
	if sent.Status != wire.InviteInvited || sent.UserID == user || sent.FullName != "Marlinspike" {
		t.Errorf("sent is %+v", sent)
	}

	status := func(want wire.InviteStatus) flow.Invitation {
		t.Helper()
		return until(func(v flow.Invitation) bool { return v.Invite.Status == want })
	}
	base, _, _ := strings.Cut(sent.InviteLandingPageURL, "/invite/")
	visit(t, "GET", base+"/_sandbox/mail/"+sent.ID, "")
	status(wire.InviteEmailOpened)
	visit(t, "GET", sent.InviteLandingPageURL, "")
	status(wire.InviteLandingPageOpened)
	visit(t, "POST", strings.Replace(sent.InviteLandingPageURL, "?", "/widget?", 1), "")
	status(wire.InviteWinkWidgetOpened)
	visit(t, "POST", base+"/_sandbox/link", `{"providerId":"sss_ph","person":"George","userId":"`+sent.UserID+`"}`)
	linked := status(wire.InviteLinked)
	if len(linked.Log) != 5 || len(linked.Accounts) != 1 || linked.Accounts[0].ProviderID != "sss_ph" {
		t.Errorf("followed is %+v", linked)
	}

	_, token, _ := strings.Cut(sent.InviteLandingPageURL, "?token=")
	var statuses []string
	for _, r := range w.Records() {
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{"Marlinspike", "ms@example.com", token} {
			if strings.Contains(string(text), secret) {
				t.Errorf("%q is in %s", secret, text)
			}
		}
		if d, ok := r.Data.(journal.Status); ok && d.Subject == "invite" {
			statuses = append(statuses, d.To)
		}
	}
	if got := strings.Join(statuses, " "); got != "INVITED EMAIL_OPENED LANDING_PAGE_OPENED WINK_WIDGET_OPENED LINKED" {
		t.Errorf("the journal has %s", got)
	}
}

// visit makes a request beside the session, as a browser would.
func visit(t *testing.T, method, url, body string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Errorf("%s %s: %d", method, url, res.StatusCode)
	}
}
