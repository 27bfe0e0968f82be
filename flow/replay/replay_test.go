package replay_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/replay"
)

var began = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

// entry is a record at a time since the beginning.
type entry struct {
	after time.Duration
	data  journal.Data
}

// record makes a recording of entries.
func record(entries ...entry) *recording.File {
	now := began
	j := journal.New(func() time.Time { return now })
	var all []journal.Record
	j.KeepIn(func(r journal.Record) { all = append(all, r) })
	for _, e := range entries {
		now = began.Add(e.after)
		j.Append(e.data)
	}
	return recording.Of(recording.Header{Recording: 1, Started: began}, all)
}

func state(page flow.Page, views int) journal.State {
	text, err := json.Marshal(flow.State{Page: page, ViewCount: views})
	if err != nil {
		panic(err)
	}
	return journal.State{Page: page.String(), State: journal.JSON(text)}
}

// walk is a login that fails, in its records.
func walk() *recording.File {
	return record(
		entry{0, journal.Intent{Name: "Begin", Args: "{}"}},                                                  // 0
		entry{0, state(flow.Start, 1)},                                                                       // 1
		entry{time.Second, journal.HTTP{Method: "POST", Path: "/users", Status: 201}},                        // 2
		entry{time.Second, journal.Screen{Page: "Consent", Event: "ConsentPageOpened"}},                      // 3
		entry{time.Second, journal.Callback{Name: "onUIEvent", Args: `{"eventName":"ConsentPageOpened"}`}},   // 4
		entry{time.Second, state(flow.Consent, 2)},                                                           // 5
		entry{9 * time.Second, journal.HTTP{Method: "GET", Path: "/x", Status: 503, Code: "SERVER_DOWN"}},    // 6
		entry{10 * time.Second, journal.Status{Subject: "account", ID: "a-1", To: "ERROR", ErrorCode: "X"}},  // 7
		entry{10 * time.Second, journal.Screen{Page: "ConnectError"}},                                        // 8
		entry{10 * time.Second, journal.Callback{Name: "onAccountError", Args: `{"errorCode":"ACCOUNT_é"}`}}, // 9
		entry{10 * time.Second, state(flow.ConnectError, 3)},                                                 // 10
		entry{30 * time.Second, journal.Note{Topic: "end", Text: `a "quoted" text`}},                         // 11
	)
}

func TestMarks(t *testing.T) {
	t.Parallel()
	l := replay.New(walk())
	for mark, want := range map[replay.Mark][]int{
		replay.Page: {3, 8}, replay.Failure: {6, 7, 8, 9}, replay.Callback: {4, 9}, replay.Status: {7}, replay.Call: {6},
	} {
		var forward, back []int
		for i, ok := l.Next(mark, -1); ok; i, ok = l.Next(mark, i) {
			forward = append(forward, i)
		}
		for i, ok := l.Previous(mark, l.Len()); ok; i, ok = l.Previous(mark, i) {
			back = append(back, i)
		}
		slices.Reverse(back)
		if !slices.Equal(forward, want) || !slices.Equal(back, want) {
			t.Errorf("mark %d: %v, backwards %v, want %v", mark, forward, back, want)
		}
	}
	if at, all := l.Count(replay.Page, 3); at != 1 || all != 2 {
		t.Errorf("page %d of %d", at, all)
	}
}

// A page shows from the first record of the step that brings it, so that a status in the
// lanes and the page beside it agree.
func TestMoments(t *testing.T) {
	t.Parallel()
	l := replay.New(walk())
	for i, want := range []flow.Page{
		0: flow.Start, 1: flow.Start, 2: flow.Start, 3: flow.Consent, 4: flow.Consent, 5: flow.Consent, 6: flow.Consent,
		7: flow.ConnectError, 8: flow.ConnectError, 9: flow.ConnectError, 10: flow.ConnectError, 11: flow.ConnectError,
	} {
		m := l.Moment(i)
		since := map[flow.Page]time.Duration{flow.Consent: time.Second, flow.ConnectError: 10 * time.Second}[want]
		if m.State.Page != want || m.Since != began.Add(since) || m.Index != i || m.Known != (i > 0) {
			t.Errorf("record %d: %s since %s, known %t", i, m.State.Page, m.Since.Sub(began), m.Known)
		}
	}
	if m := replay.New(record()).Moment(5); m.Known || m.Index != 0 || !m.At.Equal(began) {
		t.Errorf("without records it is %+v", m)
	}
	released := replay.New(record(entry{0, journal.State{Page: "Consent", State: "null"}})).Moment(0)
	if damaged := replay.New(record(entry{0, journal.State{Page: "Consent", State: `{"Page":"no number"}`}})).Moment(0); released.Known || !released.Lost || damaged.Known || !damaged.Lost || damaged.State.Page != flow.Start {
		t.Errorf("a snapshot that was let go is known, or one that is damaged: %+v, %+v", released, damaged)
	}
}

