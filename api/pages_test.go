package api_test

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"winkterm/api"
	"winkterm/api/wire"
)

func providerPage(ids, next string) string {
	var items []string
	for id := range strings.FieldsSeq(ids) {
		items = append(items, fmt.Sprintf(`{"id":%q,"type":"GIG","supported":["LINK","RATINGS"]}`, id))
	}
	return fmt.Sprintf(`{"items":[%s],"nextCursor":%s}`, strings.Join(items, ","), next)
}

func ids(t *testing.T, all iter.Seq2[wire.Page[wire.Provider], error]) ([]string, error) {
	t.Helper()
	var got []string
	var failed error
	for p, err := range all {
		if failed != nil {
			t.Error("the iterator went on after an error")
		}
		if err != nil {
			failed = err
			continue
		}
		for _, provider := range p.Items {
			got = append(got, provider.ID)
		}
	}
	return got, failed
}

func TestIteratorFollowsCursors(t *testing.T) {
	t.Parallel()
	for _, last := range []string{`null`, `""`} {
		c := client(t, stub(t,
			step{"GET /v1/providers?name=x&size=150", envelope(200, "OK", providerPage("a b", `"1"`))},
			step{"GET /v1/providers?cursor=1&name=x&size=150", envelope(200, "OK", providerPage("", `"2 é"`))},
			step{"GET /v1/providers?cursor=2+%C3%A9&name=x&size=150", envelope(200, "OK", providerPage("c", last))}))
		got, err := ids(t, c.ProviderPages(t.Context(), api.ListOptions{Name: "x"}))
		if err != nil || !slices.Equal(got, []string{"a", "b", "c"}) {
			t.Errorf("got %v, %v", got, err)
		}
	}
}

func TestIteratorEndsWithoutACursor(t *testing.T) {
	t.Parallel()
	c := client(t, stub(t, step{"GET /v1/providers?size=2", envelope(200, "OK", `{"items":[{"id":"a"}]}`)}))
	if got, err := ids(t, c.ProviderPages(t.Context(), api.ListOptions{Size: 2})); err != nil || !slices.Equal(got, []string{"a"}) {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestLoopingCursor(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		from  string
		steps []step
		want  string
	}{
		"to itself": {"", []step{
			{"GET /v1/providers?size=150", envelope(200, "OK", providerPage("a", `"1"`))},
			{"GET /v1/providers?cursor=1&size=150", envelope(200, "OK", providerPage("b", `"1"`))},
		}, "a b"},
		"in a circle": {"", []step{
			{"GET /v1/providers?size=150", envelope(200, "OK", providerPage("a", `"1"`))},
			{"GET /v1/providers?cursor=1&size=150", envelope(200, "OK", providerPage("b", `"2"`))},
			{"GET /v1/providers?cursor=2&size=150", envelope(200, "OK", providerPage("c", `"1"`))},
		}, "a b c"},
		"to where one began": {"9", []step{
			{"GET /v1/providers?cursor=9&size=150", envelope(200, "OK", providerPage("a", `"9"`))},
		}, "a"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := client(t, stub(t, tc.steps...))
			got, err := ids(t, c.ProviderPages(t.Context(), api.ListOptions{Cursor: tc.from}))
			wantKind(t, err, api.KindCursorLoop)
			if strings.Join(got, " ") != tc.want {
				t.Errorf("got %v, want %s", got, tc.want)
			}
		})
	}
}

func TestIteratorPassesAnErrorOn(t *testing.T) {
	t.Parallel()
	c := client(t, stub(t,
		step{"GET /v1/providers?size=150", envelope(200, "OK", providerPage("a", `"1"`))},
		step{"GET /v1/providers?cursor=1&size=150", envelope(403, "UNAUTHORIZED_ACCESS", "null")}))
	got, err := ids(t, c.ProviderPages(t.Context(), api.ListOptions{}))
	wantKind(t, err, api.KindForbidden)
	if !slices.Equal(got, []string{"a"}) {
		t.Errorf("got %v", got)
	}
}

func TestStoppingAnIteratorFetchesNoMore(t *testing.T) {
	t.Parallel()
	c := client(t, stub(t, step{"GET /v1/providers?size=150", envelope(200, "OK", providerPage("a b", `"1"`))}))
	for p, err := range c.ProviderPages(t.Context(), api.ListOptions{}) {
		if err != nil || p.Items[0].ID != "a" {
			t.Errorf("got %+v, %v", p, err)
		}
		break
	}
}

