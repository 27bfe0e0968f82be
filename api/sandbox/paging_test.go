package sandbox

import (
	"net/url"
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

func TestPagesSurviveInsertion(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		g := newGuest(t, Config{})
		var before []string
		add := func() string {
			g.clock.pass(time.Duration(rapid.IntRange(0, 2).Draw(rt, "ms")) * time.Millisecond)
			return into[wire.UserCreated](t, g.open("POST", "/users", "").want(t, 201)).User.ID
		}
		for range rapid.IntRange(0, 30).Draw(rt, "users") {
			before = append(before, add())
		}
		slices.Reverse(before)
		var got []string
		for cursor := ""; ; {
			size := rapid.IntRange(1, 8).Draw(rt, "size")
			page := into[wire.Page[wire.User]](t, g.open("GET", "/users?size="+strconv.Itoa(size)+"&cursor="+cursor, "").want(t, 200))
			for _, u := range page.Items {
				got = append(got, u.ID)
			}
			if len(page.Items) > size || page.NextCursor != "" && len(page.Items) != size {
				rt.Fatalf("%d items of %d, cursor %q", len(page.Items), size, page.NextCursor)
			}
			for range rapid.IntRange(0, 3).Draw(rt, "added") {
				add()
			}
			if cursor = page.NextCursor; cursor == "" {
				break
			}
		}
		if !slices.Equal(got, before) {
			rt.Fatalf("paged %v, want %v", got, before)
		}
	})
}

func TestTaskPagesSurviveRemoval(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		g := linking(t, Config{})
		var sources []string
		for range rapid.IntRange(1, 20).Draw(rt, "accounts") {
			sources = append(sources, g.login("freelancer", "username", "George", "123456"))
		}
		gone, seen := map[string]bool{}, map[string]int{}
		query := rapid.SampledFrom([]string{"", "&userId=" + g.userID}).Draw(rt, "query")
		for cursor := ""; ; {
			size := rapid.IntRange(1, 5).Draw(rt, "size")
			page := into[wire.Page[wire.Task]](t, g.open("GET", "/tasks?size="+strconv.Itoa(size)+query+"&cursor="+cursor, "").want(t, 200))
			for _, task := range page.Items {
				seen[task.Metadata.SourceID]++
			}
			if rapid.Bool().Draw(rt, "revoke") {
				id := rapid.SampledFrom(sources).Draw(rt, "account")
				gone[id] = true
				g.link("DELETE", "/accounts/"+id, "").want(t, 200)
			}
			if cursor = page.NextCursor; cursor == "" {
				break
			}
		}
		for _, id := range sources {
			if n := seen[id]; n > 1 || n == 0 && !gone[id] {
				rt.Fatalf("the task of %s was listed %d times", id, n)
			}
		}
	})
}

func TestACursorHoldsItsFilters(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	for range 3 {
		g.login("freelancer", "username", "George", "123456")
	}
	first := into[wire.Page[wire.Account]](t, g.open("GET", "/accounts?size=2&userId="+g.userID, "").want(t, 200))
	other := g.userID
	g.openSession(wire.WidgetOptions{})
	g.login("freelancer", "username", "George", "123456")
	rest := into[wire.Page[wire.Account]](t, g.open("GET", "/accounts?cursor="+first.NextCursor, "").want(t, 200))
	if len(rest.Items) != 1 || rest.Items[0].UserID != other || rest.NextCursor != "" {
		t.Errorf("rest %+v", rest)
	}
	g.open("GET", "/accounts?userId="+g.userID+"&cursor="+first.NextCursor, "").refused(t, 400, wire.CodeInvalidParameters, "another userId")
	g.open("GET", "/tasks?cursor="+first.NextCursor, "").refused(t, 400, wire.CodeInvalidParameters, "cursor")
}

func TestWildCursorsAreHarmless(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	g.login("freelancer", "username", "George", "123456")
	rapid.Check(t, func(rt *rapid.T) {
		list := rapid.SampledFrom([]string{"/users", "/accounts", "/archives", "/fileTypes", "/tasks", "/providers"}).Draw(rt, "list")
		q := web.NewQuery("/v1"+list, url.Values{
			rapid.SampledFrom([]string{"name", "ids", "topIds", "userId", "sourceId", "startDate", "fileType", "type"}).Draw(rt, "filter"): {rapid.String().Draw(rt, "value")},
		})
		r := g.open("GET", list+"?cursor="+q.Cursor(rapid.Int().Draw(rt, "from")), "")
		if r.status != 200 && r.status != 400 {
			rt.Fatalf("%d %s", r.status, r.raw)
		}
	})
}

func TestDays(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{}) // 2026-03-01 09:00
	var ids []string
	for range 4 {
		ids = append(ids, into[wire.UserCreated](t, g.open("POST", "/users", "").want(t, 201)).User.ID)
		g.clock.pass(12 * time.Hour)
	} // 1st 09:00, 1st 21:00, 2nd 09:00, 2nd 21:00
	for query, want := range map[string][]string{
		"startDate=2026-03-02":                      {ids[3], ids[2]},
		"endDate=2026-03-01":                        {ids[1], ids[0]},
		"startDate=2026-03-01&endDate=2026-03-02":   {ids[3], ids[2], ids[1], ids[0]},
		"startDate=2026-03-03":                      {},
		"startDate=2026-03-02&endDate=2026-03-01":   {},
		"startDate=2026-02-01&endDate=2026-02-28":   {},
		"startDate=2026-03-02&endDate=2026-03-02&x": {ids[3], ids[2]},
	} {
		got := []string{}
		for cursor := ""; ; {
			page := into[wire.Page[wire.User]](t, g.open("GET", "/users?size=1&"+query+"&cursor="+cursor, "").want(t, 200))
			for _, u := range page.Items {
				got = append(got, u.ID)
			}
			if cursor = page.NextCursor; cursor == "" {
				break
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", query, got, want)
		}
	}
}