// A page is there since it was announced, or where it was not, since its first snapshot.
func TestSinceWhenAPageIsThere(t *testing.T) {
	t.Parallel()
	at := func(seconds int, d journal.Data) entry { return entry{time.Duration(seconds) * time.Second, d} }
	note := journal.Note{Topic: "n"}
	l := replay.New(record(
		at(1, journal.Screen{Page: "Consent"}), at(2, note), at(3, state(flow.Consent, 2)), at(4, note), at(5, state(flow.Consent, 2)), // 0 to 4
		at(6, state(flow.Start, 3)), at(7, state(flow.Start, 3)), at(8, note), // after a reset: 5 to 7
	))
	for i, want := range []struct {
		page  flow.Page
		since int
		shown int
	}{{flow.Consent, 1, 2}, {flow.Consent, 1, 2}, {flow.Consent, 1, 2}, {flow.Consent, 1, 2}, {flow.Consent, 1, 4}, {flow.Start, 6, 5}, {flow.Start, 6, 6}, {flow.Start, 6, 6}} {
		shown, ok := l.Snapshot(i)
		if m := l.Moment(i); m.State.Page != want.page || m.Since.Sub(began) != time.Duration(want.since)*time.Second || !ok || shown != want.shown {
			t.Errorf("record %d: %s since %s by snapshot %d, want %+v", i, m.State.Page, m.Since.Sub(began), shown, want)
		}
	}
}

// Relative times count from the start, or from the first record where that is before.
func TestStart(t *testing.T) {
	t.Parallel()
	for after, want := range map[time.Duration]time.Duration{time.Second: 0, -time.Second: -time.Second} {
		first := journal.Record{Seq: 1, At: began.Add(after), Lane: journal.LaneNote, Data: journal.Note{}}
		f := recording.Of(recording.Header{Started: began}, []journal.Record{first})
		if got := replay.New(f).Start(); !got.Equal(began.Add(want)) {
			t.Errorf("with a record after %s it starts at %s", after, got.Sub(began))
		}
	}
	if lanes := replay.NewLanes(replay.New(record())); lanes.First() != 1 || lanes.Since(0) != nil {
		t.Errorf("lanes of nothing begin at %d", lanes.First())
	}
}

