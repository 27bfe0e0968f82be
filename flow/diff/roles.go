package diff

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"winkterm/flow/journal"
	"winkterm/flow/recording"
)

// collections are the parts of a path that an id follows, and what it is of. Those of
// providers are the same everywhere and stay.
var collections = map[string]string{
	"accounts": "account", "archives": "archive", "users": "user", "tasks": "task",
	"invites": "invite", "webhooks": "webhook", "faults": "fault",
}

// idFields are the fields of callbacks that hold ids.
var idFields = map[string]string{"accountId": "account", "archiveId": "archive", "userId": "user", "uploads": "archive"}

// roles are what the ids of a recording stand for, such as "account 1".
type roles map[string]string

// role gives the role of an id, and any other text as it is.
func (r reader) role(text string) string {
	if role, known := r.roles[text]; known {
		return role
	}
	return text
}

var word = regexp.MustCompile(`[0-9A-Za-z_-]+`)

// words puts roles in the place of the ids in a note's text.
func (r reader) words(text string) string { return word.ReplaceAllStringFunc(text, r.role) }

// rolesOf numbers the ids of a recording by their kind, in the order in which they come.
func rolesOf(f *recording.File) (roles, error) {
	known, counts := roles{}, map[string]int{}
	learn := func(kind, id string) {
		if _, there := known[id]; kind != "" && id != "" && id != "-" && !there {
			counts[kind]++
			known[id] = fmt.Sprintf("%s %d", kind, counts[kind])
		}
	}
	learn("user", f.Header().UserID)
	for i := range f.Len() {
		if lane := f.Meta(i).Lane; lane == journal.LaneState || lane == journal.LaneIntent {
			continue
		}
		record, err := f.At(i)
		if err != nil {
			return nil, err
		}
		switch d := record.Data.(type) { //nolint:gochecksumtype // the others name no ids
		case journal.Screen:
			learn("account", d.AccountID)
			learn("archive", d.ArchiveID)
		case journal.Status:
			learn(d.Subject, d.ID)
		case journal.HTTP:
			parts := strings.Split(d.Path, "/")
			for n := 1; n < len(parts); n++ {
				learn(collections[parts[n-1]], parts[n])
			}
		case journal.Callback:
			var args any
			if json.Unmarshal([]byte(d.Args), &args) == nil {
				learnFields(args, "", learn)
			}
		}
	}
	return known, nil
}

// learnFields learns the ids of a callback's arguments.
func learnFields(value any, kind string, learn func(kind, id string)) {
	switch v := value.(type) {
	case map[string]any:
		for _, name := range sorted(v) {
			of := idFields[name]
			if name == "id" {
				of = kind // of an object in a list of ids
			}
			learnFields(v[name], of, learn)
		}
	case []any:
		for _, one := range v {
			learnFields(one, kind, learn)
		}
	case string:
		learn(kind, v)
	}
}

func sorted(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }
