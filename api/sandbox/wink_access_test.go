package sandbox_test

import (
	_ "embed"
	"fmt"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// accessJS looks at the widget as a screen reader and a weak eye would, and
// gives what is wrong.
//
//go:embed testdata/access.js
var accessJS string

// focus is the name of what has it, "heading" for the page's heading.
func (s *seat) focus(want string) *seat {
	s.t.Helper()
	got := eval[string](s, `((at) => at.dataset.wink ?? (at.matches('h2') ? 'heading' : at.tagName))(document.activeElement)`)
	if got != want {
		s.t.Errorf("the focus is on %s, want %s", got, want)
	}
	return s
}

// tabTo presses tab until something has the focus, but not for ever.
func (s *seat) tabTo(name string) *seat {
	s.t.Helper()
	for range 60 {
		s.keys(kb.Tab)
		if eval[bool](s, fmt.Sprintf(`document.activeElement.dataset.wink === %q`, name)) {
			return s
		}
		if !eval[bool](s, `document.querySelector('dialog').contains(document.activeElement)`) {
			s.t.Fatal("tab leaves the dialog")
		}
	}
	s.t.Fatalf("tab never comes to %s", name)
	return s
}

func keysAlone(s *seat) {
	s.on("Consent").focus("heading").keys(kb.Tab).focus("continue")
	s.do(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift)))
	s.focus("close")
	s.do(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift)))
	s.focus("decline").keys(kb.Tab).focus("close").tabTo("continue").keys(kb.Enter)
	s.on("ProviderList").focus("heading").keys(kb.Tab).focus("search").keys("philhealth")
	s.shows("1 to choose from").tabTo("provider-philhealth_ph").keys(kb.Enter)
	s.on("Login").focus("heading").tabTo("field-username").keys("George").keys(kb.Enter).shows("This is needed").focus("field-password")
	s.keys("123456").keys(kb.Enter)
	s.on("ConnectSuccess").focus("heading").tabTo("account").keys(kb.Enter)
	s.on("AccountRevoke").tabTo("details").keys(kb.Enter).tabTo("revoke").keys(kb.Enter).focus("keep").tabTo("confirm").keys(kb.Enter).shows("DISCONNECTED")
	s.keys(kb.Escape).on("ProviderList").tabTo("close").keys(kb.Enter)
	s.fired(opened("philhealth_ph", "onAccountConnected philhealth_ph a1", "ConnectSuccessPageOpened philhealth_ph a1",
		"AccountRevokePageOpened philhealth_ph a1", "onAccountRemoved philhealth_ph a1", "ProviderListPageOpened", "onClose close")...)
	s.quiet()
}

// sound wants the page to be usable for everybody, by daylight and in the dark.
func (s *seat) sound() *seat {
	s.t.Helper()
	for _, scheme := range []string{"light", "dark"} {
		_, err := chromedp.Call(s.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		s.must(err)
		for _, wrong := range eval[[]string](s, accessJS) {
			s.t.Errorf("%s: %s", scheme, wrong)
		}
	}
	return s
}

func forEverybody(s *seat) {
	s.do(chromedp.EmulateViewport(360, 740))
	s.on("Consent").sound().press("continue").on("ProviderList").shows("The first 30").sound()
	s.press("upload").on("FileTypeList").sound().press("type-PAYSLIP").on("FileType").choose(s.sample(1)).shows("PNG").sound()
	s.press("submit").on("ArchiveSuccess").sound().press("archive").on("RevokeArchive").press("revoke").sound().press("back").press("back")
	s.on("ArchiveSuccess").press("another").on("FileTypeList").press("back").on("ProviderList").provider("sss_ph")
	s.on("Login").press("people").press("submit").shows("This is needed").sound().press("fill-George").focus("submit").press("submit")
	s.on("MFA").sound().typeIn("code", "9999").press("submit").on("Connecting").sound().on("MFA").shows("2 attempts").sound()
	s.press("fill-George").press("submit").on("ConnectSuccess").sound().press("another").on("ProviderList").press("provider-philhealth_ph")
	s.logIn("username", "George", "error_SYSTEM_ERROR").on("ConnectError").sound()
	s.quiet()
}
