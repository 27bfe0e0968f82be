package inspector_test

import (
	"strings"
	"testing"

	"winkterm/flow/journal"
)

func TestSnapshotsAndIntentsAreNotListed(t *testing.T) {
	t.Parallel()
	m := fed(
		journal.Record{Lane: journal.LaneState, Kind: "Login", Data: journal.State{Page: "Login", State: `{"Page":"Login"}`}},
		journal.Record{Lane: journal.LaneIntent, Kind: "Searched", Data: journal.Intent{Name: "Searched", Args: "{}"}},
		journal.Record{Lane: "later", Kind: "x", Data: journal.Unknown{Of: "later", Name: "x", Raw: `{"shown":1}`}},
	)
	wantSeen(t, m, "Login", false)
	wantSeen(t, m, "Searched", false)
	wantSeen(t, m, `x {"shown":1}`, true)
	press(m, "/", "s", "t", "a", "t", "e")
	wantSeen(t, m, "nothing matches the filter", true)
}

// When the oldest records go, their rows go, and what one reads stays where it is.
func TestRowsGoWithTheirRecords(t *testing.T) {
	t.Parallel()
	m := fed(notes(1, journal.RecordsMax)...)
	press(m, "up", "up", "pgup", "pgup", "down")
	before := strings.Split(screenOf(m, 80, 12), "\n")
	m.Feed(notes(journal.RecordsMax+1, 100))
	after := strings.Split(screenOf(m, 80, 12), "\n")
	if a, b := strings.Join(before[1:], "\n"), strings.Join(after[1:], "\n"); a != b {
		t.Errorf("there were\n%s\nand now are\n%s", a, b)
	}
	press(m, "home")
	wantSeen(t, m, "number 101.", true)
	wantSeen(t, m, "1/10000", true)
}

// Records that came since are not listed twice when the rows are made anew.
func TestWhatIsNotFedIsNotListed(t *testing.T) {
	t.Parallel()
	m := fed(notes(1, 3)...)
	later := m.ring.Add(notes(4, 1)[0])
	press(m, "p", "p")
	wantSeen(t, m, "number 4.", false)
	m.Model.Feed([]journal.Record{later})
	wantSeen(t, m, "4/4", true)
}

// TestARowShowsDataThatIsNoObject shows what a widget sent as it is, where the fields
// of a callback cannot be read.
func TestARowShowsDataThatIsNoObject(t *testing.T) {
	t.Parallel()
	for _, args := range []journal.Text{"oops", "[1,2]"} {
		m := fed(journal.Record{Seq: 1, Lane: journal.LaneCallback, Kind: "onAccountCreated", Data: journal.Callback{
			Name: "onAccountCreated", Source: journal.SourceWidget, Args: args,
		}})
		wantSeen(t, m, string(args), true)
	}
}

// What was let pass in an answer's shape stands in the row, and in the record.
func TestACallShowsItsNote(t *testing.T) {
	t.Parallel()
	m := fed(journal.Record{Seq: 1, Lane: journal.LaneHTTP, Kind: "GET /x", Data: journal.HTTP{
		Method: "GET", Path: "/x", Status: 200, Note: "a mark was skipped",
	}})
	wantSeen(t, m, "a mark was skipped", true)
	press(m, "enter")
	wantSeen(t, m, "note", true)
}
