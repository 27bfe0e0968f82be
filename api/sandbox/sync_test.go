package sandbox

import (
	"testing"
	"time"

	"winkterm/api/wire"
)

const day = 24 * time.Hour

// tasksOf gives the tasks of a source, newest first.
func (g *guest) tasksOf(id string) []wire.Task {
	g.t.Helper()
	return into[wire.Page[wire.Task]](g.t, g.open("GET", "/tasks?size=150&sourceId="+id, "").want(g.t, 200)).Items
}

// monitored links an account with a monthly sync, and lets its first sync end.
func (g *guest) monitored() string {
	g.t.Helper()
	id := g.login("philhealth_ph", "username", "George", "123456")
	g.clock.pass(10 * time.Second)
	g.ends(id, wire.StatusConnected, "")
	return id
}

func TestAMonitoredAccountIsSyncedEveryMonth(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{Speed: 1})
	id := g.monitored()
	for month := 1; month <= 5; month++ {
		g.clock.pass(31 * day)
		tasks := g.tasksOf(id)
		if len(tasks) != month+1 {
			t.Fatalf("after %d months there are %d tasks, want the linking and %d syncs", month, len(tasks), month)
		}
		if newest := tasks[0]; newest.Type != wire.TaskUpdateAccount || newest.Status != wire.TaskFinished || len(newest.Datapoints) == 0 {
			t.Errorf("month %d: %s is %s with %v", month, newest.Type, newest.Status, newest.Datapoints)
		}
	}
	g.openAccount(id, wire.StatusConnected)
}

// openAccount wants the status that the Open API shows.
func (g *guest) openAccount(id string, want wire.ConnectionStatus) wire.Account {
	g.t.Helper()
	a := into[wire.Account](g.t, g.open("GET", "/accounts/"+id, "").want(g.t, 200))
	if a.ConnectionStatus != want {
		g.t.Errorf("the account is %s, want %s", a.ConnectionStatus, want)
	}
	return a
}

func TestAnAccountWithoutMonitorIsGoneAfterSixtyDays(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{Speed: 1})
	id := g.login("freelancer", "username", "George", "123456")
	g.clock.pass(10 * time.Second)
	g.ends(id, wire.StatusConnected, "")
	g.clock.pass(59 * day)
	g.openAccount(id, wire.StatusConnected)
	if n := len(g.tasksOf(id)); n != 1 {
		t.Errorf("%d tasks, want the linking alone", n)
	}
	g.clock.pass(2 * day)
	g.openAccount(id, wire.StatusDisconnected)
	if n := len(g.tasksOf(id)); n != 0 {
		t.Errorf("%d tasks of an account that is gone", n)
	}
}

func TestStoppingTheSyncEndsItAfterSixtyDays(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{Speed: 1})
	id := g.monitored()
	g.clock.pass(35 * day)
	g.open("POST", "/accounts/"+id+"/disableMonitor", "").want(t, 200)
	g.clock.pass(50 * day)
	if a := g.openAccount(id, wire.StatusConnected); a.MonitorStatus != wire.MonitorCustomerDisabled {
		t.Errorf("monitor is %s", a.MonitorStatus)
	}
	if n := len(g.tasksOf(id)); n != 2 {
		t.Errorf("%d tasks, want no sync after it was stopped", n)
	}
	g.clock.pass(10 * day)
	g.openAccount(id, wire.StatusDisconnected)
}

func TestYearsPassAtOnce(t *testing.T) {
	t.Parallel()
	const latest = 12
	g := linking(t, Config{Speed: 1})
	id := g.monitored()
	g.clock.pass(20 * 365 * day)
	if n := len(g.tasksOf(id)); n < latest || n > latest+2 {
		t.Errorf("%d tasks after twenty years, want the latest %d syncs and the linking", n, latest)
	}
	g.openAccount(id, wire.StatusConnected)
	g.clock.pass(31 * day)
	if newest := g.tasksOf(id)[0]; g.clock.Now().Sub(newest.StartedAt) > 31*day {
		t.Errorf("the latest sync was on %s", newest.StartedAt)
	}
}
