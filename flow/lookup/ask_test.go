package lookup_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"winkterm/api"
	"winkterm/api/wire"
	"winkterm/flow/lookup"
)

// fake is a host that knows an account and its user. What is named in broken fails.
type fake struct {
	asked  []string
	broken []string
	items  int // of a list of data, in pages of 150
}

var at = time.Date(2026, 1, 15, 0, 0, 0, 0, time.UTC)

func (f *fake) ask(what string) error {
	f.asked = append(f.asked, what)
	if slices.Contains(f.broken, what) {
		return errors.New("is down")
	}
	return nil
}

func (f *fake) User(_ context.Context, id string) (wire.User, error) {
	return wire.User{ID: id, CreatedAt: at}, f.ask("user")
}

func (f *fake) Account(_ context.Context, id string) (wire.Account, error) {
	return wire.Account{
		ID: id, UserID: "tenant-1", ProviderID: "sss_ph", ConnectionStatus: wire.StatusError, CreatedAt: at, Monitor: wire.Monitor{Status: wire.MonitorUnsupported},
		Connection: wire.Connection{Status: wire.StatusError, ErrorCode: new(wire.ErrAccountLocked), ErrorMessage: new("locked"), UpdatedAt: at},
	}, f.ask("account")
}

func (f *fake) Archive(_ context.Context, id string) (wire.Archive, error) {
	return wire.Archive{
		ID: id, UserID: "tenant-1", Type: "PAYSLIP", RawFiles: []wire.RawFile{{Name: "Payslip of Jane Doe.pdf"}},
		State: wire.ArchiveState{Status: wire.ArchiveUnsupported},
	}, f.ask("archive")
}

func (f *fake) Provider(_ context.Context, id string) (wire.Provider, error) {
	return wire.Provider{ID: id, Name: "Social Security System", Type: wire.TypeGovernment}, f.ask("provider")
}

func (f *fake) AccountsPage(_ context.Context, o api.ListOptions) (wire.Page[wire.Account], error) {
	return wire.Page[wire.Account]{Items: []wire.Account{{ID: "a-1"}, {ID: "a-2", ProviderID: "grab"}}, NextCursor: "more"}, f.ask("accounts of " + o.UserID)
}

func (f *fake) ArchivesPage(_ context.Context, o api.ListOptions) (wire.Page[wire.Archive], error) {
	return wire.Page[wire.Archive]{Items: []wire.Archive{{ID: "u-1", Type: "PAYSLIP"}}}, f.ask("archives of " + o.UserID)
}

func (f *fake) TasksPage(_ context.Context, o api.ListOptions) (wire.Page[wire.Task], error) {
	return wire.Page[wire.Task]{Items: []wire.Task{{ID: "task-1", Type: wire.TaskLinkAccount, Datapoints: []wire.Datapoint{wire.DataIncomes}}}},
		f.ask("tasks of " + o.SourceID + o.UserID)
}

func (f *fake) DataPage(_ context.Context, kind wire.Datapoint, o api.ListOptions) (wire.Page[wire.Origin], error) {
	n := f.items - 150*len(o.Cursor)
	p := wire.Page[wire.Origin]{Items: make([]wire.Origin, min(n, 150))}
	if n > 150 {
		p.NextCursor = o.Cursor + "x"
	}
	return p, f.ask(string(kind) + " of " + o.SourceID + o.UserID)
}

func (f *fake) config() lookup.Config {
	return lookup.Config{Host: f, Name: "x.test", Wait: func(ctx context.Context) error { return ctx.Err() }}
}

func TestAnAccountIsAskedFor(t *testing.T) {
	t.Parallel()
	f := &fake{items: 200}
	got, err := lookup.Ask(t.Context(), f.config(), lookup.Account, "a-1")
	if err != nil || got.Status != "ERROR" || got.ErrorCode != "ACCOUNT_LOCKED" || got.Explanation == nil || got.Provider.Name == "" || got.UserID != "tenant-1" {
		t.Errorf("%+v, %v", got, err)
	}
	if len(got.Accounts) != 1 || got.Accounts[0].ID != "a-2" || len(got.Archives) != 1 || len(got.Tasks) != 1 {
		t.Errorf("%+v", got)
	}
	if !slices.Equal(got.Data, []lookup.Data{{Kind: wire.DataIncomes, Count: 200}}) || len(got.NotRead) != 1 || got.NotRead[0].What != "more accounts" {
		t.Errorf("%+v, %+v", got.Data, got.NotRead)
	}
	want := []string{"account", "provider", "tasks of a-1", "INCOMES of a-1", "INCOMES of a-1", "accounts of tenant-1", "archives of tenant-1"}
	if !slices.Equal(f.asked, want) {
		t.Errorf("asked %q", f.asked)
	}
	c, ok := got.Case()
	if !ok || c.Provider.ID != "sss_ph" || c.Ends.ErrorCode != "ACCOUNT_LOCKED" || !c.Connected {
		t.Errorf("%+v, %t", c, ok)
	}
}

// TestCountingEnds counts a list that goes on and on.
func TestCountingEnds(t *testing.T) {
	t.Parallel()
	f := &fake{items: 100_000}
	got, err := lookup.Ask(t.Context(), f.config(), lookup.Archive, "u-1")
	if err != nil || !slices.Equal(got.Data, []lookup.Data{{Kind: wire.DataIncomes, Count: 600, More: true}}) {
		t.Errorf("%+v, %v", got.Data, err)
	}
	if got.FileType != "PAYSLIP" || got.Files != 1 || got.Explanation == nil || len(got.Archives) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestAUserIsAskedFor(t *testing.T) {
	t.Parallel()
	f := &fake{}
	got, err := lookup.Ask(t.Context(), f.config(), lookup.User, "tenant-1")
	if err != nil || len(got.Accounts) != 2 || len(got.Data) != 0 || len(f.asked) != 4+11 {
		t.Errorf("%+v, %v, %q", got, err, f.asked)
	}
	if _, ok := got.Case(); ok {
		t.Error("a user ends in something")
	}
}

// TestWhatCannotBeReadIsSaid goes on without it; without the first answer there is
// nothing to go on with.
func TestWhatCannotBeReadIsSaid(t *testing.T) {
	t.Parallel()
	f := &fake{broken: []string{"provider", "tasks of a-1"}}
	got, err := lookup.Ask(t.Context(), f.config(), lookup.Account, "a-1")
	if err != nil || len(got.NotRead) != 3 || got.NotRead[0] != (lookup.NotRead{What: "provider", Why: "is down"}) || len(got.Archives) != 1 {
		t.Errorf("%+v, %v", got, err)
	}
	f = &fake{broken: []string{"account"}}
	if _, err := lookup.Ask(t.Context(), f.config(), lookup.Account, "a-1"); err == nil || len(f.asked) != 1 {
		t.Errorf("%v, asked %q", err, f.asked)
	}
}

// TestTheTimeIsUp ends the asking in the middle.
func TestTheTimeIsUp(t *testing.T) {
	t.Parallel()
	f := &fake{}
	c := f.config()
	calls := 0
	c.Wait = func(context.Context) error {
		if calls++; calls > 2 {
			return context.DeadlineExceeded
		}
		return nil
	}
	got, err := lookup.Ask(t.Context(), c, lookup.Account, "a-1")
	if err != nil || len(f.asked) != 2 || len(got.NotRead) != 3 || !strings.Contains(got.NotRead[0].Why, "deadline") {
		t.Errorf("%+v, %v, asked %q", got.NotRead, err, f.asked)
	}
}
