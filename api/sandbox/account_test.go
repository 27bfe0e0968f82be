package sandbox

import (
	"slices"
	"testing"
	"time"

	"winkterm/api/wire"
)

// tasks gives the first page of a list of tasks.
func (g *guest) tasks(query string) []wire.Task {
	g.t.Helper()
	return into[wire.Page[wire.Task]](g.t, g.open("GET", "/tasks?"+query, "").want(g.t, 200)).Items
}

func TestTheOpenAPISeesTheSameAccount(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{Speed: 1})
	id := g.login("philhealth_ph", "username", "George", "123456")
	see := func(want wire.ConnectionStatus) wire.Account {
		t.Helper()
		a := into[wire.Account](t, g.open("GET", "/accounts/"+id, "").want(t, 200))
		list := into[wire.Page[wire.Account]](t, g.open("GET", "/accounts?userId="+g.userID, "").want(t, 200))
		if a.ConnectionStatus != want || len(list.Items) != 1 || list.Items[0].ConnectionStatus != want {
			t.Errorf("account %+v, list %+v, want %s", a, list.Items, want)
		}
		return a
	}
	if a := see(wire.StatusPending); a.MonitorStatus != wire.MonitorUnsupported || a.UserID != g.userID {
		t.Errorf("new: %+v", a)
	}
	g.clock.pass(2 * time.Second)
	if a := see(wire.StatusConnected); a.MonitorStatus != wire.MonitorActive {
		t.Errorf("connected: %+v", a)
	}
}

func TestUsersNameTheirConnectedProviders(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	g.login("philhealth_ph", "username", "George", "123456")
	again := g.login("philhealth_ph", "username", "George", "123456")
	g.login("freelancer", "username", "George", "wrong")
	free := g.login("freelancer", "username", "George", "123456")
	providers := func() []string {
		return into[wire.User](t, g.open("GET", "/users/"+g.userID, "").want(t, 200)).Providers
	}
	if got := providers(); !slices.Equal(got, []string{"philhealth_ph", "freelancer"}) {
		t.Errorf("providers %v", got)
	}
	g.open("DELETE", "/accounts/"+free, "").want(t, 200)
	g.open("DELETE", "/accounts/"+again, "").want(t, 200)
	if got := providers(); !slices.Equal(got, []string{"philhealth_ph"}) {
		t.Errorf("providers after revoking %v", got)
	}
}

func TestRevokingEndsTheAccountAndItsTasks(t *testing.T) {
	t.Parallel()
	for _, api := range []string{"open", "link"} {
		g := linking(t, Config{})
		id := g.login("sss_ph", "ssNumber", "3300000008", "123456")
		kept := g.login("freelancer", "username", "George", "123456")
		task := g.tasks("sourceId=" + id)[0].ID
		for range 2 {
			if api == "open" {
				g.open("DELETE", "/accounts/"+id, "").want(t, 200)
			} else {
				g.link("DELETE", "/accounts/"+id, "").want(t, 200)
			}
		}
		g.ends(id, wire.StatusDisconnected, "")
		g.clock.pass(time.Hour) // that the code expired must not come back
		g.ends(id, wire.StatusDisconnected, "")
		g.code(id, "1234").refused(t, 400, wire.CodeInvalidParameters, "not awaiting")
		g.open("GET", "/tasks/"+task, "").refused(t, 404, wire.CodeMissingResource, "task")
		for _, query := range []string{"", "userId=" + g.userID} {
			if got := g.tasks(query); len(got) != 1 || got[0].Metadata.SourceID != kept {
				t.Errorf("tasks?%s: %+v", query, got)
			}
		}
		list := into[wire.Page[wire.Account]](t, g.open("GET", "/accounts", "").want(t, 200)).Items
		if len(list) != 2 || list[1].ConnectionStatus != wire.StatusDisconnected {
			t.Errorf("a revoked account stays listed: %+v", list)
		}
	}
}

func TestDisablingTheMonitor(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	id := g.login("philhealth_ph", "username", "George", "123456")
	g.ends(id, wire.StatusConnected, "")
	g.open("POST", "/accounts/"+id+"/disableMonitor", "").want(t, 200)
	if a := g.account(id); a.MonitorStatus != wire.MonitorCustomerDisabled || a.Monitor.Status != a.MonitorStatus || a.Monitor.UpdatedAt == nil {
		t.Errorf("monitor %+v", a.Monitor)
	}
	none := g.login("freelancer", "username", "George", "123456")
	g.open("POST", "/accounts/"+none+"/disableMonitor", "").refused(t, 400, wire.CodeInvalidParameters, "sync")
	g.open("POST", "/accounts/a-1/disableMonitor", "").refused(t, 404, wire.CodeMissingResource, "account")
}

func TestTheTaskFollowsTheAccount(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{Speed: 1})
	id := g.login("freelancer", "username", "George", "123456")
	g.clock.pass(2 * time.Second)
	started := g.tasks("sourceId=" + id + "&userId=" + g.userID)[0]
	if started.Type != wire.TaskLinkAccount || started.Status != wire.TaskStarted || started.FinishedAt != nil {
		t.Errorf("started: %+v", started)
	}
	g.clock.pass(4 * time.Second)
	done := into[wire.Task](t, g.open("GET", "/tasks/"+started.ID, "").want(t, 200))
	want := []wire.Datapoint{wire.DataIdentities, wire.DataTransactions, wire.DataRatings}
	if done.Status != wire.TaskFinished || done.FinishedAt == nil || !slices.Equal(done.Datapoints, want) {
		t.Errorf("done: %+v", done)
	}
	if m := done.Metadata; m.SourceID != id || m.SourceType != wire.SourceAccount || m.ProviderID != "freelancer" || m.ItemCreatedAt.IsZero() {
		t.Errorf("metadata %+v", m)
	}
	if got := g.tasks("sourceId=" + id + "&userId=tenant-other"); len(got) != 0 {
		t.Errorf("another user's tasks: %+v", got)
	}
}

func TestTheTaskOfAFailedLoginHasNoData(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	g.login("freelancer", "username", "George", "wrong")
	if got := g.tasks("")[0]; got.Status != wire.TaskFinished || len(got.Datapoints) != 0 {
		t.Errorf("task %+v", got)
	}
}
