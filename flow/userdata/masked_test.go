package userdata_test

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"winkterm/assets"
	"winkterm/flow/journal"
	"winkterm/flow/userdata"
)

// personal are the fields of an item that name or describe a person, by their paths.
var personal = regexp.MustCompile(`^(fullName|firstName|middleName|lastName|suffix|gender|dob|maritalStatus|countryResidence|citizenship|` +
	`photoUrl|profileUrl|referenceId|employeeNumber|docId|fileUrl|emails\.\d+\.address|phones\.\d+\.number|socialProfiles\.\d+\.socialUrl|` +
	`addresses\.\d+\.(fullAddress|line1|line2|city|region|zip|latitude|longitude)|features\.identity_age)$`)

// spread are those whose values are looked for in all of a text, for they stand for one
// person wherever they are: a city and a gender do not.
var spread = regexp.MustCompile(`^(fullName|lastName|dob|photoUrl|profileUrl|referenceId|employeeNumber|docId|fileUrl|emails|phones|socialProfiles|addresses\.\d+\.(fullAddress|line1))`)

// TestNothingPersonalIsInTheJournal puts what the sandbox has of all people through it, and
// looks for each personal value in all that is kept.
func TestNothingPersonalIsInTheJournal(t *testing.T) {
	t.Parallel()
	found := map[string]bool{}
	for _, person := range assets.People() {
		j := journal.New(func() time.Time { return time.Unix(1, 0) })
		values := map[string]string{}
		kept := map[userdata.Kind][]userdata.Item{}
		for k, items := range samples(t, person) {
			for _, it := range items {
				for path, text := range leavesOf(t, it) {
					if personal.MatchString(path) {
						found[path], values[text] = true, path
					}
				}
			}
			for page := range slices.Chunk(items, 150) {
				body := string(mustJSON(t, page))
				r := j.Append(journal.Items{List: string(k), SourceID: "a-1", Count: len(page), Body: journal.Text(body), Size: int64(len(body))})
				d, _ := r.Data.(journal.Items)
				masked, missing := d.Read()
				if len(masked) != len(page) || missing != "" {
					t.Fatalf("of a page of %d %s in %d bytes %d are kept (%s)", len(page), k, len(body), len(masked), missing)
				}
				kept[k] = append(kept[k], masked...)
			}
		}
		for k, items := range kept {
			for _, it := range items {
				for path, text := range leavesOf(t, it) {
					if personal.MatchString(path) && !strings.HasPrefix(text, "[") {
						t.Fatalf("%s of %s: %s is %q", k, person.Name, path, text)
					}
				}
				for value, path := range values {
					if spread.MatchString(path) && bytes.Contains(it, []byte(value)) {
						t.Fatalf("%s of %s: %s %q stands in %s", k, person.Name, path, value, it)
					}
				}
			}
		}
	}
	for _, path := range []string{"fullName", "dob", "emails.0.address", "phones.0.number", "addresses.0.fullAddress", "employeeNumber", "docId", "features.identity_age"} {
		if !found[path] {
			t.Errorf("nobody has %s", path)
		}
	}
}

// leavesOf are the values of an item by their paths, as CSV has them.
func leavesOf(t *testing.T, it userdata.Item) map[string]string {
	t.Helper()
	all := map[string]string{}
	var walk func(path string, value any)
	walk = func(path string, value any) {
		switch v := value.(type) {
		case map[string]any:
			for name, inner := range v {
				walk(path+"."+name, inner)
			}
		case []any:
			for _, inner := range v {
				walk(path+".0", inner)
			}
		case string:
			all[strings.TrimPrefix(path, ".")] = v
		case float64:
			all[strings.TrimPrefix(path, ".")] = string(mustJSON(t, v))
		}
	}
	var value any
	if err := json.Unmarshal(it, &value); err != nil {
		t.Fatal(err)
	}
	walk("", value)
	return all
}

func mustJSON(t *testing.T, v any) []byte {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
