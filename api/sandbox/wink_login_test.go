package sandbox_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestStandIn walks the stand-in in a real browser, with clicks and keys, and
// wants exactly the callbacks that the wizard's flow gives for the same path.
func TestStandIn(t *testing.T) {
	t.Parallel()
	browser := startBrowser(t)
	// Most of a walk is waiting for the next look at an account, so a few go on at
	// once, however many tests the machine runs in parallel.
	var all sync.WaitGroup
	defer all.Wait()
	room := make(chan struct{}, 4)
	walk := func(name string, p plan, test func(*seat)) {
		all.Go(func() {
			room <- struct{}{}
			defer func() { <-room }()
			t.Run(name, func(t *testing.T) { test(sit(browser, t, p)) })
		})
	}
	walk("a login with a code", plan{}, loginWithCode)
	walk("wrong codes", plan{}, wrongCodes)
	walk("a choice of channel", plan{}, choiceOfChannel)
	walk("security questions", plan{}, securityQuestions)
	walk("a code that expires", plan{}, codeExpires)
	walk("an error", plan{}, loginFails)
	walk("the X", plan{}, closedByX)
	walk("revoking", plan{}, revoking)
	walk("authorising again", plan{options: map[string]any{"providers": []string{"philhealth_ph"}}}, authorisingAgain)
	walk("two accounts", plan{options: map[string]any{"topProviders": []string{"sss_ph", "philhealth_ph"}}}, twoAccounts)
	walk("going back", plan{}, goingBack)

	walk("no consent", plan{version: 1, options: map[string]any{"providers": []string{"freelancer"}, "enableConsentPage": false}}, noConsent)
	walk("the list", plan{}, theList)
	walk("a short list", plan{options: map[string]any{"enableSearchBar": false, "enableTypeBar": false, "providers": []string{"grab", "upwork"}}}, shortList)
	walk("a plain host page", plan{lax: true, options: map[string]any{"templateId": "wtpl-1"}}, plainHost)
	walk("a Wink template", plan{options: map[string]any{"templateId": "wtpl-contoh"}}, themed)
	walk("bright colours", plan{options: map[string]any{"templateId": "wtpl-udaharan"}, consent: `{"consentType":"Terms","title":"Terms of Udaharan","version":"1","consentText":"You agree\n\n<b>to share</b> it."}`}, loud)
	walk("opened again", plan{}, reopened)
	walk("no such provider", plan{options: map[string]any{"providers": []string{"nope"}}}, providerMissing)
	walk("another host", plan{lax: true, options: map[string]any{"apiHost": "http://127.0.0.1:1/link/v1/"}}, anotherHost)
	walk("a spent token", plan{token: "spent"}, spentToken)
	walk("an expired token", plan{}, expiredToken)
	walk("a host that fails", plan{}, hostFails)
	walk("keys alone", plan{}, keysAlone)
	walk("an invite", plan{}, anInvite)

	up := map[string]any{"enableUpload": true, "companyName": "Kape Bank"}
	walk("a payslip", plan{options: up}, payslip)
	walk("no employer", plan{options: up}, noEmployer)
	walk("a document that cannot be read", plan{options: up}, unreadable)
	walk("files that may not be sent", plan{options: up}, unfitFiles)
	walk("the survey", plan{options: up}, survey)
	walk("for everybody", plan{options: up}, forEverybody)
}

// opened are the events up to a provider's login.
func opened(provider string, more ...string) []string {
	return append([]string{"ConsentPageOpened", "ProviderListPageOpened", "LoginPageOpened " + provider, "onAccountCreated " + provider + " a1"}, more...)
}

func loginWithCode(s *seat) {
	s.toLogin("sss_ph").logIn("ssNumber", "3300000008", "123456").code("1234")
	s.on("ConnectSuccess").shows("Connected")
	if text := eval[string](s, `document.querySelector('dialog').innerText`); strings.Contains(text, "CONNECTED") || strings.Contains(text, "a-") {
		s.t.Errorf("the success page has raw codes and ids:\n%s", text)
	}
	s.press("details").shows("CONNECTED").press("done")
	s.fired(opened("sss_ph", "MfaPageOpened sss_ph", "onAccountConnected sss_ph a1", "ConnectSuccessPageOpened sss_ph a1", "onClose exit")...)
	s.quiet()
}

