package play

import (
	"cmp"
	"encoding/json"
	"fmt"

	"github.com/theory/jsonpath"

	"winkterm/api"
	"winkterm/flow/redact"
	"winkterm/flow/scenario/spec"
)

// shownData is how much of a value a failure shows, in bytes.
const shownData = 300

// data reads what the host has of the user's data, by a path.
func (r checker) data(c spec.UserData) (wanted, got string, ok bool, err error) {
	items, err := r.items(c.Kind)
	if err != nil {
		return "", "", false, err
	}
	found := items
	if c.Path != "" {
		path, err := jsonpath.Parse(c.Path)
		if err != nil {
			return "", "", false, fmt.Errorf("the path %s: %w", c.Path, err)
		}
		found = path.Select(items)
	}
	wanted = fmt.Sprintf("%s of %s", cmp.Or(c.Path, "items"), c.Kind)
	ok = c.Exists == nil || *c.Exists == (len(found) > 0)
	if c.Exists != nil && !*c.Exists {
		wanted = "no " + wanted
	}
	if c.Count != nil {
		wanted, ok = fmt.Sprintf("%d of %s", *c.Count, wanted), ok && len(found) == *c.Count
	}
	if c.Equals != nil {
		wanted = fmt.Sprintf("%s to be %v", wanted, c.Equals)
		ok = ok && len(found) > 0
		for _, value := range found {
			ok = ok && same(value, c.Equals)
		}
	}
	if c.Exists == nil && c.Count == nil && c.Equals == nil {
		ok = len(found) > 0
	}
	return wanted, fmt.Sprintf("%d: %s", len(found), r.shown(items, c.Path)), ok, nil
}

// shown is the beginning of what a path finds, as a failure shows it: personal data are
// masked by the names of their fields, as in the journal.
func (r checker) shown(items []any, path string) string {
	redactor := r.session().Journal().Redactor()
	text, _ := json.Marshal(items) // it came as JSON
	var found any
	if json.Unmarshal([]byte(redactor.Text(string(text))), &found) != nil {
		return redact.Secret.Bare()
	}
	if path != "" {
		found = jsonpath.MustParse(path).Select(found)
	}
	text, _ = json.Marshal(found)
	return redactor.Cut(string(text), int64(len(text)), shownData)
}

// items are the items of a kind that the host has of the session's user. The calls are no
// part of the session.
func (r checker) items(kind string) ([]any, error) {
	client, err := r.session().Client()
	if err != nil {
		return nil, err
	}
	items := []any{}
	for page, err := range client.DataItems(r.ctx, kind, api.ListOptions{UserID: r.state().Session.UserID}) {
		if err != nil {
			return nil, err
		}
		if items = append(items, page.Items...); len(items) >= itemsMax {
			break
		}
	}
	return items, nil
}

// itemsMax is how many items of a kind are read.
const itemsMax = 10_000
