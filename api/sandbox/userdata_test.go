package sandbox

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"winkterm/api/sandbox/data"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
	"winkterm/assets"
)

// dataLists are the lists of user data.
var dataLists = []string{
	"/identities", "/ratings", "/documents", "/employments", "/incomes", "/contributions",
	"/liabilities", "/transactions", "/eincomes", "/insights", "/links",
}

// everyItem holds every kind of user data against the document, of accounts and of
// an archive.
func (c *contract) everyItem() {
	c.t.Helper()
	c.openSession(wire.WidgetOptions{EnableUpload: true})
	c.login("philhealth_ph", "username", "George", "123456")
	c.login("freelancer", "username", "Anisha+3", "123456")
	c.login("diploma_ph", "email", "gpalomero1234@smileapi.io", "123456")
	upwork := c.login("upwork", "email", "ryan1234@smileapi.io", "654321")
	sss := c.login("sss_ph", "ssNumber", "3300000008", "123456")
	raw, _ := sample(c.t, "George")
	c.link("POST", "/archives", encode(c.t, of("PAYSLIP", raw))).want(c.t, 200)
	c.clock.pass(3 * time.Second)
	c.code(sss, "1234").want(c.t, 202)
	c.code(upwork, "123456").want(c.t, 202)
	c.clock.pass(35 * day)
	c.openSession(wire.WidgetOptions{})
	c.linked()
	for _, path := range dataLists {
		c.everyItemOf(path, sss)
	}
	c.call("GET", "/users/"+c.userID+"/payload", "", 200)
	c.call("GET", "/users/nobody/payload", "", 404)
	c.call("GET", "/accounts/"+sss+"/payload", "", 200)
	c.call("GET", "/accounts/nobody/payload", "", 404)
	for path, wrong := range map[string]string{
		"/incomes": "startDate=2026-99-01", "/contributions": "endDate=tomorrow", "/employments": "startDate=1", "/transactions": "endDate=x",
		"/liabilities": "startDate=x", "/eincomes": "startMonth=2026-03-01", "/links": "size=0", "/insights": "size=151",
		"/identities": "cursor=x", "/ratings": "size=0", "/documents": "size=x",
	} {
		c.guest.open("GET", path+"?"+wrong, "").want(c.t, 400)
	}
}

// linked links at all kinds of providers, so that each list has something.
func (c *contract) linked() {
	c.t.Helper()
	seen := map[string]bool{}
	for i, p := range assets.Providers() {
		key := fmt.Sprint(p.Supported, p.Type)
		if !seen[key] && p.AccountConnection && p.Active && p.Enabled && p.MFAKind == "none" && slices.Contains(p.Login, "username") {
			seen[key] = true
			c.login(p.ID, "username", fmt.Sprintf("Christina+%d", i), "YGUS1")
		}
	}
	c.clock.pass(10 * time.Second)
}

func (c *contract) everyItemOf(path, account string) {
	c.t.Helper()
	page := into[wire.Page[map[string]any]](c.t, c.call("GET", path+"?size=150", "", 200))
	if len(page.Items) == 0 {
		c.t.Fatalf("%s has nothing", path)
	}
	c.call("GET", path+"/"+fmt.Sprint(page.Items[0]["id"]), "", 200)
	c.call("GET", path+"?size=150&userId="+c.userID+"&sourceId="+account, "", 200)
	c.call("GET", path+"?size=1&userId=nobody", "", 200)
	if path != "/links" { // the document lists no errors of these, and of the list of insights
		c.call("GET", path+"/nothing", "", 404)
	}
	if path != "/links" && path != "/insights" {
		c.call("GET", path+"?size=0", "", 400)
	}
}

// all reads a list to its end in pages of a size.
func all(g *guest, path string, size int) []map[string]any {
	g.t.Helper()
	var list []map[string]any
	glue := "?"
	if strings.Contains(path, "?") {
		glue = "&"
	}
	for cursor := ""; ; {
		page := into[wire.Page[map[string]any]](g.t, g.open("GET", fmt.Sprintf("%s%ssize=%d&cursor=%s", path, glue, size, cursor), "").want(g.t, 200))
		list = append(list, page.Items...)
		if cursor = page.NextCursor; cursor == "" {
			return list
		}
	}
}

// sourcesOf are the sources of a list, in the order in which they come.
func sourcesOf(list []map[string]any) []string {
	var ids []string
	for _, item := range list {
		meta, _ := item["metadata"].(map[string]any)
		ids = append(ids, fmt.Sprint(meta["sourceId"]))
	}
	return slices.Compact(ids)
}

func TestDataComeWithTheFirstSyncAndGoWithRevoking(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{Speed: 1})
	id := g.login("philhealth_ph", "username", "George", "123456")
	g.clock.pass(2 * time.Second)
	g.ends(id, wire.StatusConnected, "")
	if n := len(all(g, "/contributions", 150)); n != 0 {
		t.Errorf("%d contributions before the first sync is through", n)
	}
	if task := g.tasksOf(id)[0]; task.Status != wire.TaskStarted {
		t.Errorf("the task is %s", task.Status)
	}
	g.clock.pass(5 * time.Second)
	before := all(g, "/contributions?userId="+g.userID, 150)
	if task := g.tasksOf(id)[0]; task.Status != wire.TaskFinished || !slices.Contains(task.Datapoints, wire.DataContributions) || len(before) == 0 {
		t.Errorf("the task is %s with %v, and there are %d contributions", task.Status, task.Datapoints, len(before))
	}
	g.clock.pass(31 * day)
	if after := all(g, "/contributions?userId="+g.userID, 150); len(after) <= len(before) {
		t.Errorf("%d contributions after a month, %d before", len(after), len(before))
	}
	g.open("DELETE", "/accounts/"+id, "").want(t, 200)
	for _, path := range dataLists {
		if n := len(all(g, path, 150)); n != 0 {
			t.Errorf("%s has %d items after revoking", path, n)
		}
	}
	g.open("GET", "/contributions/"+fmt.Sprint(before[0]["id"]), "").want(t, 404)
	if p := into[wire.AccountPayload](t, g.open("GET", "/accounts/"+id+"/payload", "").want(t, 200)); p.Identity != nil || p.Contributions != nil {
		t.Errorf("the payload of a revoked account has data")
	}
}

func TestListsOfDataPageThroughAllSources(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	var want []string
	raw, _ := sample(t, "Ryan")
	g.openSession(wire.WidgetOptions{EnableUpload: true})
	for i := range 2 * 64 {
		if i%5 == 0 {
			want = append(want, into[wire.Archive](t, g.link("POST", "/archives", encode(t, of("PAYSLIP", raw))).want(t, 200)).ID)
		} else {
			want = append(want, g.login("philhealth_ph", "username", fmt.Sprintf("George+%d", i), "123456"))
		}
		if i%3 == 0 { // some of the same moment
			g.clock.pass(time.Second)
		}
	}
	g.clock.pass(time.Second)
	for _, size := range []int{1, 7, 150} {
		list := all(g, "/employments", size)
		ids := sourcesOf(list)
		if sorted := slices.Sorted(slices.Values(ids)); !slices.Equal(sorted, slices.Sorted(slices.Values(want))) {
			t.Errorf("in pages of %d there are %d sources, want %d", size, len(ids), len(want))
		}
		seen := map[any]bool{}
		for _, item := range list {
			if seen[item["id"]] {
				t.Fatalf("in pages of %d, %v comes twice", size, item["id"])
			}
			seen[item["id"]] = true
		}
	}
}

