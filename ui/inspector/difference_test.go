package inspector_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"winkterm/api/wire"
	"winkterm/flow/compare"
	"winkterm/flow/journal"
	"winkterm/ui/inspector"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// told is a callback of the widget as a record.
func told(name, args string) journal.Data {
	return journal.Callback{Name: name, Source: journal.SourceWidget, Args: journal.Text(args)}
}

// page is a screen event of the widget; about is what stands behind the user.
func page(name, about string) journal.Data {
	return told("onUIEvent", `{"eventName":"`+name+`PageOpened","eventTime":"2026-11-21T10:00:00.000Z","mode":"SANDBOX","userId":"tenant-9f2c"`+about+`}`)
}

func account(name, more string) journal.Data {
	return told(name, `{"accountId":"a-17bb0c52","userId":"tenant-9f2c","providerId":"sss_ph"`+more+`}`)
}

// records puts data on the clock, a second and a bit apart.
func records(data ...journal.Data) []journal.Record {
	out := make([]journal.Record, len(data))
	for i, d := range data {
		r := journal.Record{Seq: i + 1, At: start.Add(time.Duration(i) * 1234 * time.Millisecond), Data: d}
		switch d := d.(type) {
		case journal.Callback:
			r.Lane, r.Kind = journal.LaneCallback, d.Name
		case journal.Launch:
			r.Lane, r.Kind = journal.LaneWidget, "Launch"
		case journal.Status:
			r.Lane, r.Kind = journal.LaneStatus, d.To
		case journal.Webhook:
			r.Lane, r.Kind = journal.LaneWebhook, cmp.Or(d.Type, "not an event")
		case journal.Screen:
			r.Lane, r.Kind = journal.LaneScreen, d.Page
		case journal.Note:
			r.Lane, r.Kind = journal.LaneNote, d.Topic
		case journal.HTTP:
			r.Lane, r.Kind = journal.LaneHTTP, d.Method+" "+d.Path
		case journal.State, journal.Intent, journal.Items, journal.Unknown:
		}
		out[i] = r
	}
	return out
}

// faulty is a widget with every fault that there is.
func faulty() []journal.Record {
	const sss = `,"account":{"providerId":"sss_ph"}`
	return records(
		journal.Launch{Options: wire.WidgetOptions{Providers: []string{"sss_ph", "grab"}, EnableUpload: true}},
		page("Consent", ""),
		page("Login", sss),       // the list is missing
		page("ProviderList", ""), // and comes late
		page("Tutorial", ""),     // is known to nobody
		account("onAccountCreated", ""),
		journal.Status{Subject: "account", ID: "a-17bb0c52", To: "PENDING"},
		journal.Status{Subject: "account", ID: "a-17bb0c52", From: "PENDING", To: "AWAITING_MFA"},
		account("onAccountError", `,"errorCode":"INVALID_MFA"`), // no page for the code
		journal.Status{Subject: "account", ID: "a-17bb0c52", From: "AWAITING_MFA", To: "ERROR", ErrorCode: "MFA_TIMEOUT"},
		account("onAccountError", `,"errorCode":"INVALID_MFA"`),
		told("onClose", `{"reason":"error"}`),
	)
}

// inDifference is an inspector whose difference shows.
func inDifference(records []journal.Record, keys ...string) *model {
	m := fed(records...)
	press(m, append([]string{"left"}, keys...)...)
	return m
}

func TestDifferenceIsThereOnceAWidgetHasTold(t *testing.T) {
	t.Parallel()
	m := fed(story()...)
	wantSeen(t, m, "Difference", false)
	toTab(m, "HTTP")
	wantSeen(t, m, "[HTTP", true)
	m.Feed(records(journal.Launch{}))
	wantSeen(t, m, "Difference", false)
	m.Feed(records(page("Consent", "")))
	wantSeen(t, m, " Difference ", true)
	toTab(m, "Difference")
	wantSeen(t, m, "[Difference]", true)
	wantSeen(t, m, "✓ 1 same", true)
	m.Feed(records(page("ProviderList", ""))) // while it shows
	wantSeen(t, m, "✓ 2 same", true)
	press(m, "right")
	wantSeen(t, m, "[Timeline]", true)
	press(m, "left")
	wantSeen(t, m, "[Difference]", true)
}

func TestEveryMarkIsSeen(t *testing.T) {
	t.Parallel()
	m := inDifference(faulty())
	got := screenOf(m, 120, 24)
	for _, want := range []string{
		"✓ 4 same", "− 1 missing", "+ 1 extra", "×2 1 doubled", "↕ 1 moved", "≠ 1 differs",
		"+  00:04.936  TutorialPageOpened", "│ MfaPageOpened sss_ph", "errorCode",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not seen:\n%s", want, got)
		}
	}
}

func TestMarksInASCII(t *testing.T) {
	t.Parallel()
	m := empty()
	m.SetTheme(theme.New(theme.Standard, true))
	m.Feed(faulty())
	m.View(100, 20, true)
	press(m, "left")
	got := theme.Plain(ansi.Strip(m.View(100, 20, true)))
	for _, want := range []string{"v 4 same", "- 1 missing", "+ 1 extra", "x2 1 doubled", "~ 1 moved", "! 1 differs"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not seen:\n%s", want, got)
		}
	}
}

