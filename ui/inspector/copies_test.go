package inspector_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"winkterm/flow/journal"
	"winkterm/ui/inspector"
)

// offers checks which keys the inspector says that it has.
func offers(t *testing.T, m *model, want map[string]bool) {
	t.Helper()
	shown := map[string]bool{}
	for _, b := range m.Help() {
		shown[b.Help().Key] = shown[b.Help().Key] || b.Enabled()
	}
	for key, offered := range want {
		if shown[key] != offered {
			t.Errorf("%s is offered: %v, want %v", key, shown[key], offered)
		}
	}
}

// The whole of a copied record is what is shown of it, so that a ticket needs nothing else.
func TestARecordIsCopiedWhole(t *testing.T) {
	t.Parallel()
	m := fed(story()...)
	choose(t, m, "POST /accounts 201")
	got := press(m, "y").Copy
	for _, want := range []string{
		"http  POST /accounts\n", "time       00:03.412  2026-11-21 10:00:03.412 UTC\n", "requestId  req-2\n", "took       8 ms\n",
		"\n\nrequest headers\nAuthorization: Bearer [KEY_1]\nContent-Type: application/json\n\nrequest body\n{\n  \"providerId\": \"sss_ph\",\n",
		"\n\nresponse body\n{\n  \"code\": \"CREATED\",\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the record lacks %q:\n%s", want, got)
		}
	}
	evil := fed(journal.Record{Seq: 1, At: start, Lane: "later", Kind: "\x1b[31mred", Data: journal.HTTP{
		Err: "\x1b]0;title\x07no", Response: journal.Message{Header: []journal.Header{{Name: "\x1b[2J", Value: "\x1b[H"}}, Body: "\x1b[3mbody"},
	}}, journal.Record{Seq: 2, At: start, Lane: journal.LaneHTTP, Kind: "\x1b[31mred", Data: journal.HTTP{
		Err: "\x1b]0;title\x07no", Response: journal.Message{Header: []journal.Header{{Name: "\x1b[2J", Value: "\x1b[H"}}, Body: "\x1b[3mbody"},
	}})
	for _, key := range []string{"y", "b", "Y"} {
		if got := press(evil, key).Copy; got == "" || strings.Contains(got, "\x1b") {
			t.Errorf("%s steers a terminal: %q", key, got)
		}
	}
}

// A range goes with the cursor, is seen, is copied in its order, and is taken back.
func TestARangeIsMarkedAndCopied(t *testing.T) {
	t.Parallel()
	m := fed(notes(1, 8)...)
	press(m, "home", "down", "down")
	if m.Marking() {
		t.Error("a range is marked before anybody wants it")
	}
	press(m, "v", "down", "down")
	m.Feed(notes(9, 2))
	if !m.Marking() {
		t.Fatal("v marks nothing")
	}
	var seen []string
	for _, line := range strings.Split(screenOf(m, 80, 12), "\n") {
		if strings.HasPrefix(line, "▌") || strings.HasPrefix(line, "›") {
			seen = append(seen, line[strings.Index(line, "number"):][:len("number 0")])
		}
	}
	if want := []string{"number 3", "number 4", "number 5"}; !slices.Equal(seen, want) {
		t.Errorf("marked are %q, want %q", seen, want)
	}
	offers(t, m, map[string]bool{"y": true, "esc": true, "v": false, "c": false, "i": false})
	if got := m.Help()[0].Help().Desc; got != "copy 3 records" {
		t.Errorf("y says %q", got)
	}
	got := press(m, "y")
	if got.What != "3 records" || inOrder(got.Copy, "number 3.", "number 4.", "number 5.") != nil || strings.Contains(got.Copy, "number 6.") || strings.Contains(got.Copy, "number 2.") {
		t.Errorf("copied is %+v", got)
	}
	if m.Marking() {
		t.Error("the range is still marked")
	}
	press(m, "v", "up", "up", "up") // upwards
	if got := press(m, "y"); got.What != "4 records" || inOrder(got.Copy, "number 2.", "number 3.", "number 4.", "number 5.") != nil {
		t.Errorf("upwards copied is %+v", got)
	}
	press(m, "v", "down", "esc")
	if m.Marking() {
		t.Error("esc does not take it back")
	}
	if got := press(m, "y"); got.What != "record" || !strings.Contains(got.Copy, "number 3.") {
		t.Errorf("after that y gives %+v", got)
	}
	press(m, "v", "enter", "v")
	if got := press(m, "y"); m.Marking() || got.What != "record" {
		t.Errorf("of an open record y gives %+v", got)
	}
	press(m, "esc")
	if !m.Marking() {
		t.Error("opening a record takes the range back")
	}
	press(m, "right", "left")
	if m.Marking() {
		t.Error("the range outlives its lane")
	}
}

