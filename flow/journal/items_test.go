package journal

import (
	"fmt"
	"strings"
	"testing"

	"winkterm/flow/redact"
)

// page is a page of user data of so many items of 100 bytes.
func itemsPage(n int) Items {
	item := `{"id":"in-1","work":"` + strings.Repeat("w ", 38) + `"},`
	body := "[" + strings.TrimSuffix(strings.Repeat(item, n), ",") + "]"
	return Items{List: "incomes", SourceID: "a-1", Count: n, Body: Text(body), Size: int64(len(body))}
}

// TestUserDataHaveABoundOfTheirOwn for a page, and for all pages together: they push no
// body out, and no body pushes them out.
func TestUserDataHaveABoundOfTheirOwn(t *testing.T) {
	t.Parallel()
	first := strings.Repeat("a body ", 20)
	j := New(newClock().now)
	j.Append(HTTP{Response: Message{Body: Text(first)}})
	j.Append(itemsPage(1000))
	for range 300 {
		j.Append(HTTP{Response: Message{Body: Text(strings.Repeat("a b ", BodyMax/4))}})
	}
	all := j.Since(0)
	if d, _ := all[0].Data.(HTTP); d.Response.Body != released {
		t.Errorf("the first body is %q", d.Response.Body)
	}
	if d, _ := all[1].Data.(Items); string(d.Body) != string(itemsPage(1000).Body) {
		t.Errorf("of %d bytes of items %d are left", len(itemsPage(1000).Body), len(d.Body))
	}

	j = New(newClock().now)
	j.Append(HTTP{Response: Message{Body: Text(first)}})
	const pages = AllItemsMax/ItemsMax + 2
	for range pages {
		j.Append(itemsPage(ItemsMax/100 + 1)) // a little too long
	}
	all = j.Since(0)
	if d, _ := all[0].Data.(HTTP); string(d.Response.Body) != first {
		t.Errorf("the body is %q", d.Response.Body)
	}
	kept := 0
	for _, r := range all[1:] {
		d, _ := r.Data.(Items)
		kept += len(d.Body)
	}
	if d, _ := all[1].Data.(Items); d.Body != released || kept > AllItemsMax || kept < AllItemsMax-2*ItemsMax {
		t.Errorf("%d bytes are kept, of the first page %.40q", kept, d.Body)
	}
}

func TestItemsAreRead(t *testing.T) {
	t.Parallel()
	g := redact.New()
	for name, c := range map[string]struct {
		data    Items
		least   int
		missing string
	}{
		"whole":       {itemsPage(3), 3, ""},
		"none":        {Items{Body: "[]"}, 0, ""},
		"cut":         {itemsPage(ItemsMax/100 + 100), ItemsMax/100 - 10, "cut"},
		"no list":     {Items{Count: 1, Body: `{"a":1}`}, 0, "cut"},
		"torn":        {Items{Count: 2, Body: `[{"a":1},{"b`}, 1, "cut"},
		"let go":      {Items{Count: 2, Body: released}, 0, "released"},
		"with a name": {Items{Count: 1, Body: `[{"fullName":"Ann Onym"}]`}, 1, ""},
	} {
		d, _ := mask(g, c.data).(Items)
		list, missing := d.Read()
		if len(list) < c.least || len(list) > c.least+10 || missing != c.missing {
			t.Errorf("%s: %d items, missing %q", name, len(list), missing)
		}
		if strings.Contains(fmt.Sprintf("%s", list), "Onym") {
			t.Errorf("%s is not masked: %s", name, list)
		}
	}
}
