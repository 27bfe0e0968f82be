package diff

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"winkterm/flow/journal"
	"winkterm/flow/recording"
)

// item is a record as it is compared: by its name, then by its fields.
type item struct {
	Side
	name   string
	fields []field
}

type field struct{ name, value string }

func (it *item) add(name string, value any) {
	if text := fmt.Sprint(value); text != "" && text != "0" && text != "0s" {
		it.fields = append(it.fields, field{name, text})
	}
}

func (it item) get(name string) (string, bool) {
	i := slices.IndexFunc(it.fields, func(f field) bool { return f.name == name })
	if i < 0 {
		return "", false
	}
	return it.fields[i].value, true
}

// whole is all that is compared of an item.
func (it item) whole() string { return fmt.Sprintf("%q %q", it.name, it.fields) }

// reader makes items of the records of one recording.
type reader struct {
	Options
	roles roles
}

// read gives the items of each lane.
func read(f *recording.File, o Options) (map[journal.Lane][]item, error) {
	r := reader{Options: o}
	if !o.IDs {
		var err error
		if r.roles, err = rolesOf(f); err != nil {
			return nil, err
		}
	}
	lanes, polled := map[journal.Lane][]item{}, map[string]string{}
	for i := range f.Len() {
		m := f.Meta(i)
		if !slices.Contains(Lanes(), m.Lane) || len(o.Lanes) > 0 && !slices.Contains(o.Lanes, m.Lane) {
			continue
		}
		record, err := f.At(i)
		if err != nil {
			return nil, fmt.Errorf("record %d: %w", m.Seq, err)
		}
		it := item{Side: Side{Index: i, Seq: record.Seq, After: record.At.Sub(f.Meta(0).At)}}
		r.fill(&it, record.Data)
		if r.Times {
			it.add("after", it.After)
		}
		it.Text = it.line()
		if strings.HasPrefix(it.name, "GET ") {
			if polled[it.name] == it.whole() {
				continue
			}
			polled[it.name] = it.whole()
		}
		lanes[m.Lane] = joined(lanes[m.Lane], it)
	}
	return lanes, nil
}

// joined appends an item, or adds what it types to the one before: a text that was typed
// at once is the same as one that was typed letter by letter.
func joined(all []item, it item) []item {
	if len(all) == 0 || it.name != typed && it.name != searched {
		return append(all, it)
	}
	last := &all[len(all)-1]
	if it.name != last.name || it.whole() == last.whole() {
		return append(all, it)
	}
	for _, f := range last.fields {
		if _, again := it.get(f.name); !again {
			it.fields = append(it.fields, f)
		}
	}
	slices.SortFunc(it.fields, func(a, b field) int { return strings.Compare(a.name, b.name) })
	last.fields, last.Text = it.fields, it.line()
	return all
}

// The names of the intents of typing.
const (
	typed    = "Typed"
	searched = "Searched"
)

// shown is how many fields stand in the line of a record.
const shown = 6

// line is an item in one line.
func (it item) line() string {
	text := it.name
	for _, f := range it.fields[:min(len(it.fields), shown)] {
		text += fmt.Sprintf("  %s=%s", f.name, f.value)
	}
	return text
}

// fill takes what is compared of a record's data.
func (r reader) fill(it *item, data journal.Data) {
	switch d := data.(type) {
	case journal.Screen:
		it.name = d.Page
		it.add("provider", d.ProviderID)
		it.add("account", r.role(d.AccountID))
		it.add("fileType", d.FileType)
		it.add("archive", r.role(d.ArchiveID))
	case journal.Callback:
		it.name = d.Name
		it.add("source", d.Source)
		r.spread(it, "", string(d.Args))
	case journal.Status:
		it.name = r.role(d.ID)
		it.add("from", d.From)
		it.add("to", d.To)
		it.add("errorCode", d.ErrorCode)
		r.took(it, "since", d.Since)
	case journal.HTTP:
		r.call(it, d)
	case journal.Note:
		it.name = d.Topic
		if d.Fault == nil {
			it.add("text", r.words(d.Text))
			return
		}
		text, _ := json.Marshal(d.Fault) // plain data
		r.spread(it, "", string(text))
	case journal.Intent:
		it.name = d.Name
		r.spread(it, "", string(d.Args))
	case journal.Launch:
		it.name = "Launch"
		text, _ := json.Marshal(d.Options) // plain data
		r.spread(it, "", string(text))
	case journal.Webhook:
		it.name = d.Type
		it.add("about", r.role(d.SubjectID))
		it.add("errorCode", d.ErrorCode)
		it.add("marks", strings.Join(d.Marks, ", "))
	case journal.State, journal.Items, journal.Unknown:
	}
}

// call takes what is compared of a call: an id in its path is a field, by its role.
func (r reader) call(it *item, d journal.HTTP) {
	parts := strings.Split(d.Path, "/")
	for i := 1; i < len(parts); i++ {
		if kind := collections[parts[i-1]]; kind != "" && parts[i] != "" && parts[i] != "-" {
			it.add(kind, r.role(parts[i]))
			parts[i] = "{id}"
		}
	}
	it.name = d.Method + " " + strings.Join(parts, "/")
	it.add("status", d.Status)
	it.add("code", d.Code)
	it.add("error", d.Err)
	if d.Attempt > 1 {
		it.add("attempt", d.Attempt)
	}
	if r.IDs {
		it.add("requestId", d.RequestID)
	}
	r.took(it, "took", d.Took)
}

func (r reader) took(it *item, name string, d time.Duration) {
	if r.Times {
		it.add(name, d)
	}
}

// spread adds the fields of a JSON document, by their path in it.
func (r reader) spread(it *item, path, doc string) {
	var value any
	in := json.NewDecoder(strings.NewReader(doc))
	in.UseNumber()
	if in.Decode(&value) != nil {
		it.add(path, doc)
		return
	}
	r.leaves(it, path, value)
}

func (r reader) leaves(it *item, path string, value any) {
	switch v := value.(type) {
	case nil:
	case map[string]any:
		for _, name := range sorted(v) {
			r.leaves(it, strings.TrimPrefix(path+"."+name, "."), v[name])
		}
	case []any:
		for i, one := range v {
			r.leaves(it, fmt.Sprintf("%s[%d]", path, i), one)
		}
	case string:
		if _, err := time.Parse(time.RFC3339, v); err != nil || r.Times {
			it.add(path, r.role(v))
		}
	default:
		it.add(path, v)
	}
}
