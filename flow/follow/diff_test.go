package follow

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"winkterm/api/wire"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// at is so many seconds after noon.
func at(seconds int) time.Time { return noon.Add(time.Duration(seconds) * time.Second) }

func account(id, status, code string, seconds int) Item {
	return Item{Subject: Account, ID: id, ProviderID: "sss_ph", Status: status, ErrorCode: code, At: at(seconds), Created: noon}
}

func snapshot(seconds int, items ...Item) Snapshot {
	return Snapshot{UserID: "tenant-1", Seen: at(seconds), Items: items}
}

// brief is a transition in one line.
func brief(t Transition) string {
	return fmt.Sprintf("%s %s %s>%s %s %s +%s", t.At.Format("05"), t.ID, t.From, t.To, t.ErrorCode, t.Subject, t.Since)
}

func briefs(ts []Transition) []string {
	var out []string
	for _, t := range ts {
		out = append(out, brief(t))
	}
	return out
}

func TestDiff(t *testing.T) {
	t.Parallel()
	task := func(status string, seconds int) Item {
		return Item{Subject: Task, ID: "task-1", SourceID: "a-1", Status: status, At: at(seconds)}
	}
	for name, c := range map[string]struct {
		before, now Snapshot
		want        []string
	}{
		"nothing at all":      {Snapshot{}, snapshot(1), nil},
		"nothing new":         {snapshot(1, account("a-1", "PENDING", "", 1)), snapshot(2, account("a-1", "PENDING", "", 1)), nil},
		"a time alone is not": {snapshot(1, account("a-1", "CONNECTED", "", 1)), snapshot(9, account("a-1", "CONNECTED", "", 8)), nil},
		"the first look":      {Snapshot{}, snapshot(5, account("a-1", "PENDING", "", 3)), []string{"03 a-1 >PENDING  account +0s"}},
		"a step": {
			snapshot(5, account("a-1", "PENDING", "", 3)), snapshot(7, account("a-1", "ERROR", "ACCOUNT_LOCKED", 6)),
			[]string{"06 a-1 PENDING>ERROR ACCOUNT_LOCKED account +3s"},
		},
		"the code alone": {
			snapshot(5, account("a-1", "ERROR", "INVALID_MFA", 3)), snapshot(7, account("a-1", "ERROR", "ACCOUNT_LOCKED", 6)),
			[]string{"06 a-1 ERROR>ERROR ACCOUNT_LOCKED account +3s"},
		},
		"no time of the API's": {
			snapshot(5, Item{Subject: Archive, ID: "u-1", Status: "STARTED"}), snapshot(7, Item{Subject: Archive, ID: "u-1", Status: "ANALYZED"}),
			[]string{"07 u-1 STARTED>ANALYZED  archive +0s"},
		},
		"a time that runs backwards": {
			snapshot(5, account("a-1", "PENDING", "", 5)), snapshot(7, account("a-1", "CONNECTED", "", 4)),
			[]string{"04 a-1 PENDING>CONNECTED  account +0s"},
		},
		"in the order of time, the account before its task": {
			snapshot(1, task("Started", 1), account("a-2", "PENDING", "", 2), account("a-1", "PENDING", "", 1)),
			snapshot(9, task("Finished", 8), account("a-2", "ERROR", "MFA_TIMEOUT", 9), account("a-1", "CONNECTED", "", 8)),
			[]string{"08 a-1 PENDING>CONNECTED  account +7s", "08 task-1 Started>Finished  task +7s", "09 a-2 PENDING>ERROR MFA_TIMEOUT account +7s"},
		},
		"the older of two new ones first": {
			Snapshot{}, snapshot(5, account("a-2", "PENDING", "", 3), account("a-1", "PENDING", "", 3)),
			[]string{"03 a-1 >PENDING  account +0s", "03 a-2 >PENDING  account +0s"},
		},
		"what is gone comes last": {
			snapshot(5, account("a-1", "CONNECTED", "", 3), task("Finished", 4)), snapshot(7, account("a-1", "DISCONNECTED", "", 9)),
			[]string{"09 a-1 CONNECTED>DISCONNECTED  account +6s", "07 task-1 Finished>  task +0s"},
		},
		"one id of two subjects": {
			snapshot(5, account("x", "PENDING", "", 3)), snapshot(7, account("x", "PENDING", "", 3), Item{Subject: Archive, ID: "x", Status: "STARTED", At: at(6)}),
			[]string{"06 x >STARTED  archive +0s"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, briefs(Diff(c.before, c.now))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// anySnapshot draws a look with few ids, so that looks have much in common.
func anySnapshot(t *rapid.T, label string) Snapshot {
	s := snapshot(rapid.IntRange(0, 50).Draw(t, label+" seen"))
	ids := rapid.SliceOfNDistinct(rapid.IntRange(0, 12), 0, 8, rapid.ID[int]).Draw(t, label)
	for _, n := range ids {
		s.Items = append(s.Items, Item{
			Subject: []Subject{Account, Archive, Task}[n%3], ID: fmt.Sprint("id-", n/3),
			Status:    rapid.SampledFrom([]string{"PENDING", "CONNECTED", "ERROR", "NEWER"}).Draw(t, "status"),
			ErrorCode: rapid.SampledFrom([]string{"", "", "ACCOUNT_LOCKED"}).Draw(t, "code"),
			At:        at(rapid.IntRange(0, 59).Draw(t, "at")),
		})
	}
	return s
}

func statuses(items []Item) map[Key]string {
	out := map[Key]string{}
	for _, i := range items {
		out[i.Key()] = i.Status + " " + i.ErrorCode
	}
	return out
}

// The transitions between two looks lead from one to the other, each says what was
// before it, and none is told twice.
func TestTransitionsLeadFromOneLookToTheNext(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		before, now := anySnapshot(t, "before"), anySnapshot(t, "now")
		state, from := statuses(before.Items), map[Key]string{}
		for _, i := range before.Items {
			from[i.Key()] = i.Status
		}
		told := map[Key]bool{}
		for _, change := range Diff(before, now) {
			k := change.Key()
			if told[k] {
				t.Fatalf("%s is told twice", brief(change))
			}
			told[k] = true
			if from[k] != change.From {
				t.Fatalf("%s comes from %q", brief(change), from[k])
			}
			state[k] = change.To + " " + change.ErrorCode
			if change.To == "" {
				delete(state, k)
			}
			if change.Since < 0 || change.UserID != now.UserID || !change.Seen.Equal(now.Seen) || change.At.IsZero() {
				t.Fatalf("%+v", change)
			}
		}
		if diff := cmp.Diff(statuses(now.Items), state); diff != "" {
			t.Fatal(diff)
		}
		if again := Diff(now, now); len(again) > 0 {
			t.Fatalf("told again: %v", briefs(again))
		}
	})
}

// newSnapshot is what a poll makes of lists.
func newSnapshot(accounts []wire.Account, archives []wire.Archive, tasks []wire.Task) Snapshot {
	s := Snapshot{UserID: "tenant-1", Seen: at(5)}
	for _, a := range accounts {
		s.Items = append(s.Items, accountItem(a))
	}
	for _, a := range archives {
		s.Items = append(s.Items, archiveItem(a))
	}
	for _, t := range tasks {
		s.Items = append(s.Items, taskItem(t))
	}
	s.Items = once(s.Items)
	return s
}

func TestASnapshotTakesEachItemOnce(t *testing.T) {
	t.Parallel()
	code := wire.ErrAccountLocked
	finished := at(4)
	s := newSnapshot(
		[]wire.Account{
			{ID: "a-2", ProviderID: "grab", ConnectionStatus: wire.StatusError, CreatedAt: at(2), Connection: wire.Connection{ErrorCode: &code, UpdatedAt: at(3)}},
			{ID: "a-1", ConnectionStatus: wire.StatusConnected}, {ID: "a-2", ConnectionStatus: wire.StatusPending},
		},
		[]wire.Archive{{ID: "u-1", Type: "PAYSLIP", ProviderID: wire.UserProvided, State: wire.ArchiveState{Status: wire.ArchiveStarted, UpdatedAt: at(1)}}},
		[]wire.Task{
			{ID: "t-1", Type: wire.TaskLinkAccount, Status: wire.TaskFinished, StartedAt: at(2), FinishedAt: &finished, Datapoints: make([]wire.Datapoint, 3), Metadata: wire.ItemMetadata{SourceID: "a-2", ProviderID: "grab"}},
			{ID: "t-2", Type: wire.TaskAnalyzeArchive, Status: wire.TaskStarted, StartedAt: at(1)},
		})
	want := []Item{
		{Subject: Account, ID: "a-2", ProviderID: "grab", Status: "ERROR", ErrorCode: "ACCOUNT_LOCKED", At: at(3), Created: at(2)},
		{Subject: Account, ID: "a-1", Status: "CONNECTED"},
		{Subject: Archive, ID: "u-1", Type: "PAYSLIP", ProviderID: "user-provided", Status: "STARTED", At: at(1)},
		{Subject: Task, ID: "t-1", Type: "LINK_ACCOUNT", SourceID: "a-2", ProviderID: "grab", Status: "Finished", At: at(4), Created: at(2), Points: 3},
		{Subject: Task, ID: "t-2", Type: "ANALYZE_ARCHIVE", Status: "Started", At: at(1), Created: at(1)},
	}
	if diff := cmp.Diff(want, s.Items); diff != "" {
		t.Error(diff)
	}
	for i, open := range []bool{false, false, true, false, true} {
		if s.Items[i].Open() != open {
			t.Errorf("%s open: %t", s.Items[i].ID, !open)
		}
	}
	for status, open := range map[string]bool{"PENDING": true, "AWAITING_MFA": true, "CONNECTED": false, "ERROR": false, "DISCONNECTED": false, "NEWER": false} {
		if got := snapshot(0, account("a", status, "", 0)).Open(); got != open {
			t.Errorf("a user with %s is open: %t", status, got)
		}
	}
}