// inOrder says which text does not come behind those before.
func inOrder(text string, wanted ...string) error {
	for _, want := range wanted {
		at := strings.Index(text, want)
		if at < 0 {
			return fmt.Errorf("%q is missing", want)
		}
		text = text[at+len(want):]
	}
	return nil
}

// When the oldest records go, the range stays on its records.
func TestARangeStaysOnItsRecords(t *testing.T) {
	t.Parallel()
	m := fed(notes(1, journal.RecordsMax)...)
	press(m, "home")
	for range 300 {
		press(m, "down")
	}
	press(m, "v", "down", "down")
	m.Feed(notes(journal.RecordsMax+1, 100))
	if got := press(m, "y"); got.What != "3 records" || inOrder(got.Copy, "number 301.", "number 302.", "number 303.") != nil {
		t.Errorf("copied is %+v", got)
	}
	press(m, "home", "v", "down", "down")
	m.Feed(notes(journal.RecordsMax+101, 2)) // the anchor's record goes
	if got := press(m, "y"); got.What != "1 record" || !strings.Contains(got.Copy, "number 103.") {
		t.Errorf("copied is %+v", got)
	}
}

// Y copies what is listed: the lane, and of it what the filter lets through.
func TestALaneIsCopiedAsFiltered(t *testing.T) {
	t.Parallel()
	m := fed(story()...)
	press(m, "right", "up")
	want := []string{"callback  onAccountCreated\n", "callback  onClose\n"}
	for range 2 { // in the list, then in an open record
		if got := press(m, "Y"); got.What != "2 records" || inOrder(got.Copy, want...) != nil || strings.Contains(got.Copy, "http  ") {
			t.Errorf("Y gives %+v", got)
		}
		press(m, "enter")
	}
	press(m, "esc", "/", "C", "l", "o", "s", "e", "enter")
	if got := press(m, "Y"); got.What != "1 record" || !strings.HasPrefix(got.Copy, want[1]) {
		t.Errorf("filtered Y gives %+v", got)
	}
	press(m, "/", "z", "enter")
	for _, key := range []string{"Y", "y", "v", "i", "b", "c"} {
		if got := press(m, key); got != (inspector.Action{}) || m.Marking() {
			t.Errorf("without a row %s gives %+v", key, got)
		}
	}
	offers(t, m, map[string]bool{"y": false, "c": false, "b": false, "i": false, "v": false, "Y": false})
	d := inDifference(faulty())
	if got := press(d, "Y"); !strings.HasSuffix(got.What, " rows") || !strings.Contains(got.Copy, "missing: MfaPageOpened sss_ph\n") {
		t.Errorf("Y on the difference gives %+v", got)
	}
}

// A copy has a bound: the newest stay, and it is said what is left out.
func TestWhatIsCopiedIsBounded(t *testing.T) {
	t.Parallel()
	m := empty()
	for i := range 200 {
		m.Feed([]journal.Record{{At: start, Lane: journal.LaneNote, Kind: fmt.Sprintf("n%d.", i), Data: journal.Note{Text: strings.Repeat("x", journal.BodyMax)}}})
	}
	m.View(80, 12, true)
	got := press(m, "Y")
	if len(got.Copy) > 1<<20+1000 || len(got.Copy) < 1<<20-journal.BodyMax-1000 {
		t.Errorf("%d bytes are copied", len(got.Copy))
	}
	if got.What != "the newest 63 of 200 records" || !strings.HasPrefix(got.Copy, "(137 records before these left out") || !strings.Contains(got.Copy, "note  n199.") {
		t.Errorf("copied is %s: %.200s", got.What, got.Copy)
	}
}

func BenchmarkCopyLane(b *testing.B) {
	m := empty()
	for range 25 {
		m.Feed(story())
	}
	m.View(100, 40, true)
	for b.Loop() {
		press(m, "Y")
	}
}