func TestIteratorCopiesItsOptionsAndCanRunTwice(t *testing.T) {
	t.Parallel()
	first := step{"GET /v1/providers?active=true&ids=a&size=150", envelope(200, "OK", providerPage("a", `"1"`))}
	second := step{"GET /v1/providers?active=true&cursor=1&ids=a&size=150", envelope(200, "OK", providerPage("b", `null`))}
	c := client(t, stub(t, first, second, first, second))
	active, only := true, []string{"a"}
	all := c.ProviderPages(t.Context(), api.ListOptions{Active: &active, IDs: only})
	active, only[0] = false, "changed"
	for range 2 {
		if got, err := ids(t, all); err != nil || !slices.Equal(got, []string{"a", "b"}) {
			t.Errorf("got %v, %v", got, err)
		}
	}
}

func TestSharedListsCannotBeAppendedInto(t *testing.T) {
	t.Parallel()
	c := client(t, stub(t, step{"GET /v1/providers", envelope(200, "OK", providerPage("a b", `null`))}))
	page, err := c.ProvidersPage(t.Context(), api.ListOptions{})
	if err != nil {
		t.Fatal(err)
	}
	_ = append(page.Items[0].Supported, wire.DataIncomes)
	if got := page.Items[1].Supported; !slices.Equal(got, []wire.Datapoint{wire.DataLink, wire.DataRatings}) || cap(got) != 2 {
		t.Errorf("got %v with room for %d", got, cap(got))
	}
}

// TestTheTenantsLists reads each of them by its cursor.
func TestTheTenantsLists(t *testing.T) {
	t.Parallel()
	for path, read := range map[string]func(*api.Client) (int, error){
		"webhooks":            func(c *api.Client) (int, error) { return count(c.WebhookPages(t.Context())) },
		"invites":             func(c *api.Client) (int, error) { return count(c.InvitePages(t.Context())) },
		"invites/iv%2F1/logs": func(c *api.Client) (int, error) { return count(c.InviteLogPages(t.Context(), "iv/1")) },
		"inviteTemplates":     func(c *api.Client) (int, error) { return count(c.InviteTemplatePages(t.Context())) },
		"consentTemplates":    func(c *api.Client) (int, error) { return count(c.ConsentTemplatePages(t.Context())) },
	} {
		c := client(t, stub(t,
			step{"GET /v1/" + path + "?size=150", envelope(200, "OK", `{"items":[{"id":"a"},{"id":"b"}],"nextCursor":"2"}`)},
			step{"GET /v1/" + path + "?cursor=2&size=150", envelope(200, "OK", `{"items":[{"id":"c"}],"nextCursor":null}`)}))
		if n, err := read(c); err != nil || n != 3 {
			t.Errorf("%s: %d, %v", path, n, err)
		}
	}
}

func count[T any](all iter.Seq2[wire.Page[T], error]) (n int, err error) {
	for p, failed := range all {
		if failed != nil {
			return n, failed
		}
		n += len(p.Items)
	}
	return n, nil
}

// TestItemsComeAsTheHostWroteThem, to the digit.
func TestItemsComeAsTheHostWroteThem(t *testing.T) {
	t.Parallel()
	c := client(t, stub(t,
		step{"GET /v1/incomes?size=150&sourceId=a-1", envelope(200, "OK", `{"items":[{"id":"1","netAmount":35000.10}],"nextCursor":"2"}`)},
		step{"GET /v1/incomes?cursor=2&size=150&sourceId=a-1", envelope(200, "OK", `{"items":[{"id":"2"}],"nextCursor":null}`)}))
	got := ""
	for p, err := range c.RawDataItems(t.Context(), "incomes", api.ListOptions{SourceID: "a-1"}) {
		if err != nil {
			t.Fatal(err)
		}
		got += string(p.Items[0])
	}
	if got != `{"id":"1","netAmount":35000.10}{"id":"2"}` {
		t.Error(got)
	}
	if n, err := count(c.RawDataItems(t.Context(), "users", api.ListOptions{})); n != 0 || err != nil {
		t.Errorf("what is no list of data has %d items, %v", n, err)
	}
}