func wrongCodes(s *seat) {
	s.toLogin("sss_ph").logIn("ssNumber", "3300000008", "123456")
	s.code("12").shows("does not look right").on("MFA").typeIn("code", "99").press("submit")
	s.on("Connecting").on("MFA").shows("2 attempts are left").press("resend").shows("on its way")
	s.code("8888").on("Connecting").on("MFA").shows("One attempt is left").code("7777")
	s.on("ConnectError").shows("ACCOUNT_LOCKED").shows("Not before it is unlocked").first("another").press("retry").on("Login")
	if got := eval[string](s, `document.querySelector('[data-wink="field-ssNumber"]').value`); got != "3300000008" {
		s.t.Errorf("the login has %q after trying again", got)
	}
	s.fired(opened("sss_ph", "MfaPageOpened sss_ph", "MfaPageOpened sss_ph", "MfaPageOpened sss_ph",
		"onAccountError sss_ph a1 ACCOUNT_LOCKED", "LoginPageOpened sss_ph")...)
	s.quiet()
}

func choiceOfChannel(s *seat) {
	s.toLogin("pagibig_ph").on("LoginOptions").press("option-email").logIn("email", "gpalomero1234@smileapi.io", "123456")
	s.on("MFA").press("choice-sms").on("Connecting").code("1234")
	s.on("ConnectSuccess").press("close")
	s.fired("ConsentPageOpened", "ProviderListPageOpened", "LoginOptionsPageOpened", "LoginPageOpened pagibig_ph", "onAccountCreated pagibig_ph a1",
		"MfaPageOpened pagibig_ph", "MfaPageOpened pagibig_ph", "onAccountConnected pagibig_ph a1", "ConnectSuccessPageOpened pagibig_ph a1", "onClose close")
	s.quiet()
}

func securityQuestions(s *seat) {
	s.toLogin("esic_in").logIn("username", "Anisha", "123456")
	s.on("MFA").press("submit").shows("This is needed").shows("marked fields")
	s.typeIn("city", "Mumbai").shows("marked fields").typeIn("teacher", "sharma")
	s.do(chromedp.WaitNotPresent(`//dialog//*[text()[contains(., "marked fields")]]`))
	s.press("submit")
	s.on("ConnectSuccess").press("done")
	s.fired(opened("esic_in", "MfaPageOpened esic_in", "onAccountConnected esic_in a1", "ConnectSuccessPageOpened esic_in a1", "onClose exit")...)
	s.quiet()
}

func codeExpires(s *seat) {
	s.toLogin("sss_ph").logIn("ssNumber", "3300000008", "123456").on("MFA")
	s.passTime(6 * time.Minute)
	s.on("ConnectError").shows("MFA_TIMEOUT").first("retry").press("another").on("ProviderList")
	s.fired(opened("sss_ph", "MfaPageOpened sss_ph", "onAccountError sss_ph a1 MFA_TIMEOUT", "ProviderListPageOpened")...)
	s.quiet()
}

func loginFails(s *seat) {
	s.toLogin("freelancer").on("LoginOptions").press("option-username").logIn("username", "ryan", "error_TOS_REQUIRED")
	s.on("ConnectError").shows("TOS_REQUIRED").press("exit")
	s.fired("ConsentPageOpened", "ProviderListPageOpened", "LoginOptionsPageOpened", "LoginPageOpened freelancer", "onAccountCreated freelancer a1",
		"onAccountError freelancer a1 TOS_REQUIRED", "onClose error")
	s.quiet()
}

func closedByX(s *seat) {
	s.on("Consent").press("close")
	s.do(chromedp.WaitNotPresent(chromedp.CSS("dialog")))
	s.fired("ConsentPageOpened", "onClose close")
	eval[chromedp.Void](s, `smileLinkModal.open()`) // the token is spent now
	s.on("Expired")
	eval[chromedp.Void](s, `smileLinkModal.close()`)
	s.do(chromedp.WaitNotPresent(chromedp.CSS("dialog")))
	s.fired("ConsentPageOpened", "onClose close", "onTokenExpired")
	s.quiet("401")
}

func revoking(s *seat) {
	s.toLogin("philhealth_ph").logIn("username", "George", "123456")
	s.on("ConnectSuccess").press("details").press("account").on("AccountRevoke").shows("CONNECTED")
	s.press("revoke").keys(kb.Escape).press("revoke").press("confirm").shows("DISCONNECTED").press("return")
	s.on("ProviderList").press("provider-philhealth_ph").on("Login").press("close")
	s.fired(opened("philhealth_ph", "onAccountConnected philhealth_ph a1", "ConnectSuccessPageOpened philhealth_ph a1",
		"AccountRevokePageOpened philhealth_ph a1", "onAccountRemoved philhealth_ph a1", "ProviderListPageOpened",
		"LoginPageOpened philhealth_ph", "onClose close")...)
	s.quiet()
}