// What the list page showed stands in its snapshot, or in the one that it names.
func TestTheListOfAMoment(t *testing.T) {
	t.Parallel()
	s := state(flow.ProviderList, 1)
	s.Found = `{"first":[{"id":"grab","name":"Grab"}],"total":7,"size":90}`
	again := state(flow.ProviderList, 1)
	again.FoundIn = 1
	lost := state(flow.ProviderList, 1)
	lost.FoundIn = 77
	next := state(flow.ProviderList, 1)
	next.FoundIn = 5
	l := replay.New(record(entry{0, s}, entry{0, again}, entry{0, lost}, entry{0, next}))
	for i, want := range []int{7, 7, 0, 0} {
		res := l.Moment(i).Found.Search("", "")
		if res.Len() != want || want > 0 && res.At(0).Provider.Name != "Grab" {
			t.Errorf("moment %d has %d", i, res.Len())
		}
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	l := replay.New(walk())
	for _, c := range []struct {
		query        string
		from, by, at int
	}{
		{"post USERS", 5, 1, 2}, {"503", 0, 1, 6}, {"x", 0, 1, 6}, {"account", 7, 1, 9}, {"account", 7, -1, 9}, {"ACCOUNT_É", 0, 1, 9},
		{`"quoted"`, 0, 1, 11}, {"quoted text", 11, 1, 11}, {"begin", 3, 1, 0}, {"Found", 0, 1, -1}, {"attempt", 0, 1, -1}, {"  ", 0, 1, -1},
	} {
		at, ok, err := l.Search(c.query, c.from, c.by).Run(t.Context(), nil)
		if err != nil || ok != (c.at >= 0) || ok && at != c.at {
			t.Errorf("%q from %d by %d: %d, %t, %v; want %d", c.query, c.from, c.by, at, ok, err, c.at)
		}
	}
	if s := l.Search("server_down", 0, 1); !s.Matches(6) || s.Matches(7) || s.Total() != l.Len() {
		t.Error("it matches something else")
	}
}

// A search of a large recording says how far it is, and ends when nobody waits for it.
func TestFindIsCancelled(t *testing.T) {
	t.Parallel()
	var entries []entry
	for range 50_000 {
		entries = append(entries, entry{0, journal.Note{Topic: "a", Text: "b"}})
	}
	l := replay.New(record(entries...))
	ctx, cancel := context.WithCancel(t.Context())
	done := 0
	_, ok, err := l.Search("nothing", 0, 1).Run(ctx, func(n int) { done = n; cancel() })
	if ok || !errors.Is(err, context.Canceled) || done == 0 || done > 25_000 {
		t.Errorf("%t, %v after %d", ok, err, done)
	}
}

// Whatever one does, the position stays within the recording, forward and then back is
// where one was, and the lanes at a moment are the same whichever way one came.
func TestStepsStayWithin(t *testing.T) {
	t.Parallel()
	long := longWalk(2300)
	rapid.Check(t, func(rt *rapid.T) {
		l := replay.New(long)
		lanes, at := replay.NewLanes(l), 0
		for range rapid.IntRange(1, 12).Draw(rt, "moves") {
			switch rapid.SampledFrom([]string{"step", "mark", "jump"}).Draw(rt, "move") {
			case "step":
				by := rapid.SampledFrom([]int{1, 7, 300}).Draw(rt, "by")
				next := l.Clamp(at + by)
				if next-at == by && l.Clamp(next-by) != at {
					rt.Fatalf("from %d by %d and back is %d", at, by, l.Clamp(next-by))
				}
				at = next
			case "mark":
				m := rapid.SampledFrom([]replay.Mark{replay.Page, replay.Failure, replay.Callback, replay.Status, replay.Call}).Draw(rt, "mark")
				if next, ok := l.Next(m, at); ok {
					if back, _ := l.Previous(m, next+1); back != next || next <= at {
						rt.Fatalf("from %d to %d, and before what follows is %d", at, next, back)
					}
					at = next
				}
			case "jump":
				at = l.Clamp(rapid.IntRange(-50, l.Len()+50).Draw(rt, "to"))
			}
			if at < 0 || at >= l.Len() {
				rt.Fatalf("at %d of %d", at, l.Len())
			}
			lanes.Show(at)
			first := max(at/replay.LanesLeast-1, 0) * replay.LanesLeast
			got, want := lanes.Since(0), listed(long, first, at)
			if !slices.Equal(seqs(got), want) || lanes.First() != first+1 {
				rt.Fatalf("at %d there are %d records from %d on, want %d from %d on", at, len(got), lanes.First(), len(want), first+1)
			}
			for _, r := range got {
				if same, ok := lanes.At(r.Seq); !ok || same.Seq != r.Seq {
					rt.Fatalf("record %d is not found", r.Seq)
				}
			}
		}
	})
}

// listed are the Seqs of the records that lanes list, from an index to another one.
func listed(f *recording.File, from, to int) (all []int) {
	for i := from; i <= to; i++ {
		if m := f.Meta(i); m.Lane != journal.LaneState && m.Lane != journal.LaneIntent {
			all = append(all, m.Seq)
		}
	}
	return all
}

func seqs(records []journal.Record) (all []int) {
	for _, r := range records {
		all = append(all, r.Seq)
	}
	return all
}

// longWalk is many records of all lanes.
func longWalk(n int) *recording.File {
	var entries []entry
	for i := range n {
		data := []journal.Data{
			state(flow.Consent, i), journal.Screen{Page: "Consent"}, journal.Callback{Name: "onUIEvent", Args: "null"},
			journal.HTTP{Method: "GET", Path: "/x", Status: 200 + i%7*50}, journal.Status{Subject: "account", ID: "a-1", To: "PENDING"}, journal.Note{Topic: "n"}, journal.Intent{Name: "Refreshed"},
		}[i%7]
		entries = append(entries, entry{time.Duration(i) * time.Millisecond, data})
	}
	return record(entries...)
}

// The lanes have at least so many of the newest records.
func TestTheLanesAreBounded(t *testing.T) {
	t.Parallel()
	l := replay.New(longWalk(2300))
	lanes := replay.NewLanes(l)
	for _, at := range []int{0, 400, 999, 1000, 2299} {
		lanes.Show(at)
		if span := at + 1 - (lanes.First() - 1); span < min(at+1, replay.LanesLeast) || span > 2*replay.LanesLeast {
			t.Errorf("at %d the lanes go back over %d records", at, span)
		}
	}
	fresh, anew := lanes.Show(2299)
	if anew || len(fresh) != 0 {
		t.Errorf("standing still brings %d records", len(fresh))
	}
}

// Each cell of a scrubber stands for its records, all of them together for all.
func TestCells(t *testing.T) {
	t.Parallel()
	l := replay.New(walk())
	for cells := 1; cells < 40; cells++ {
		next := 0
		for cell := range cells {
			from, to := l.Span(cell, cells)
			if from != next || to < from {
				t.Fatalf("cell %d of %d is from %d to %d", cell, cells, from, to)
			}
			for i := from; i < to; i++ {
				if l.Cell(i, cells) != cell {
					t.Errorf("record %d is in cell %d of %d, want %d", i, l.Cell(i, cells), cells, cell)
				}
			}
			next = to
		}
		if next != l.Len() {
			t.Fatalf("%d cells have %d records", cells, next)
		}
	}
	for from, want := range map[int]int{0: 6, 6: 6, 7: 7, 10: -1} {
		if at, ok := l.In(replay.Failure, from, 11); ok != (want >= 0) || ok && at != want {
			t.Errorf("from %d on the first failure is %d, %t", from, at, ok)
		}
	}
}

func TestPlaying(t *testing.T) {
	t.Parallel()
	l := replay.New(walk())
	for speed, want := range map[int]time.Duration{0: time.Second, 3: 100 * time.Millisecond, len(replay.Speeds): replay.PauseMost} {
		p := replay.Player{Speed: speed}
		if got := p.Wait(l, 1); got != want {
			t.Errorf("at speed %d it waits %s", speed, got)
		}
		if at := p.Advance(l, 1, want-1); at != 1 || p.Wait(l, 1) != 1 {
			t.Errorf("at speed %d it is at %d too early", speed, at)
		}
		if at := p.Advance(l, 1, 1); at != 5 { // what comes at once is one step
			t.Errorf("at speed %d it is at %d", speed, at)
		}
	}
	p := replay.Player{}
	if at := p.Advance(l, 0, time.Hour); at != 11 || p.Wait(l, at) != 0 {
		t.Errorf("the end is %d", at)
	}
	p.Advance(l, 5, time.Second)
	p.Start()
	if p.Wait(l, 5) != 8*time.Second {
		t.Errorf("started again it waits %s", p.Wait(l, 5))
	}
	p.Faster(-1)
	if p.Faster(99); !p.Unpaused() || p.Speed != len(replay.Speeds) {
		t.Errorf("the greatest speed is %d", p.Speed)
	}
}

// What comes to a file that is written is taken in.
func TestGrow(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "s.ndjson")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = out.Close() }()
	w, err := recording.NewWriter(out, recording.Header{Started: began})
	if err != nil {
		t.Fatal(err)
	}
	write := func(seq int, d journal.Data, lane journal.Lane) {
		w.Write(journal.Record{Seq: seq, At: began, Lane: lane, Kind: "x", Data: d})
	}
	write(1, journal.Note{}, journal.LaneNote)
	f, err := recording.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	l := replay.New(f)
	write(2, journal.Screen{Page: "Consent"}, journal.LaneScreen)
	if err := f.Follow(t.Context(), func() {}); err != nil {
		t.Fatal(err)
	}
	if l.Len() != 1 {
		t.Fatalf("%d records without growing", l.Len())
	}
	l.Grow()
	if at, ok := l.Next(replay.Page, 0); l.Len() != 2 || !ok || at != 1 {
		t.Errorf("%d records, the page at %d", l.Len(), at)
	}
}