func TestRowOfDifferenceOpens(t *testing.T) {
	t.Parallel()
	for row, want := range map[string][]string{
		"MfaPageOpened":      {"missing", "the wizard's flow sends this here, the widget did not", "the wizard's flow sends onUIEvent", `eventTime`, "(a time)"},
		"TutorialPageOpened": {"extra", `the flow knows no screen event "TutorialPageOpened"`, "00:04.936  2026-11-21 10:00:04.936 UTC"},
		"≠":                  {"differs", "errorCode", `widget  "INVALID_MFA"`, `wizard  "MFA_TIMEOUT"`},
		"×2":                 {"doubled", "once more than the wizard's flow does"},
		"↕":                  {"moved", "the wizard's flow sends it after "},
		"onClose":            {"same", "the widget sent what the wizard's flow sends", `reason  "error"`},
	} {
		t.Run(row, func(t *testing.T) {
			t.Parallel()
			m := inDifference(faulty())
			choose(t, m, row)
			press(m, "enter")
			got := screenOf(m, 100, 30)
			for _, text := range want {
				if !m.Open() || !strings.Contains(got, text) {
					t.Errorf("%q is not seen:\n%s", text, got)
				}
			}
			m.Feed(records(page("Consent", ""), told("onTokenExpired", "null"))) // another path, another place
			if after := screenOf(m, 100, 30); strings.Split(after, "\n")[1] != strings.Split(got, "\n")[1] {
				t.Errorf("the open row has become another:\n%s", after)
			}
			press(m, "esc")
			if m.Open() {
				t.Error("esc does not close")
			}
		})
	}
}

func TestCopyOfDifference(t *testing.T) {
	t.Parallel()
	for row, want := range map[string][3]string{
		"≠":             {"differs: onAccountError a-17bb0c52 INVALID_MFA\n", `errorCode: widget "INVALID_MFA", wizard "MFA_TIMEOUT"`, "a-17bb0c52"},
		"MfaPageOpened": {"missing: MfaPageOpened sss_ph\n", "", "sss_ph"},
		"Tutorial":      {"extra: TutorialPageOpened\n", "the flow knows no screen event", "tenant-9f2c"},
	} {
		m := inDifference(faulty())
		choose(t, m, row)
		for range 2 { // in the list, then in the open row
			if got := press(m, "y"); !strings.HasPrefix(got.Copy, want[0]) || !strings.Contains(got.Copy, want[1]) || got.What != "difference" {
				t.Errorf("y on %s gives %+v", row, got)
			}
			if got := press(m, "i"); got.Copy != want[2] {
				t.Errorf("i on %s gives %+v", row, got)
			}
			press(m, "enter")
		}
	}
	m := inDifference(records(told("onUploadsCreated", `{"uploads":["d-1","d-2"]}`)), "/", "z", "enter")
	if got := press(m, "y"); got != (inspector.Action{}) {
		t.Errorf("without a row y gives %+v", got)
	}
	press(m, "/", "esc", "home", "down", "down", "down", "down", "down")
	if got := press(m, "i"); got.Copy != "d-1" || got.What != "archive id" {
		t.Errorf("i on an upload gives %+v", got)
	}
}

func TestFilterOfDifference(t *testing.T) {
	t.Parallel()
	m := inDifference(faulty(), "/", "m", "o", "v", "e", "d")
	wantSeen(t, m, "↕", true)
	wantSeen(t, m, "onClose", false)
	wantSeen(t, m, "✓ 4 same", true) // the totals are of all
	press(m, "q")
	wantSeen(t, m, "nothing matches the filter", true)
	press(m, "esc")
	wantSeen(t, m, "onClose", true)
}

func TestEachLaunchIsAWidgetOfItsOwn(t *testing.T) {
	t.Parallel()
	off := false
	alone := wire.WidgetOptions{Providers: []string{"sss_ph"}, EnableConsentPage: &off}
	m := inDifference(records(
		journal.Launch{Options: wire.WidgetOptions{CompanyName: "told nothing"}},
		journal.Launch{}, page("Consent", ""), told("onClose", `{"reason":"close"}`),
		journal.Launch{Options: alone}, page("Login", `,"account":{"providerId":"sss_ph"}`),
		journal.Callback{Name: "onClose", Args: `{"reason":"close"}`}, // the wizard's own
	))
	wantSeen(t, m, "✓ 3 same", true)
	press(m, "end", "enter")
	wantSeen(t, m, "opened for the 2. of 2 times", true)
}

