package palette_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"winkterm/api/wire"
	"winkterm/ui/keymap"
	"winkterm/ui/palette"
	"winkterm/ui/theme"
)

// offered is a list as a sandbox answers it.
func offered(t testing.TB) wire.SandboxFaults {
	t.Helper()
	text, err := os.ReadFile("testdata/faults.json")
	if err != nil {
		t.Fatal(err)
	}
	var list wire.SandboxFaults
	if err := json.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

// open is a palette that shows the list and was drawn.
func open(t testing.TB, armed ...wire.Fault) *palette.Model {
	t.Helper()
	m := palette.New(keymap.New())
	list := offered(t)
	list.Armed = armed
	if c := m.Show(list); c != nil {
		t.Fatalf("showing the list chose %+v", c)
	}
	screen(&m)
	return &m
}

func screen(m *palette.Model) string {
	return ansi.Strip(m.View(theme.New(theme.Standard, true), 76, 21))
}

var named = map[string]tea.KeyPressMsg{
	"enter": {Code: tea.KeyEnter}, "esc": {Code: tea.KeyEscape}, "up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown},
	"left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight}, "delete": {Code: tea.KeyDelete}, "pgdown": {Code: tea.KeyPgDown},
	"pgup": {Code: tea.KeyPgUp}, "backspace": {Code: tea.KeyBackspace}, "ctrl+n": {Code: 'n', Mod: tea.ModCtrl},
}

// press sends keys, names or letters, and gives what the last one chose.
func press(m *palette.Model, keys ...string) palette.Choice {
	var last palette.Choice
	for _, k := range keys {
		if code, ok := named[k]; ok {
			last = m.Update(code)
			continue
		}
		for _, r := range k {
			last = m.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	}
	return last
}

func set(name wire.FaultName, times int) palette.Choice {
	return palette.Set{Fault: wire.Fault{Name: name, Times: times}}
}

func now(name wire.FaultName) palette.Choice {
	return palette.Set{Fault: wire.Fault{Name: name, Now: true}}
}

func TestKeysBecomeChoices(t *testing.T) {
	t.Parallel()
	locked := wire.Fault{ID: "f-1", Name: "account.ACCOUNT_LOCKED", Times: 1}
	down := wire.Fault{ID: "f-2", Name: "http.503"}
	for name, c := range map[string]struct {
		armed []wire.Fault
		keys  []string
		want  palette.Choice
	}{
		"the first is chosen":             {nil, []string{"enter"}, set("account.ACCOUNT_DISABLED", 1)},
		"a short and enter arm":           {nil, []string{"al", "enter"}, set("account.ACCOUNT_LOCKED", 1)},
		"capitals are letters too":        {nil, []string{"AL", "enter"}, set("account.ACCOUNT_LOCKED", 1)},
		"or trigger at once":              {nil, []string{"al", "ctrl+n"}, now("account.ACCOUNT_LOCKED")},
		"what cannot wait triggers":       {nil, []string{"te", "enter"}, now("token.expired")},
		"with either key":                 {nil, []string{"te", "ctrl+n"}, now("token.expired")},
		"three times":                     {nil, []string{"al", "right", "enter"}, set("account.ACCOUNT_LOCKED", 3)},
		"until cleared":                   {nil, []string{"53", "right", "right", "right", "enter"}, set("http.503", 0)},
		"and back to once":                {nil, []string{"53", "right", "left", "left", "enter"}, set("http.503", 1)},
		"a limit is never for once":       {nil, []string{"hr", "enter"}, set("http.limit", 0)},
		"how often is asked before":       {nil, []string{"right", "al", "enter"}, set("account.ACCOUNT_LOCKED", 3)},
		"down goes on":                    {nil, []string{"down", "enter"}, set("account.ACCOUNT_INACCESSIBLE", 1)},
		"up stops at the first":           {nil, []string{"up", "up", "enter"}, set("account.ACCOUNT_DISABLED", 1)},
		"a heading is passed over":        {nil, []string{"lock", "down", "enter"}, set("mfa.locked", 1)},
		"and on the way up":               {nil, []string{"lock", "down", "up", "enter"}, set("account.ACCOUNT_LOCKED", 1)},
		"what is found is the first":      {[]wire.Fault{locked}, []string{"al", "enter"}, set("account.ACCOUNT_LOCKED", 1)},
		"what is armed stands above":      {[]wire.Fault{locked}, []string{"up", "delete"}, palette.Disarm{ID: "f-1"}},
		"enter disarms as well":           {[]wire.Fault{locked, down}, []string{"up", "up", "enter"}, palette.Disarm{ID: "f-1"}},
		"what is armed is found":          {[]wire.Fault{locked, down}, []string{"503", "up", "delete"}, palette.Disarm{ID: "f-2"}},
		"delete elsewhere is for text":    {[]wire.Fault{locked}, []string{"delete"}, nil},
		"nothing is found":                {nil, []string{"qqq", "enter"}, nil},
		"what must wait is not triggered": {nil, []string{"mw", "ctrl+n"}, nil},
		"esc closes":                      {nil, []string{"al", "esc"}, palette.Close{}},
		"letters choose nothing":          {nil, []string{"al"}, nil},
		"a second enter waits its turn":   {nil, []string{"al", "enter", "enter"}, nil},
		"backspace looks again":           {nil, []string{"alx", "backspace", "enter"}, set("account.ACCOUNT_LOCKED", 1)},
		"far down is the last":            {nil, []string{"pgdown", "pgdown", "pgdown", "pgdown", "pgdown", "enter"}, now("sandbox.reset")},
		"and far up the first":            {nil, []string{"pgdown", "pgdown", "pgup", "pgup", "pgup", "enter"}, set("account.ACCOUNT_DISABLED", 1)},
		"spaces around do not matter":     {nil, []string{" al ", "enter"}, set("account.ACCOUNT_LOCKED", 1)},
		"a whole name is found":           {nil, []string{"account.ACCOUNT_LOCKED", "enter"}, set("account.ACCOUNT_LOCKED", 1)},
		"an id that is no fault offered":  {[]wire.Fault{{ID: "f-9", Name: "new.thing"}}, []string{"up", "enter"}, palette.Disarm{ID: "f-9"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, press(open(t, c.armed...), c.keys...)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Words of a name, a group, a label and codes lead to what is meant.
func TestSearch(t *testing.T) {
	t.Parallel()
	for query, first := range map[string]wire.FaultName{
		"locked": "account.ACCOUNT_LOCKED", "mfa locked": "mfa.locked", "unsupported": "archive.UNSUPPORTED", "active": "monitor.ACTIVE", "error": "account.SYSTEM_ERROR", "lock": "account.ACCOUNT_LOCKED", "account locked": "account.ACCOUNT_LOCKED", "503": "http.503",
		"otp": "mfa.wrong", "mfa": "mfa.wrong", "mfa timeout": "account.MFA_TIMEOUT", "timeout": "account.MFA_TIMEOUT",
		"token": "token.expired", "expire": "account.EXPIRED_CREDENTIALS", "user action": "monitor.USER_ACTION_REQUIRED",
		"html": "http.html", "reset": "sandbox.reset", "start over": "sandbox.reset", "drop": "connection.drop",
		"60 days": "clock.60d", "SYSTEM_ERROR": "account.SYSTEM_ERROR", "archive system": "archive.SYSTEM_ERROR",
		"service down": "account.SERVICE_UNAVAILABLE", "unavailable": "account.SERVICE_UNAVAILABLE", "clock": "clock.5m",
		"SERVER_UNAVAILABLE": "http.503", "monthly": "monitor.USER_ACTION_REQUIRED", "sync": "monitor.ACTIVE",
	} {
		got, _ := press(open(t), query, "enter").(palette.Set)
		if got.Fault.Name != first {
			t.Errorf("%q leads to %q, want %q", query, got.Fault.Name, first)
		}
	}
}

// Three letters at most before enter lead to each, and no short is a word that
// would find another one first.
func TestEveryShortLeadsToItsOwn(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, k := range offered(t).Offered {
		if len(k.Short) != 2 || seen[k.Short] {
			t.Errorf("%s has the short %q", k.Name, k.Short)
		}
		seen[k.Short] = true
		got, _ := press(open(t), k.Short, "enter").(palette.Set)
		if got.Fault.Name != k.Name || got.Fault.Now != (k.Moment == "") {
			t.Errorf("%s leads to %+v, want %s", k.Short, got.Fault, k.Name)
		}
	}
}

func TestAPasteIsSearchedFor(t *testing.T) {
	t.Parallel()
	m := open(t)
	m.Update(tea.PasteMsg{Content: "ACCOUNT_LOCKED\r\n"})
	if got := press(m, "enter"); got != set("account.ACCOUNT_LOCKED", 1) {
		t.Errorf("chose %+v", got)
	}
	m = open(t)
	m.Update(tea.PasteMsg{Content: "\x1b[31m" + strings.Repeat("x", 10_000)})
	if s := screen(m); strings.Contains(s, "\x1b") || !strings.Contains(s, "Nothing for") {
		t.Errorf("a long paste shows\n%s", s)
	}
}

// An enter that is faster than the sandbox is answered with the list.
func TestEnterBeforeTheList(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		keys []string
		want palette.Choice
	}{
		"enter":         {[]string{"al", "enter"}, set("account.ACCOUNT_LOCKED", 1)},
		"now":           {[]string{"al", "ctrl+n"}, now("account.ACCOUNT_LOCKED")},
		"taken back":    {[]string{"al", "enter", "x"}, nil},
		"nothing typed": {nil, nil},
	} {
		m := palette.New(keymap.New())
		if got := press(&m, c.keys...); got != nil {
			t.Errorf("%s: chose %+v before there was anything", name, got)
		}
		if !strings.Contains(screen(&m), "asking the sandbox") {
			t.Errorf("%s: the palette does not say that it waits", name)
		}
		if diff := cmp.Diff(c.want, m.Show(offered(t))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestARefusalIsShownUntilTheNextKey(t *testing.T) {
	t.Parallel()
	m := open(t)
	press(m, "al", "ctrl+n")
	if s := screen(m); !strings.Contains(s, "asking the sandbox") {
		t.Errorf("it does not say that it waits:\n%s", s)
	}
	m.Done()
	m.Refuse("the sandbox refuses: \x1b]0;x\anobody has logged in")
	if s := screen(m); !strings.Contains(s, "nobody has logged in") || strings.Contains(s, "\x1b") || strings.Contains(s, "asking") {
		t.Errorf("the refusal shows as\n%s", s)
	}
	if got := press(m, "enter"); got != set("account.ACCOUNT_LOCKED", 1) {
		t.Errorf("after a refusal enter chose %+v", got)
	}
	m.Done()
	if s := screen(m); strings.Contains(s, "nobody has logged in") {
		t.Error("the refusal stays")
	}
}

func TestItSaysWhyThereIsNothing(t *testing.T) {
	t.Parallel()
	m := palette.New(keymap.New())
	m.Off("faults need a sandbox")
	if s := screen(&m); !strings.Contains(s, "faults need a sandbox") {
		t.Errorf("it shows\n%s", s)
	}
	if got := press(&m, "al", "enter", "ctrl+n", "delete"); got != nil {
		t.Errorf("chose %+v", got)
	}
	if got := press(&m, "esc"); got != (palette.Close{}) {
		t.Errorf("esc chose %+v", got)
	}
	m = palette.New(keymap.New())
	m.Refuse("the host does not answer like winkterm's sandbox")
	if s := screen(&m); !strings.Contains(s, "does not answer like") || strings.Contains(s, "asking") {
		t.Errorf("it shows\n%s", s)
	}
	if s := screen(open(t)); strings.Contains(s, "Nothing") {
		t.Errorf("it shows\n%s", s)
	}
}
