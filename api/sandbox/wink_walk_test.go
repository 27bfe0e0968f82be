package sandbox_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"winkterm/api/wire"
)

// named is the element of the widget of that name.
func named(name string) chromedp.CSS {
	return chromedp.CSS(fmt.Sprintf(`dialog[open] [data-wink=%q]`, name))
}

// on waits for a page.
func (s *seat) on(page string) *seat {
	s.t.Helper()
	s.do(chromedp.WaitVisible(chromedp.CSS(fmt.Sprintf(`dialog[open][data-wink-page=%q]`, page))))
	return s
}

// press clicks.
func (s *seat) press(name string) *seat {
	s.t.Helper()
	s.do(chromedp.Click(named(name)))
	return s
}

// typeIn types into a field.
func (s *seat) typeIn(name, text string) *seat {
	s.t.Helper()
	s.do(chromedp.SendKeys(named("field-"+name), text))
	return s
}

// keys presses keys wherever the focus is.
func (s *seat) keys(text string) *seat {
	s.t.Helper()
	s.do(chromedp.KeyEvent(text))
	return s
}

// first wants the first of the page's actions to be that one.
func (s *seat) first(name string) *seat {
	s.t.Helper()
	if got := eval[string](s, `document.querySelector('.winkterm-actions button').dataset.wink`); got != name {
		s.t.Errorf("the first action is %s, want %s", got, name)
	}
	return s
}

// shows waits until the page has a text.
func (s *seat) shows(text string) *seat {
	s.t.Helper()
	s.do(chromedp.WaitVisible(fmt.Sprintf(`//dialog//*[contains(normalize-space(.), %q)]`, text)))
	return s
}

// toLogin takes a provider from the consent page on.
func (s *seat) toLogin(provider string) *seat {
	s.t.Helper()
	s.on("Consent").press("continue").on("ProviderList")
	return s.provider(provider)
}

// provider searches for a provider and takes it.
func (s *seat) provider(id string) *seat {
	s.t.Helper()
	for eval[int](s, fmt.Sprintf(`document.querySelectorAll('[data-wink="provider-%s"]').length`, id)) == 0 {
		s.press("more")
		s.do(chromedp.WaitNotPresent(chromedp.CSS(`dialog[aria-busy=true]`)))
	}
	return s.press("provider-" + id)
}

// logIn types a login and sends it.
func (s *seat) logIn(field, name, password string) *seat {
	s.t.Helper()
	return s.on("Login").typeIn(field, name).typeIn("password", password).press("submit")
}

// code answers a code challenge.
func (s *seat) code(code string) *seat {
	s.t.Helper()
	return s.on("MFA").typeIn("code", code).press("submit")
}

type fired struct {
	Name wire.CallbackName `json:"name"`
	Args []json.RawMessage `json:"args"`
}

// callbacks are what the host page was told, each as a line. Fields that are not
// the callback's own end the test. The accounts are a1, a2 and so on, as they
// came up, the archives r1 and so on.
func (s *seat) callbacks() []string {
	s.t.Helper()
	raw := eval[string](s, `JSON.stringify(window.seen ?? [])`)
	var all []fired
	s.must(json.Unmarshal([]byte(raw), &all))
	ids := names{}
	var lines []string
	for _, f := range all {
		if f.Name == wire.OnTokenExpired && len(f.Args) == 0 {
			lines = append(lines, string(f.Name))
			continue
		}
		if len(f.Args) != 1 {
			s.t.Fatalf("%s has %d arguments", f.Name, len(f.Args))
		}
		lines = append(lines, s.line(f.Name, f.Args[0], ids))
	}
	return lines
}

func (s *seat) line(name wire.CallbackName, args json.RawMessage, ids names) string {
	switch name {
	case wire.OnAccountCreated, wire.OnAccountConnected, wire.OnAccountError, wire.OnAccountRemoved:
		a := strict[wire.AccountCallback](s, args)
		s.own(name, a.UserID)
		return line(name, a.ProviderID, ids.of(a.AccountID), a.ErrorCode)
	case wire.OnUploadsCreated, wire.OnUploadsRemoved:
		u := strict[wire.UploadsCallback](s, args)
		s.own(name, u.UserID)
		for i := range u.Uploads {
			u.Uploads[i] = ids.of(u.Uploads[i])
		}
		return line(name, u.Uploads)
	case wire.OnClose:
		return line(name, strict[wire.CloseCallback](s, args).Reason)
	case wire.OnUIEvent:
		return s.event(strict[wire.UIEvent](s, args), ids)
	case wire.OnTokenExpired:
	}
	s.t.Fatalf("%s with %s", name, args)
	return ""
}

func (s *seat) event(e wire.UIEvent, ids names) string {
	s.own(wire.CallbackName(e.EventName), e.UserID)
	if e.Mode != wire.ModeSandbox || e.EventTime.IsZero() || e.EventTime.Location() != time.UTC {
		s.t.Errorf("%+v", e)
	}
	text := string(e.EventName)
	if a := e.Account; a != nil {
		text = line(e.EventName, a.ProviderID, ids.of(a.AccountID))
	}
	if a := e.Archive; a != nil {
		text = line(text, a.FileType, ids.of(a.ArchiveID))
	}
	return text
}

// own wants the user to be the seat's.
func (s *seat) own(name wire.CallbackName, userID string) {
	s.t.Helper()
	if userID != s.userID {
		s.t.Errorf("%s tells of the user %q, want %q", name, userID, s.userID)
	}
}

// fired wants exactly these callbacks.
func (s *seat) fired(want ...string) {
	s.t.Helper()
	if diff := cmp.Diff(want, s.callbacks()); diff != "" {
		s.t.Errorf("callbacks:\n%s", diff)
	}
}

func strict[T any](s *seat, args json.RawMessage) T {
	s.t.Helper()
	var v T
	d := json.NewDecoder(bytes.NewReader(args))
	d.DisallowUnknownFields()
	if err := d.Decode(&v); err != nil {
		s.t.Fatalf("%v: %s", err, args)
	}
	return v
}

// line joins words and leaves empty ones out.
func line(words ...any) string {
	var text []string
	for _, w := range words {
		if word := fmt.Sprint(w); word != "" {
			text = append(text, word)
		}
	}
	return strings.Join(text, " ")
}

// names makes short names of ids.
type names map[string]string

func (n names) of(id string) string {
	if id == "" {
		return ""
	}
	if n[id] == "" {
		prefix, _, _ := strings.Cut(id, "-")
		count := 1
		for _, name := range n {
			if strings.HasPrefix(name, prefix) {
				count++
			}
		}
		n[id] = fmt.Sprint(prefix, count)
	}
	return n[id]
}
