package search

import (
	"fmt"
	"strings"
	"testing"

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

// plainly gives the level of a word in one piece, field by field and letter by
// letter.
func plainly(p wire.Provider, w string) int {
	best := levelNone
	for i, text := range []string{p.Name, p.LongName, p.ID} {
		field := fold(text)
		best = min(best, plainlyIn(field, w, i == 0))
		if i < 2 && strings.Contains(Initials(field), w) {
			best = min(best, levelInitials)
		}
	}
	return best
}

func plainlyIn(field, w string, isName bool) int {
	best := levelNone
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
		ix := New()
		ix.Add([]wire.Provider{p})
		word := strings.ReplaceAll(fold(anyName().Draw(t, "word")), " ", "")
		if word == "" {
			t.Skip("no word")
		}
		if got, want := newQuery(word).level(ix.entries[0].haystack(nil), nil), plainly(p, word); got != want {
			t.Fatalf("%q in %+q: level %d, want %d", word, []string{p.Name, p.LongName, p.ID}, got, want)
		}
	})
}

// Typing letter by letter while providers arrive finds what typing at once finds
// among all of them, in the same order.
func TestTypingFindsWhatIsThere(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		typing, fresh := New(), New()
		at := rapid.SampledFrom([]wire.ProviderType{"", wire.TypeGig}).Draw(t, "type")
		text := ""
		for n := range 4 {
			for i := range rapid.IntRange(0, 20).Draw(t, "providers") {
				p := anyProvider(t)
				p.ID += fmt.Sprint(n, i)
				p.Type = wire.ProviderTypes()[i%3]
				typing.Add([]wire.Provider{p})
			}
			text += anyName().Draw(t, "more")
			for n := fresh.Len(); n < typing.Len(); n++ {
				fresh.Add([]wire.Provider{typing.At(n)})
			}
			got, want := typing.Search(text, at), fresh.Search(text, at)
			if fmt.Sprint(got.found) != fmt.Sprint(want.found) {
				t.Fatalf("%q typed: %v, at once: %v", text, got.found, want.found)
			}
		}
	})
}