func TestDifferenceWithTheMouse(t *testing.T) {
	t.Parallel()
	for _, width := range []int{50, 100} {
		m := inDifference(faulty(), "home")
		m.View(width, 20, true)
		m.Update(tea.MouseClickMsg{X: 5, Y: 1, Button: tea.MouseLeft}) // the heads
		y := 4
		if width < 60 {
			y = 6 // the second line of the third row
		}
		for range 2 {
			m.View(width, 20, true)
			m.Update(tea.MouseClickMsg{X: 5, Y: y, Button: tea.MouseLeft})
		}
		if got := screenOf(m, width, 20); !m.Open() || !strings.Contains(got, "LoginPageOpened") && !strings.Contains(got, "ProviderListPage") {
			t.Errorf("at %d columns the third row is not opened:\n%s", width, got)
		}
	}
	m := inDifference(faulty(), "home")
	screenOf(m, 100, 8)
	m.Update(tea.MouseWheelMsg{X: 5, Y: 3, Button: tea.MouseWheelDown})
	if got := screenOf(m, 100, 8); strings.Contains(got, "ConsentPageOpened") {
		t.Errorf("the wheel does not scroll:\n%s", got)
	}
}

func TestDifferenceIsExact(t *testing.T) {
	t.Parallel()
	evil := records(journal.Launch{}, page("Consent", ""), told("onUIEvent", `{"eventName":"\u001b[31m\u202eevil\n`+strings.Repeat("日本", 200)+`","x":"`+strings.Repeat("👩\u200d👩\u200d👧é", 90)+`"}`))
	for _, keys := range [][]string{nil, {"up"}, {"enter"}, {"/", "e"}} {
		m := inDifference(evil, keys...)
		for width := 30; width <= 200; width += 17 {
			for _, height := range []int{1, 2, 3, 5, 6, 23} {
				block := m.View(width, height, true)
				lines := widget.Lines(block)
				if len(lines) != height {
					t.Fatalf("%v at %d×%d: %d lines", keys, width, height, len(lines))
				}
				for _, line := range lines {
					if widget.Width(line) != width {
						t.Fatalf("%v at %d×%d: %q has %d cells", keys, width, height, line, widget.Width(line))
					}
				}
				if plain := ansi.Strip(block); strings.ContainsAny(plain, "\x1b\u202e") {
					t.Fatalf("%v at %d×%d: control characters came through: %q", keys, width, height, plain)
				}
			}
		}
	}
}

func TestSoMuchIsCompared(t *testing.T) {
	t.Parallel()
	var fields []string
	for i := range compare.FieldsMax {
		fields = append(fields, fmt.Sprintf(`"%d":"%s"`, i, strings.Repeat("x", compare.ValueMax-2)))
	}
	big := told("onTokenExpired", "{"+strings.Join(fields, ",")+"}")
	m := inDifference(records(page("Consent", "")))
	press(m, "left") // it is not computed while it does not show
	for range 4 {    // 8 MB of fields
		m.Feed(records(slices.Repeat([]journal.Data{big}, 128)...))
	}
	press(m, "right")
	if got := screenOf(m, 120, 12); !strings.Contains(got, "not compared") {
		t.Errorf("nothing is left out:\n%s", got)
	}
}

func TestSoManyOfOneWidgetAreCompared(t *testing.T) {
	t.Parallel()
	m := inDifference(records(slices.Repeat([]journal.Data{page("Consent", "")}, compare.RecordsMax)...))
	wantSeen(t, m, "not compared", false)
	m.Feed(records(slices.Repeat([]journal.Data{page("Consent", "")}, 3)...))
	if got := screenOf(m, 120, 12); !strings.Contains(got, "3 not compared") {
		t.Errorf("it does not say that 3 are left out:\n%s", got)
	}
}

func TestWidgetsCallbacksHaveAMark(t *testing.T) {
	t.Parallel()
	m := fed(records(
		journal.Launch{Options: wire.WidgetOptions{Providers: []string{"sss_ph"}, TopProviders: []string{"grab"}, EnableUpload: true, TemplateID: "wtpl-1", CompanyName: "Acme", EnableConsentPage: new(bool), EnableTypeBar: new(bool), EnableSearchBar: new(bool)}},
		account("onAccountCreated", ""), journal.Callback{Name: "onAccountCreated", Args: `{"accountId":"a-2"}`},
	)...)
	wantSeen(t, m, "callback  ◇ onAccountCreated a-17bb0c52", true)
	wantSeen(t, m, "callback  onAccountCreated a-2", true)
	if got := screenOf(m, 114, 12); !strings.Contains(got, "widget    Launch only sss_ph, first grab, upload, no consent, no search, no types, wtpl-1, Acme") {
		t.Errorf("the launch reads\n%s", got)
	}
	choose(t, m, "Launch")
	if got := press(m, "b"); !strings.Contains(got.Copy, "\"providers\": [\n    \"sss_ph\"\n  ]") || got.What != "widget options" {
		t.Errorf("b gives %+v", got)
	}
	if got := press(m, "i"); got != (inspector.Action{}) {
		t.Errorf("i gives %+v", got)
	}
	press(m, "enter")
	wantSeen(t, m, `"templateId": "wtpl-1"`, true)
	press(m, "esc")
	choose(t, m, "◇ onAccountCreated")
	press(m, "enter")
	wantSeen(t, m, "sent by  the widget in the browser", true)
	press(m, "esc", "/", "w", "i", "d", "g", "e", "t")
	wantSeen(t, m, "a-17bb0c52", true)
	wantSeen(t, m, "a-2", false)
}