func TestDataAreFiltered(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{Speed: 1})
	a := g.monitored()
	b := g.login("freelancer", "username", "Anisha", "123456")
	g.clock.pass(10 * time.Second)
	other := g.userID
	g.openSession(wire.WidgetOptions{})
	c := g.monitored()
	for path, want := range map[string][]string{
		"/identities":                                       {c, b, a},
		"/identities?userId=" + other:                       {b, a},
		"/identities?accountId=" + a:                        {a},
		"/identities?sourceId=" + b:                         {b},
		"/identities?sourceId=" + b + "&userId=" + g.userID: nil,
		"/identities?sourceId=" + b + "&accountId=" + a:     nil,
		"/identities?sourceId=nobody":                       nil,
		"/transactions":                                     {b},
		"/transactions?startDate=2030-01-01":                nil,
		"/eincomes?endMonth=1999-12":                        nil,
	} {
		if got := sourcesOf(all(g, path, 150)); !slices.Equal(got, want) {
			t.Errorf("%s is of %v, want %v", path, got, want)
		}
	}
	for _, item := range all(g, "/contributions?sourceId="+a+"&startDate=2025-06-01&endDate=2025-08-31", 150) {
		if date := fmt.Sprint(item["date"]); date < "2025-06-01" || date > "2025-08-31" {
			t.Errorf("a contribution of %s", date)
		}
	}
	if n := len(all(g, "/contributions?sourceId="+a+"&startDate=2025-06-01&endDate=2025-08-31", 1)); n != 3 {
		t.Errorf("%d contributions in three months", n)
	}
}

func TestThePayloadOfAUserGoesOn(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	id := g.login("freelancer", "username", "Anisha", "123456")
	g.clock.pass(time.Second)
	p := into[wire.UserPayload](t, g.open("GET", "/users/"+g.userID+"/payload", "").want(t, 200))
	if len(p.Accounts) != 1 || p.Accounts[0].ID != id || p.Accounts[0].Payload.Identity == nil {
		t.Fatalf("the payload is %+v", p)
	}
	shown := p.Accounts[0].Payload.Transactions
	rest := 0
	if shown.NextCursor != "" {
		for cursor := shown.NextCursor; cursor != ""; {
			page := into[wire.Page[wire.Transaction]](t, g.open("GET", "/transactions?size=150&cursor="+cursor, "").want(t, 200))
			rest += len(page.Items)
			cursor = page.NextCursor
		}
	}
	if n := len(all(g, "/transactions?sourceId="+id, 150)); len(shown.Items)+rest != n {
		t.Errorf("%d and %d more, want %d", len(shown.Items), rest, n)
	}
	g.open("POST", "/users/"+g.userID+"/resetSession", "").want(t, 200)
	if p := into[wire.UserPayload](t, g.open("GET", "/users/"+g.userID+"/payload", "").want(t, 200)); len(p.Accounts) != 0 {
		t.Errorf("a new session has %d accounts", len(p.Accounts))
	}
}

func TestTheCursorOfAPayloadLeadsOn(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	id := g.login("freelancer", "username", "Anisha", "123456")
	g.clock.pass(time.Second)
	every := all(g, "/transactions?sourceId="+id, 150)
	at := len(every) / 2
	q := web.NewQuery("/v1/transactions", url.Values{"sourceId": {id}})
	next := q.CursorAfter(fmt.Sprint(every[at]["id"]))
	page := into[wire.Page[map[string]any]](t, g.open("GET", "/transactions?size=1&cursor="+next, "").want(t, 200))
	if page.Items[0]["id"] != every[at+1]["id"] {
		t.Errorf("behind %v comes %v, want %v", every[at]["id"], page.Items[0]["id"], every[at+1]["id"])
	}
	g.open("GET", "/incomes?cursor="+next, "").refused(t, 400, wire.CodeInvalidParameters, "cursor")
	if _, _, _, ok := data.Parse(fmt.Sprint(every[0]["id"])); !ok {
		t.Errorf("%v is no id", every[0]["id"])
	}
}