// authorisingAgain is a user whose password has changed: the account's page leads to the login.
func authorisingAgain(s *seat) {
	s.on("Consent").shows("Continuous data sync (CDS): your identities").press("continue")
	s.on("Login").logIn("username", "George", "123456").on("ConnectSuccess")
	s.api("POST", s.sandbox.Control()+"/faults", `{"name":"monitor.USER_ACTION_REQUIRED","now":true}`, nil)
	s.press("account").on("AccountRevoke").shows("authorise again").press("again")
	s.on("Login").logIn("username", "George", "123456").on("ConnectSuccess").press("done")
	connected := func(a string) []string {
		return []string{"LoginPageOpened philhealth_ph", "onAccountCreated philhealth_ph " + a, "onAccountConnected philhealth_ph " + a, "ConnectSuccessPageOpened philhealth_ph " + a}
	}
	s.fired(slices.Concat([]string{"ConsentPageOpened"}, connected("a1"), []string{"AccountRevokePageOpened philhealth_ph a1"}, connected("a2"), []string{"onClose exit"})...)
	s.quiet()
}

func twoAccounts(s *seat) {
	s.toLogin("philhealth_ph").logIn("username", "George", "123456")
	s.on("ConnectSuccess").press("another").on("ProviderList").shows("connected")
	s.press("provider-sss_ph").logIn("ssNumber", "3300000008", "123456").code("1234").on("ConnectSuccess").press("another")
	s.on("ProviderList").press("provider-philhealth_ph").on("AccountRevoke").keys(kb.Escape).on("ProviderList").press("close")
	s.fired(opened("philhealth_ph", "onAccountConnected philhealth_ph a1", "ConnectSuccessPageOpened philhealth_ph a1", "ProviderListPageOpened",
		"LoginPageOpened sss_ph", "onAccountCreated sss_ph a2", "MfaPageOpened sss_ph", "onAccountConnected sss_ph a2",
		"ConnectSuccessPageOpened sss_ph a2", "ProviderListPageOpened", "AccountRevokePageOpened philhealth_ph a1", "ProviderListPageOpened", "onClose close")...)
	s.quiet()
}

func goingBack(s *seat) {
	s.on("Consent").keys(kb.Escape) // the first page: nothing happens
	s.toLogin("philhealth_ph").on("Login").typeIn("username", "slow").keys(kb.Escape).on("ProviderList").press("provider-philhealth_ph")
	if got := eval[string](s.on("Login"), `document.querySelector('[data-wink="field-username"]').value`); got != "slow" {
		s.t.Errorf("the login has %q after going back", got)
	}
	s.press("back").on("ProviderList").press("back").on("Consent").press("decline")
	s.fired("ConsentPageOpened", "ProviderListPageOpened", "LoginPageOpened philhealth_ph", "ProviderListPageOpened",
		"LoginPageOpened philhealth_ph", "ProviderListPageOpened", "ConsentPageOpened", "onClose close")
	s.quiet()
}

// hostFails is a host that is gone for a while, and then for good.
func hostFails(s *seat) {
	s.toLogin("philhealth_ph").on("Login")
	s.api("POST", s.sandbox.Control()+"/faults", `{"name":"http.503","times":1,"when":{"operation":"POST /link/v1/accounts"}}`, nil)
	s.logIn("username", "George", "123456").on("Problem").shows("503")
	// Looking at the account goes on by itself, and an answer that lacks something counts as none.
	s.api("POST", s.sandbox.Control()+"/faults", `{"name":"http.html","times":1,"when":{"operation":"GET /link/v1/accounts/{id}","nth":1}}`, nil)
	s.api("POST", s.sandbox.Control()+"/faults", `{"name":"http.field","field":"data","times":1,"when":{"operation":"GET /link/v1/accounts/{id}","nth":2}}`, nil)
	s.press("retry").on("ConnectSuccess").press("account").on("AccountRevoke")
	s.must(s.sandbox.Close(context.Background()))
	s.press("revoke").press("confirm").on("Problem").shows("cannot be reached").press("exit")
	s.fired("ConsentPageOpened", "ProviderListPageOpened", "LoginPageOpened philhealth_ph", "LoginPageOpened philhealth_ph",
		"onAccountCreated philhealth_ph a1", "onAccountConnected philhealth_ph a1", "ConnectSuccessPageOpened philhealth_ph a1",
		"AccountRevokePageOpened philhealth_ph a1", "onClose error")
	s.quiet("503", "ERR_CONNECTION_REFUSED")
}
