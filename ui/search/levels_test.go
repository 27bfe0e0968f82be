package search

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"winkterm/api/wire"
)

// anyName draws names of few letters, so that they repeat and overlap; 両 has the
// bit of b.
func anyName() *rapid.Generator[string] {
	part := rapid.SampledFrom([]string{
		"a", "b", "c", "ab", "ba", "A", "é", "ß", " ", "-", "_", "(", "1", "年", "金", "保", "両", "ก", "Ｇ", " of ", "abc", "the ", "\x00", "\u0301",
	})
	return rapid.Map(rapid.SliceOfN(part, 0, 14), func(p []string) string { return strings.Join(p, "") })
}

func anyProvider(t *rapid.T) wire.Provider {
	p := wire.Provider{ID: anyName().Draw(t, "id") + "x", Name: anyName().Draw(t, "name"), LongName: anyName().Draw(t, "long")}
	switch rapid.IntRange(0, 3).Draw(t, "shape") {
	case 0:
		p.LongName = p.Name + p.LongName
	case 1:
		p.LongName = p.Name
	case 2:
		p.ID = strings.ReplaceAll(p.Name, " ", "_") + "_1"
	}
	return p
}

// plainly gives the level of a word without bits, masks and shortcuts.
func plainly(p wire.Provider, w string) level {
	best := levelNone
	for i, text := range []string{p.Name, p.LongName, p.ID} {
		if i == 1 && text == p.Name {
			continue
		}
		field := string(fold(nil, text))
		best = min(best, plainlyIn(field, w, i == 0))
		if i < 2 && strings.Contains(string(appendInitials(nil, []byte(field))), w) {
			best = min(best, levelInitials)
		}
	}
	return best
}

func plainlyIn(field, w string, isName bool) level {
	best := levelNone
	rest := field
	for _, r := range w {
		n := strings.IndexRune(rest, r)
		if n < 0 {
			return levelNone
		}
		rest = rest[n+len(string(r)):]
	}
	if utf8.RuneCountInString(w) >= looseFrom {
		best = levelLoose
	}
	for at := range field {
		if !strings.HasPrefix(field[at:], w) {
			continue
		}
		switch {
		case field == w:
			return levelExact
		case at == 0 && isName:
			return levelName
		case at == 0:
			best = min(best, levelPrefix)
		case !isWord(field[at-1]):
			best = min(best, levelWord)
		}
		best = min(best, levelInside)
	}
	return best
}

func TestLevelsAreThePlainOnes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := anyProvider(t)
		var s shard
		s.add(&wire.Provider{ID: "before", Name: "abc abc"}, facts{})
		s.add(&p, facts{})
		s.add(&wire.Provider{ID: "after", Name: "cba cba"}, facts{})
		text := bytes.ReplaceAll(fold(nil, anyName().Draw(t, "word")), []byte(" "), nil)
		if len(text) == 0 {
			t.Skip("no word")
		}
		w, want := newWord(text), plainly(p, string(text))
		if got := s.fits(1, &w, true); got != want {
			t.Fatalf("%q in %+q: level %d, want %d", text, []string{p.Name, p.LongName, p.ID}, got, want)
		}
	})
}

// Typing letter by letter finds what typing at once finds, in the same order.
func TestNarrowingIsSearching(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		typing := New()
		for i := range rapid.IntRange(1, 60).Draw(t, "providers") {
			p := anyProvider(t)
			p.ID += fmt.Sprint(i)
			p.Type = wire.ProviderTypes()[i%3]
			typing.Add([]wire.Provider{p})
		}
		at := rapid.SampledFrom([]wire.ProviderType{"", wire.TypeGig}).Draw(t, "type")
		text := ""
		for range 4 {
			text += anyName().Draw(t, "more")
			fresh := New()
			for n := range typing.count {
				fresh.Add([]wire.Provider{typing.provider(int32(n))})
			}
			got, want := typing.Search(text, at), fresh.Search(text, at)
			if fmt.Sprint(got.order, got.count) != fmt.Sprint(want.order, want.count) {
				t.Fatalf("%q typed: %v, at once: %v", text, got.order, want.order)
			}
		}
	})
}
