package inspector_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"winkterm/flow/journal"
)

// onData is how the Data tab is reached.
var onData = []string{"right", "right", "right", "right"}

func dataRecord(d journal.Data) journal.Record {
	r := journal.Record{At: start.Add(20 * time.Second), Lane: journal.LaneHTTP, Kind: "GET /tasks", Data: d}
	if items, ok := d.(journal.Items); ok {
		r.Lane, r.Kind = journal.LaneData, items.List
	}
	return r
}

func items(list string, all ...string) journal.Record {
	body := "[" + strings.Join(all, ",") + "]"
	return dataRecord(journal.Items{
		List: list, UserID: "tenant-9f2c", SourceID: "a-17bb0c52", RequestID: "req-9", Count: len(all), Body: journal.Text(body), Size: int64(len(body)),
	})
}

// income is the income of a month.
func income(month int) string {
	return fmt.Sprintf(`{"id":"inc-%d","metadata":{"createdAt":"2026-11-21T10:00:09Z","sourceId":"a-17bb0c52","providerId":"sss_ph","userId":"tenant-9f2c"},`+
		`"employer":"Kapuluan Freight","startDate":"2024-%02d-01","endDate":"2024-%02[2]d-28","currency":"PHP","netAmount":%d.5}`, month, month, 35000+month)
}

func tasks(finished ...bool) journal.Record {
	body := `{"code":"OK","data":{"items":[`
	for i, done := range finished {
		body += fmt.Sprintf(`{"id":"t-%d","type":"LINK_ACCOUNT","status":%q,"startedAt":"2026-11-21T10:00:0%[1]dZ"},`, i, map[bool]string{true: "Finished", false: "Started"}[done])
	}
	return dataRecord(journal.HTTP{API: "open", Method: "GET", Path: "/tasks", Status: 200, Response: journal.Message{Body: journal.Text(strings.TrimSuffix(body, ",") + "]}}")}})
}

// read is a session in which data were read.
func read() []journal.Record {
	cut := dataRecord(journal.Items{List: "transactions", SourceID: "a-17bb0c52", Count: 2, Body: `[{"date":"2024-02-03","currency":"PHP","amount":-1200,"description":"Fare"},{"da…[900 bytes left out]`})
	gone := dataRecord(journal.Items{List: "ratings", SourceID: "a-17bb0c52", Count: 1, Body: "[body released: the journal keeps the newest 4 MiB]"})
	return append(story(), tasks(true, false), items("identities", `{"id":"i-1","fullName":"[NAME_1]","dob":"[BIRTHDATE_1]"}`), items("incomes", income(10), income(9), income(8)), cut, gone)
}

func TestGoldenData(t *testing.T) {
	t.Parallel()
	for name, keys := range map[string][]string{"data": nil, "data_detail": {"home", "down", "enter"}} {
		for _, size := range [][2]int{{34, 12}, {56, 16}, {110, 24}} {
			m := fed(read()...)
			press(m, append(onData, keys...)...)
			golden(t, fmt.Sprintf("%s_%dx%d.txt", name, size[0], size[1]), screenOf(m, size[0], size[1]))
		}
	}
}

