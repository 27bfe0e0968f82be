package ui

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/redact/planted"
	"winkterm/flow/userdata"
)

// TestDataAreMaskedUntilTheUserWantsThem shows values in full on a key alone, and masks
// them again when the page is left.
func TestDataAreMaskedUntilTheUserWantsThem(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toData()
	b.shows("identities 1 [incomes 2] ratings 0")
	b.press("shift+tab")
	b.shows("[identities 1] incomes 2  ratings 0", "[NAME_1]")
	b.press("f")
	b.shows("George Palomero", "in full:")
	b.press("f")
	hides(t, b, "George Palomero")
	b.press("f", "esc")
	b.on(flow.ConnectSuccess)
	b.press("t")
	hides(t, b, "George Palomero", "in full:")
}

// TestDataOfWhatIsRevokedSayThatTheyAreGone offers nothing that there is no value for.
func TestDataOfWhatIsRevokedSayThatTheyAreGone(t *testing.T) {
	t.Parallel()
	b := pages["account-gone"](newBench(t, native, 120, 40))
	b.press("t")
	b.on(flow.Data)
	b.answer(flow.DataArrived{Counts: []flow.DataCount{{Kind: "incomes"}}, Last: true})
	b.shows("revoked, and its data are gone")
	hides(t, b, "masked;", "What is read when it is linked")
}

// TestARecordingHasNoItems offers to show nothing in full that is not there.
func TestARecordingHasNoItems(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toData()
	b.press("r")
	c := b.app.Config
	c.Data = nil
	s := NewStill(c, b.app.Journal, b.app.Journal.Start())
	s.Size(120, 40)
	s.Show(Moment{State: b.host.state, Found: b.host.catalogue, At: b.now, Since: b.now})
	got := ansi.Strip(s.Draw())
	if !strings.Contains(got, "no part of a recording") || strings.Contains(got, "masked; f") || strings.Contains(got, "being read") {
		t.Errorf("the page of a recording:\n%s", got)
	}
}

// TestProductionAsksBeforeDataShowInFull wants the whole id.
func TestProductionAsksBeforeDataShowInFull(t *testing.T) {
	t.Parallel()
	for typed, full := range map[string]bool{"": false, "a-1": false, "a-17bb4c02": true} {
		b := newBench(t, native, 120, 40).toData()
		b.host.state.Session.Mode = wire.ModeProduction
		b.send(changedMsg{})
		b.press("shift+tab", "f")
		hides(t, b, "George Palomero")
		b.press(typed, "enter")
		if got := strings.Contains(b.screen(), "George Palomero"); got != full {
			t.Errorf("%q shows them: %t", typed, got)
		}
		b.press("esc")
		if !full {
			b.on(flow.Data)
			b.shows("[NAME_1]")
		}
	}
}

// TestWhatShowsInFullIsInNoRecord looks at the state, the intents and the records of a
// session in which values showed in full, were opened and copied.
func TestWhatShowsInFullIsInNoRecord(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toData()
	b.press("shift+tab", "f", "enter", "j", "y", "Y")
	b.shows("George Palomero")
	state, err := json.Marshal(b.host.state)
	if err != nil {
		t.Fatal(err)
	}
	records, err := json.Marshal(b.app.Journal.Since(0))
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{string(state), string(records), fmt.Sprintf("%+v", b.host.events)} {
		if strings.Contains(text, "Palomero") || strings.Contains(text, "23950") {
			t.Errorf("what showed in full stands in %.300s", text)
		}
	}
}

// TestCopyingInFullPassesTheLeakCheck has every planted value of a body in an item: masked
// it is copied, in full it is not.
func TestCopyingInFullPassesTheLeakCheck(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toData()
	item := map[string]string{"id": "i-9"}
	for _, v := range planted.Values() {
		if v.At == planted.Body {
			item[v.Name] = v.Text
		}
	}
	clear, err := json.Marshal([]any{item})
	if err != nil {
		t.Fatal(err)
	}
	kept, _ := b.app.Journal.Append(journal.Items{List: "incomes", Count: 1, Body: journal.Text(clear), Size: int64(len(clear))}).Data.(journal.Items)
	masked, _ := kept.Read()
	id := b.host.state.Linking.AccountID
	b.app.Data.Forget(id)
	b.app.Data.Add(id, userdata.Incomes, []userdata.Item{clear[1 : len(clear)-1]}, masked)
	b.app.Leak = func(text string) (string, bool) { return b.app.Journal.Redactor().Proof().Text(text) }
	b.app.Mask = func(text string) string { return b.app.Journal.Redactor().Proof().Mask(text) }
	copied := ""
	b.app.Copy = func(text string) string { copied = text; return "the clipboard" }
	for _, c := range []struct {
		key string
		any bool
	}{{"y", true}, {"Y", true}, {"f", false}, {"y", false}, {"Y", false}} {
		copied = ""
		b.send(brought(b.press(c.key), "ui.copiedMsg"))
		if (copied != "") != c.any {
			t.Errorf("%s copies %q", c.key, copied)
		}
		for name, value := range item {
			if name != "id" && strings.Contains(copied, value) {
				t.Errorf("%s copies %s, %q", c.key, name, value)
			}
		}
	}
	b.shows("not copied")
}

func hides(t *testing.T, b *bench, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(b.screen(), text) {
			t.Errorf("the screen has %q:\n%s", text, b.screen())
		}
	}
}
