package sandbox_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"winkterm/api/wire"
)

func noConsent(s *seat) {
	s.on("LoginOptions").press("option-email").logIn("email", "ryan1234@smileapi.io", "654321").on("ConnectSuccess")
	if eval[int](s, `document.querySelectorAll('[data-wink=another]').length`) != 0 {
		s.t.Error("there is no list to go back to, and yet another account is offered")
	}
	s.press("done")
	s.fired("LoginOptionsPageOpened", "LoginPageOpened freelancer", "onAccountCreated freelancer a1", "onAccountConnected freelancer a1",
		"ConnectSuccessPageOpened freelancer a1", "onClose exit")
	s.quiet()
}

// rows are the names in the list.
func (s *seat) rows() []string {
	s.t.Helper()
	return eval[[]string](s, `[...document.querySelectorAll('dialog li button[data-wink^=provider-]')].map((b) => b.dataset.wink.slice(9))`)
}

func theList(s *seat) {
	s.on("Consent").press("continue").on("ProviderList").shows("The first 30").press("more").shows("The first 60")
	if n := len(s.rows()); n != 60 {
		s.t.Errorf("%d rows after asking for more, want 60", n)
	}
	if at := eval[string](s, `document.activeElement.dataset.wink`); at != "provider-"+s.rows()[30] {
		s.t.Errorf("the focus is on %s, want the first row that is new", at)
	}
	s.do(chromedp.SendKeys(named("search"), "social"))
	s.shows("to choose from")
	if got := s.rows(); len(got) == 0 || got[0] != "sss_ph" {
		s.t.Errorf("searching gives %v", got)
	}
	s.press("type-GIG").shows("Nothing fits")
	s.do(chromedp.SendKeys(named("search"), kb.End+kb.Backspace+kb.Backspace+kb.Backspace+kb.Backspace+kb.Backspace+kb.Backspace))
	s.do(chromedp.WaitVisible(named("provider-upwork")), chromedp.WaitNotPresent(named("provider-sss_ph")))
	s.press("close")
	s.fired("ConsentPageOpened", "ProviderListPageOpened", "onClose close")
	s.quiet()
}

func shortList(s *seat) {
	s.on("Consent").press("continue").on("ProviderList").shows("2 to choose from")
	if n := eval[int](s, `document.querySelectorAll('dialog [data-wink=search], dialog [data-wink^=type-]').length`); n != 0 {
		s.t.Errorf("%d parts of the search show although they are off", n)
	}
	s.press("missing")
	s.fired("ConsentPageOpened", "ProviderListPageOpened", "onClose close")
	s.quiet()
}

// themed is a widget with a Wink template that ships: its company, its colours, made to be
// read on the page, and what it offers.
func themed(s *seat) {
	s.on("Consent").shows("Contoh Savings Bank uses Smile")
	if got := eval[string](s, `getComputedStyle(document.querySelector('[data-wink=continue]')).backgroundColor`); got != "rgb(0, 105, 92)" {
		s.t.Errorf("the button is %s", got)
	}
	s.sound().press("continue").on("ProviderList").shows("The first 30").sound()
	if got := eval[[]string](s, `[...document.querySelectorAll('.winkterm-chip')].map((b) => b.dataset.wink)`); !slices.Equal(got, []string{"type-ALL", "type-GOVERNMENT", "type-SYSTEM", "type-EMPLOYER"}) {
		s.t.Errorf("the types are %v", got)
	}
	s.do(chromedp.WaitVisible(named("upload")))
	s.press("close")
	s.fired("ConsentPageOpened", "ProviderListPageOpened", "onClose close")
	if n := eval[int](s, `document.adoptedStyleSheets.length`); n != 0 {
		s.t.Errorf("%d sheets stay in the host page", n)
	}
	s.quiet()
}

// loud is a widget in bright colours, with a text of the tenant's to agree to.
func loud(s *seat) {
	s.on("Consent").shows("Terms of Udaharan").shows("<b>to share</b> it.").sound().press("continue").on("ProviderList").shows("The first 30").sound().press("close")
	s.quiet()
}

// plainHost is the official quickstart's page with the script's address changed.
// What it does to the page around is nothing but its dialog.
func plainHost(s *seat) {
	s.toLogin("philhealth_ph").logIn("username", "George", "123456").on("ConnectSuccess").press("done")
	s.do(chromedp.WaitNotPresent(chromedp.CSS("dialog")), chromedp.Click(chromedp.CSS("body > button")))
	if stray := eval[[]string](s, `['PAGES', 'PEOPLE', 'ORIGIN', 'newWidget', 'el'].filter((name) => name in window)`); len(stray) > 0 {
		s.t.Errorf("%v were left in the host page", stray)
	}
	s.fired(opened("philhealth_ph", "onAccountConnected philhealth_ph a1", "ConnectSuccessPageOpened philhealth_ph a1", "onClose exit")...)
	s.quiet()
}

// reopened is a host page that opens the widget again with a fresh token. What
// goes wrong in its callbacks does not stop the widget.
func reopened(s *seat) {
	s.on("Consent")
	eval[chromedp.Void](s, `smileLinkModal.open()`) // it is open
	if n := eval[int](s, `document.querySelectorAll('dialog').length`); n != 1 {
		s.t.Errorf("%d dialogs", n)
	}
	s.press("close")
	var fresh wire.Token
	s.api("POST", s.sandbox.OpenAPI()+"/tokens?userId="+s.userID, "", &fresh)
	eval[chromedp.Void](s, fmt.Sprintf(`new SmileLinkModal({...options, userToken: %q, onUIEvent() { throw new Error('a mistake of the host'); }}).open()`,
		fresh.AccessToken.Reveal()))
	s.on("Consent").press("continue").on("ProviderList").press("provider-sss_ph").on("Login").press("close")
	s.fired("ConsentPageOpened", "onClose close", "onClose close")
	s.quiet("a mistake of the host")
}

// providerMissing is an error that does not pass, so trying again is not what is offered first.
func providerMissing(s *seat) {
	s.on("Problem").shows("There is no provider of this id").first("exit")
	if text := eval[string](s, `document.querySelector('dialog').innerText`); strings.Contains(text, "false") || strings.Contains(text, "undefined") {
		s.t.Errorf("the page shows\n%s", text)
	}
	s.press("exit")
	s.fired("onClose error")
	s.quiet("404")
}

// anotherHost is the option apiHost.
func anotherHost(s *seat) {
	s.on("Problem").shows("http://127.0.0.1:1/link/v1 cannot be reached").press("retry").on("Problem").press("exit")
	s.fired("onClose error")
	s.quiet("ERR_")
}

func spentToken(s *seat) {
	s.on("Expired").shows("fresh token").press("exit")
	s.fired("onTokenExpired", "onClose error")
	s.quiet("401")
}

func expiredToken(s *seat) {
	s.on("Consent").press("continue").on("ProviderList")
	s.passTime(5 * time.Hour)
	s.press("provider-sss_ph").on("Expired").press("close")
	s.fired("ConsentPageOpened", "ProviderListPageOpened", "onTokenExpired", "onClose close")
	s.quiet("401")
}