// In a file that was changed records are missing: those that are there are found by their
// own numbers.
func TestRecordsThatAreMissing(t *testing.T) {
	t.Parallel()
	s, again := state(flow.ProviderList, 1), state(flow.ProviderList, 1)
	s.Found, again.FoundIn = `{"first":[],"total":7,"size":90}`, 4
	var all []journal.Record
	for seq, d := range map[int]journal.Data{2: journal.Note{Topic: "Zebra"}, 4: s, 9: again} {
		lane := journal.LaneState
		if seq == 2 {
			lane = journal.LaneNote
		}
		all = append(all, journal.Record{Seq: seq, At: began, Lane: lane, Kind: "ProviderList", Data: d})
	}
	slices.SortFunc(all, func(a, b journal.Record) int { return a.Seq - b.Seq })
	l := replay.New(recording.Of(recording.Header{Started: began}, all))
	if n := l.Moment(2).Found.Search("", "").Len(); n != 7 {
		t.Errorf("%d are found", n)
	}
	lanes := replay.NewLanes(l)
	lanes.Show(2)
	if _, ok := lanes.At(1); ok || lanes.First() != 2 {
		t.Errorf("record 1 is there, or the first is %d", lanes.First())
	}
	if _, ok := lanes.At(3); ok {
		t.Error("record 3 is there")
	}
	if !l.Search("zebra", 0, 1).Matches(0) {
		t.Error("a capital is not found")
	}
}
