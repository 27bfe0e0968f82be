package coverage

import (
	"slices"

	"winkterm/flow/plain"
)

// Map says what was exercised, and how often. Make it with New, or read it from the JSON
// of one. It is not safe for concurrent use.
type Map struct {
	Kinds []Kind `json:"kinds"`
}

// Kind is a table of what can be exercised.
type Kind struct {
	// Name is that of a requirement, Title is for people.
	Name  string `json:"name"`
	Title string `json:"title"`
	// Covered is how many of the items were exercised, Of how many there are.
	Covered int    `json:"covered"`
	Of      int    `json:"of"`
	Items   []Item `json:"items"`
	// Others were exercised and are in no table, such as an error of a gateway.
	Others []Item `json:"others,omitempty"`
}

// Item is one of them, and how often it was exercised.
type Item struct {
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// New gives a map in which nothing was exercised.
func New() *Map {
	m := &Map{}
	for _, t := range tables {
		k := Kind{Name: t.name, Title: t.title}
		for _, name := range t.items() {
			k.Items = append(k.Items, Item{Name: name})
		}
		k.Of = len(k.Items)
		m.Kinds = append(m.Kinds, k)
	}
	return m
}

// Merge adds the counts of another map.
func (m *Map) Merge(other Map) {
	for _, k := range other.Kinds {
		for _, item := range slices.Concat(k.Items, k.Others) {
			if item.Count > 0 {
				m.count(k.Name, item.Name, item.Count)
			}
		}
	}
}

// Percent is how much of a kind was exercised, rounded down: 100 only when nothing is
// missing.
func (k Kind) Percent() int { return k.Covered * 100 / max(k.Of, 1) }

// Missing are the items that were never exercised.
func (k Kind) Missing() []string {
	return names(slices.DeleteFunc(slices.Clone(k.Items), func(item Item) bool { return item.Count > 0 }))
}

func names(items []Item) (all []string) {
	for _, item := range items {
		all = append(all, item.Name)
	}
	return all
}

func (m *Map) kind(name string) *Kind {
	for i := range m.Kinds {
		if m.Kinds[i].Name == name {
			return &m.Kinds[i]
		}
	}
	m.Kinds = append(m.Kinds, Kind{Name: name, Title: name})
	return &m.Kinds[len(m.Kinds)-1]
}

// othersMax bounds what a host makes up.
const othersMax = 100

// count counts an item; what is in no table stands among the others.
func (m *Map) count(kind, name string, n int) {
	k := m.kind(kind)
	named := func(item Item) bool { return item.Name == name }
	if i := slices.IndexFunc(k.Items, named); i >= 0 {
		if k.Items[i].Count == 0 {
			k.Covered++
		}
		k.Items[i].Count += n
		return
	}
	// It is a host's text, and goes to terminals.
	name = plain.Line(name)
	i := slices.IndexFunc(k.Others, named)
	if i < 0 && len(k.Others) == othersMax {
		return
	}
	if i < 0 {
		i = len(k.Others)
		k.Others = append(k.Others, Item{Name: name})
	}
	k.Others[i].Count += n
}
