package data

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
)

// Own is user data of one's own: what accounts serve in place of what is made up. Nil is
// none. Make it with ReadOwn.
type Own struct {
	kinds map[wire.Datapoint][]given
	// from and to are the first and the last month of the gap; to is before from without one.
	from, to month
}

// given is an item of one's own by its fields, checked: numbers are float64, days and
// months text.
type given map[string]any

// The bounds of data of one's own: items of a kind, and months of a gap and since.
const (
	maxOwn = 1000
	maxGap = 120
)

// ReadOwn checks data of one's own; now is when the sandbox's clock begins, before which
// the gap is. An error names the kind, the index and the field that is wrong, and the
// nearest one that there is.
func ReadOwn(d wire.OwnData, now time.Time) (*Own, error) {
	if g := d.Gap; g.Months < 0 || g.Months > maxGap || g.Ago < 0 || g.Ago > maxGap {
		return nil, fmt.Errorf("gap: months and ago are from 0 to %d", maxGap)
	}
	o := &Own{kinds: map[wire.Datapoint][]given{}}
	o.to = dayOf(now).month() - 1 - month(cmp.Or(d.Gap.Ago, 1))
	o.from = o.to - month(d.Gap.Months) + 1
	for _, name := range slices.Sorted(maps.Keys(d.Kinds)) {
		items := d.Kinds[name]
		i := slices.IndexFunc(shapes, func(s shape) bool { return s.kind == name })
		if i < 0 {
			return nil, fmt.Errorf("%s: there is no such kind of data%s", name, nearest(name, shapeNames()))
		}
		if len(items) > maxOwn {
			return nil, fmt.Errorf("%s: %d items are too many, at most %d", name, len(items), maxOwn)
		}
		list := make([]given, len(items))
		for n, item := range items {
			clean, err := checkFields(shapes[i].of, "", item)
			if err == nil {
				err = inOrder(clean)
			}
			if err != nil {
				return nil, fmt.Errorf("%s[%d]%w", name, n, err)
			}
			list[n] = clean
		}
		o.kinds[shapes[i].name] = list
	}
	return o, nil
}

// nearest names what may have been meant, for the end of an error.
func nearest(asked string, names []string) string {
	name, changes := fault.Nearest(asked, names)
	if changes > max(2, len(asked)/2) {
		return ", only " + strings.Join(names, ", ")
	}
	return ", the nearest is " + name
}

// inOrder wants what ends not to end before it begins.
func inOrder(g given) error {
	if from, to := g.text("startDate"), g.text("endDate"); from != "" && to != "" && to < from {
		return errors.New(".endDate is before startDate")
	}
	return nil
}

// placed is a pointer to an item that takes its place.
type placed[T any] interface {
	*T
	wire.Item
	Set(id string, from *wire.ItemMetadata)
}

// own gives the items of one's own of a kind, oldest first and of the same day as they are
// written from the last one on; false where they are made up. like makes up what the one
// at an index leaves out.
func own[T any, P placed[T]](r *reading, kind wire.Datapoint, like func(*reading, given, int) T) ([]T, bool) {
	if r.Own == nil || r.Type == wire.SourceArchive {
		return nil, false
	}
	all, ok := r.Own.kinds[kind]
	if !ok {
		return nil, false
	}
	list := make([]T, len(all))
	for i, g := range all {
		list[i] = overlay(like(r, g, i), g)
	}
	slices.Reverse(list)
	slices.SortStableFunc(list, func(a, b T) int { return strings.Compare(dateOf(P(&a)), dateOf(P(&b))) })
	for i := range list {
		P(&list[i]).Set(r.id(prefixes[kind], i), r.sources[0])
	}
	return list, true
}

func dateOf(item wire.Item) string {
	if dated, ok := item.(wire.DatedItem); ok {
		return dated.FilterDate()
	}
	return ""
}

// overlay puts what is given over what is made up.
func overlay[T any](like T, g given) (out T) {
	var whole map[string]any
	text, err := json.Marshal(like)
	if err = errors.Join(err, json.Unmarshal(text, &whole)); err == nil {
		for name, value := range g {
			made, both := whole[name].(map[string]any)
			if more, ok := value.(map[string]any); ok && both {
				maps.Copy(made, more)
			} else {
				whole[name] = value
			}
		}
		if text, err = json.Marshal(whole); err == nil {
			err = json.Unmarshal(text, &out)
		}
	}
	if err != nil {
		panic("data: what was checked does not fit: " + err.Error())
	}
	return out
}

// text gives a field, "" where it is left out or null.
func (g given) text(name string) string {
	text, _ := g[name].(string)
	return text
}

// number gives the first of the fields that is a number.
func (g given) number(names ...string) (n float64, ok bool) {
	for _, name := range names {
		if n, ok = g[name].(float64); ok {
			return n, true
		}
	}
	return 0, false
}

// day gives a field that is a day.
func (g given) day(name string, otherwise day) day {
	if d, ok := parseDay(g.text(name)); ok {
		return d
	}
	return otherwise
}

// cut takes the gap out of jobs: one that lasts beyond it ends before it and begins anew.
func (o *Own) cut(jobs []job) (list []job) {
	if o == nil || o.to < o.from {
		return jobs
	}
	for _, j := range jobs {
		before, after := j, j
		if before.to >= o.from {
			before.to, before.present = o.from-1, false
		}
		after.from = max(after.from, o.to+1)
		for _, part := range []job{before, after} {
			if part.from <= part.to && (part.to < o.from || part.from > o.to) {
				list = append(list, part)
			}
		}
	}
	return list
}

// touches says that a week from a Monday on has a day in the gap.
func (o *Own) touches(monday day) bool {
	return o != nil && monday.month() <= o.to && (monday+6).month() >= o.from
}