func TestTheDataTab(t *testing.T) {
	t.Parallel()
	if got := screenOf(fed(story()...), 110, 12); strings.Contains(got, "Data") {
		t.Errorf("there is a tab before there are data:\n%s", got)
	}
	m := fed(append(story(), tasks(false))...)
	press(m, onData...)
	if got := screenOf(m, 110, 12); !strings.Contains(got, "[Data 0]") || !strings.Contains(got, "Nothing was read yet") || !strings.Contains(got, "0 of 1 tasks finished, LINK_ACCOUNT goes on since 10:00:00 UTC") {
		t.Errorf("before the first item there is\n%s", got)
	}
	m.Feed([]journal.Record{items("incomes")})
	wantSeen(t, m, "The host had no data when it was last asked", true)
	m.Feed([]journal.Record{tasks(true), items("incomes", income(1), income(2))})
	m.View(110, 12, true)
	if got := screenOf(m, 110, 12); !strings.Contains(got, "[Data 2]") || !strings.Contains(got, "› incomes  2024-02-01 – 2024-02-28  PHP 35,002.50") || !strings.Contains(got, "1 of 1 tasks finished") {
		t.Errorf("after it there is\n%s", got)
	}
	if got := press(m, "b"); got.Copy == "" || !json.Valid([]byte(got.Copy)) || got.What != "item" {
		t.Errorf("%+v is copied", got)
	}
	if got := press(m, "y"); !strings.Contains(got.Copy, "Net        PHP 35,002.50") || !strings.Contains(got.Copy, `"inc-2"`) || !strings.Contains(got.Copy, "req-9") {
		t.Errorf("%+v is copied", got)
	}
	if got := press(m, "i"); got.Copy != "a-17bb0c52" {
		t.Errorf("%+v is copied", got)
	}
	if got := press(m, "Y"); strings.Count(got.Copy, "data  incomes") != 2 || got.What != "2 rows" {
		t.Errorf("%+v is copied", got)
	}
	m.Update(tea.MouseClickMsg{X: 5, Y: 2, Button: tea.MouseLeft}) // below the tabs and the heading
	m.Update(tea.MouseClickMsg{X: 5, Y: 2, Button: tea.MouseLeft})
	if got := screenOf(m, 110, 24); !strings.Contains(got, "inc-1") {
		t.Errorf("a click opens\n%s", got)
	}
}

// TestTheDataTabIsFiltered by what it shows and by what the item holds, while it shows
// and while another tab does.
func TestTheDataTabIsFiltered(t *testing.T) {
	t.Parallel()
	m := fed(read()...)
	press(m, onData...)
	for _, filter := range []struct{ text, only string }{{"35,009", "2024-09"}, {"inc-8", "2024-08"}, {"released", ""}, {"let go", "ratings"}} {
		press(m, append([]string{"/"}, strings.Split(filter.text, "")...)...)
		press(m, "enter")
		got := ansi.Strip(m.View(110, 12, true))
		if n := strings.Count(got, "a-17bb0c52"); n != len(filter.only[:min(len(filter.only), 1)]) || !strings.Contains(got, filter.only) {
			t.Errorf("%q gives\n%s", filter.text, got)
		}
		press(m, "/", "esc")
	}
	press(m, append([]string{"left", "/"}, strings.Split("inc-12", "")...)...)
	m.Feed([]journal.Record{items("eincomes", income(11), income(12))})
	press(m, "enter", "right")
	if got := ansi.Strip(m.View(110, 12, true)); !strings.Contains(got, "1/1") || !strings.Contains(got, "› eincomes") || !strings.Contains(got, "[Data 9]") {
		t.Errorf("what came meanwhile is\n%s", got)
	}
	press(m, "left", "/", "esc", "right")
	if got := ansi.Strip(m.View(110, 20, true)); strings.Count(got, "a-17bb0c52") != 9 {
		t.Errorf("without the filter there are\n%s", got)
	}
}

// TestTheDataTabFollowsTheJournal as it lets go of records and of bodies, and as another
// moment shows.
func TestTheDataTabFollowsTheJournal(t *testing.T) {
	t.Parallel()
	m := fed(items("incomes", income(1), income(2)))
	press(m, onData...)
	m.View(110, 12, true)
	m.ring.records[0].Data = journal.Items{List: "incomes", Count: 2, Body: "[body released: the journal keeps the newest 4 MiB]"}
	m.Feed([]journal.Record{items("ratings", `{"currentRating":4.5,"maxRating":5}`)})
	if got := screenOf(m, 110, 12); strings.Count(got, "let go for newer ones") != 2 || !strings.Contains(got, "4.5 of 5") {
		t.Errorf("%s", got)
	}
	m.Feed(notes(3, journal.RecordsMax-1))
	if got := screenOf(m, 110, 12); !strings.Contains(got, "1/1") || !strings.Contains(got, "› ratings") {
		t.Errorf("%s", got)
	}
	m.Replace(story())
	if got := screenOf(m, 110, 12); strings.Contains(got, "Data") || strings.Contains(got, "ratings") {
		t.Errorf("%s", got)
	}
}

// TestWhatIsReadAgainTakesItsPlace: a list that is read once more, by its first page or
// behind others, with fewer items or none; one of another source does not.
func TestWhatIsReadAgainTakesItsPlace(t *testing.T) {
	t.Parallel()
	m := fed(items("identities", `{"id":"i-1"}`), items("incomes", income(1), income(2)), items("incomes", income(3)))
	shows := func(want string, months ...int) {
		t.Helper()
		got := screenOf(m, 110, 12)
		for month := range 13 {
			if strings.Contains(got, fmt.Sprintf("PHP 35,%03d.50", month)) != slices.Contains(months, month) {
				t.Errorf("month %d of %v in\n%s", month, months, got)
			}
		}
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	press(m, onData...)
	shows("[Data 4]", 1, 2, 3)
	m.Feed([]journal.Record{items("incomes", income(1), income(2))}) // the first page at once again
	shows("[Data 3]", 1, 2)
	m.Feed([]journal.Record{items("incomes", income(3))})
	press(m, "left")
	m.Feed([]journal.Record{items("identities", `{"id":"i-1"}`), items("incomes", income(4), income(1)), items("incomes", income(2))})
	press(m, "right")
	shows("[Data 4]", 4, 1, 2)
	other := items("incomes", income(5))
	other.Data = journal.Items{List: "incomes", SourceID: "a-2", Count: 1, Body: journal.Text("[" + income(5) + "]")}
	m.Feed([]journal.Record{other, items("identities")})
	shows("[Data 4]", 4, 1, 2, 5)
}

// TestTheDataTabGoesBack to a moment of a recording, of which it shows nothing that came
// later.
func TestTheDataTabGoesBack(t *testing.T) {
	t.Parallel()
	m := fed(items("incomes", income(1)), items("ratings", `{"currentRating":4.5,"maxRating":5}`))
	press(m, onData...)
	m.Replace(m.ring.records[:1])
	press(m, "/", "0", "enter")
	if got := screenOf(m, 110, 12); !strings.Contains(got, "› incomes") || strings.Contains(got, "ratings") {
		t.Errorf("%s", got)
	}
}

// TestTheDataTabTakesAnything that a file may hold.
func TestTheDataTabTakesAnything(t *testing.T) {
	t.Parallel()
	m := fed(
		dataRecord(journal.Items{List: "incomes\x1b[2J", Count: 1 << 40, Body: `[1,{"startDate":7},null,{"employer":"\u001b[2J"}]`}),
		dataRecord(journal.Items{Count: -5}), dataRecord(journal.HTTP{Method: "GET", Path: "/tasks", Response: journal.Message{Body: "[1"}}),
	)
	press(m, append(onData, "home")...)
	for range 5 {
		if got := m.View(110, 12, true); strings.Contains(got, "\x1b[2J") || !strings.Contains(got, "Data 1000") || !strings.Contains(ansi.Strip(got), "incomes  ") {
			t.Errorf("%s", got)
		}
		press(m, "enter", "esc", "down")
	}
}

// hundredThousand are so many items, as a page of 150 after the other.
func hundredThousand() []journal.Record {
	var all []journal.Record
	for page := range 100_000/150 + 1 {
		list := make([]string, 150)
		for i := range list {
			list[i] = strings.Replace(income((page+i)%12+1), `"inc-`, fmt.Sprintf(`"inc-%d-`, page), 1)
		}
		all = append(all, items("incomes", list...))
	}
	return all
}

// BenchmarkDrawData draws a frame of 100,000 items: one that shows, and one of a page that
// was not shown before.
func BenchmarkDrawData(b *testing.B) {
	m := fed(hundredThousand()...)
	press(m, onData...)
	m.View(120, 40, true)
	for name, keys := range map[string][]string{"next row": {"up"}, "next page": {"pgup"}} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				press(m, keys...)
				m.View(120, 40, true)
			}
		})
	}
}

// BenchmarkFeedData lists a page more.
func BenchmarkFeedData(b *testing.B) {
	m := fed(hundredThousand()...)
	one := []journal.Record{items("incomes", income(1))}
	for b.Loop() {
		m.Feed(one)
	}
}
