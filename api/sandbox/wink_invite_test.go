package sandbox_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/chromedp"

	"winkterm/api/wire"
)

const inviting = `{"name":"Spring","company":{"name":"Lakan Bank","logoUrl":"https://lakan.example.invalid/logo.png"},
	"email":{"sendEmail":true,"senderName":"Lakan Bank","replyAddress":"replies@lakan.example.invalid",
		"subject":"Your work record","body":"Dear ${firstName},\n\nplease link your account.\n\n${companyName}"},
	"landingPage":{"header":"${companyName} asks","description":"It takes a minute, ${firstName}.","button":"Begin"},
	"successPage":{"header":"Thank you, ${fullName}","description":"We will write to you.","button":"Another one"}}`

// invite makes an invite for Anisha.
func (s *seat) invite() (v wire.Invite) {
	s.t.Helper()
	var template wire.InviteTemplate
	s.api("POST", s.sandbox.OpenAPI()+"/inviteTemplates", inviting, &template)
	s.api("POST", s.sandbox.OpenAPI()+"/invites",
		fmt.Sprintf(`{"fullName":"Anisha Bhatia","email":"anisha98765@smileapi.io","templateId":%q,"winkTemplateId":"wtpl-1"}`, template.ID), &v)
	return v
}

// reads wants the page behind the widget to have a text.
func (s *seat) reads(text string) *seat {
	s.t.Helper()
	s.do(chromedp.WaitVisible(fmt.Sprintf(`//main//*[contains(normalize-space(.), %q)]`, text)))
	return s
}

// anInvite goes from the message by the landing page and the widget to the success page,
// with nothing but clicks, and then revokes.
func anInvite(s *seat) {
	s.press("close")
	v := s.invite()
	s.do(chromedp.EmulateViewport(400, 740), chromedp.Navigate(s.sandbox.Control()+"/mail/"+v.ID))
	s.reads("Dear Anisha Bhatia,").reads("replies@lakan.example.invalid").fits()
	s.do(chromedp.Click(chromedp.CSS(`#link`)))
	s.reads("Lakan Bank asks").reads("It takes a minute, Anisha Bhatia.").fits()
	s.do(chromedp.Click(chromedp.CSS(`#open`)))
	s.toLogin("philhealth_ph").logIn("username", "George", "123456").on("ConnectSuccess").press("done")
	s.reads("Thank you, Anisha Bhatia").reads("PhilHealth").fits()
	if n := eval[int](s, `document.querySelectorAll('dialog').length`); n != 0 {
		s.t.Errorf("%d widgets are open", n)
	}

	var logs wire.Page[wire.InviteLog]
	s.api("GET", s.sandbox.OpenAPI()+"/invites/"+v.ID+"/logs", "", &logs)
	var got []string
	var last time.Time
	for _, l := range slices.Backward(logs.Items) {
		got = append(got, string(l.InviteStatus))
		if l.CreatedAt.Before(last) {
			s.t.Errorf("%s came at %s, before the one before it", l.InviteStatus, l.CreatedAt)
		}
		last = l.CreatedAt
	}
	if want := "INVITED EMAIL_OPENED LANDING_PAGE_OPENED WINK_WIDGET_OPENED LINKED"; strings.Join(got, " ") != want {
		s.t.Errorf("the log is %v, want %s", got, want)
	}
	s.webhooks(v)

	// Opening again shows what is connected and lets one revoke, once one has been asked.
	s.do(chromedp.Navigate(v.InviteLandingPageURL))
	s.reads("PhilHealth").do(chromedp.Click(chromedp.CSS(`[data-account]`)))
	s.reads("Press once more to revoke").do(chromedp.Click(chromedp.CSS(`[data-account]`)))
	s.reads("No account is connected now.").do(chromedp.Click(chromedp.CSS(`#open`)))
	eval[string](s.on("Consent"), `document.body.dataset.old = 'yes'`)
	s.press("close").do(chromedp.WaitVisible(chromedp.CSS(`body:not([data-old]) #open`))) // it loads itself again
	s.api("POST", s.sandbox.Control()+"/invites/"+v.ID+"/revoke", "", nil)
	s.do(chromedp.Click(chromedp.CSS(`#open`)))
	s.reads("the invitation was revoked")
	s.do(chromedp.Navigate(v.InviteLandingPageURL))
	s.reads("This invitation was taken back").fits()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, text := range s.said {
		if !strings.Contains(text, "403") && !strings.Contains(text, "410") { // of the link that was revoked
			s.t.Errorf("the console has %s", text)
		}
	}
}

// fits wants nothing to stand out at the side.
func (s *seat) fits() {
	s.t.Helper()
	if wide := eval[int](s, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
		s.t.Errorf("%s is %d pixels too wide", eval[string](s, `document.title`), wide)
	}
}

// webhooks wants those that there are for invites.
func (s *seat) webhooks(v wire.Invite) {
	s.t.Helper()
	var events wire.SandboxEvents
	s.api("GET", s.sandbox.Control()+"/events?userId="+v.UserID, "", &events)
	for _, want := range []wire.WebhookEventType{"INVITE_INVITED", "INVITE_LINKED"} {
		if n := len(slices.DeleteFunc(slices.Clone(events.Items), func(e wire.SandboxEvent) bool { return e.Type != want })); n != 1 {
			s.t.Errorf("%s came %d times", want, n)
		}
	}
}
