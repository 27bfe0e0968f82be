package palette

import (
	"slices"
	"strings"

	"winkterm/api/wire"
	"winkterm/ui/widget"
)

// meanings are words for a group that stand in none of its names.
var meanings = map[string]string{
	"account": "login connection", "mfa": "otp code verification", "http": "status response answer",
	"archive": "document upload", "monitor": "sync", "webhook": "delivery event signature", "token": "session", "connection": "network",
	"clock": "time", "sandbox": "start over",
}

// hit is a kind that fits a query; the lower its rank, the better.
type hit struct {
	wire.FaultKind
	rank int
}

// find gives the kinds that fit a query, group by group: the group with the best
// one first, and the best one first within it. An empty query fits all, in their
// own order.
func find(kinds []wire.FaultKind, query string) []hit {
	words := strings.Fields(fold(query))
	var groups [][]hit
	for _, k := range kinds {
		n, ok := rank(k, words)
		if !ok {
			continue
		}
		last := len(groups) - 1
		if last < 0 || groups[last][0].Group != k.Group {
			groups, last = append(groups, nil), last+1
		}
		groups[last] = append(groups[last], hit{k, n})
	}
	for _, g := range groups {
		slices.SortStableFunc(g, func(a, b hit) int { return a.rank - b.rank })
	}
	slices.SortStableFunc(groups, func(a, b []hit) int { return a[0].rank - b[0].rank })
	return slices.Concat(groups...)
}

// rank says how well a kind fits: best by all that was typed, if that is its short, a
// whole code of the API's or the group, else as well as the worst of its words.
func rank(k wire.FaultKind, words []string) (n int, ok bool) {
	name, label, all := fold(rest(k)), fold(k.Label), strings.Join(words, " ")
	code := rest(k) == strings.ToUpper(rest(k))
	best := []bool{all == k.Short, code && all == name, all == k.Group}
	if at := slices.Index(best, true); at >= 0 {
		return at, true
	}
	for _, word := range words {
		at := slices.Index([]bool{
			starts(name, word), strings.Contains(name, word),
			starts(k.Group+" "+label, word), strings.Contains(label, word), starts(fold(k.Moment)+" "+meanings[k.Group], word),
		}, true)
		if at < 0 {
			return 0, false
		}
		n = max(n, at)
	}
	return len(best) + n, true
}

// starts says whether one of the words of a text begins with a word.
func starts(text, word string) bool { return strings.Contains(" "+text, " "+word) }

// rest is the part of a name behind its group.
func rest(k wire.FaultKind) string { return strings.TrimPrefix(string(k.Name), k.Group+".") }

// fold makes letters small and what is neither letter nor digit a space. Every
// byte stays where it is.
func fold(s string) string {
	folded := []byte(s)
	for i, c := range folded {
		switch {
		case 'A' <= c && c <= 'Z':
			folded[i] = c + 'a' - 'A'
		case c >= 0x80, 'a' <= c && c <= 'z', '0' <= c && c <= '9':
		default:
			folded[i] = ' '
		}
	}
	return string(folded)
}

// spans are where the words of a query stand in a text, in order and apart.
func spans(text, query string) []widget.Span {
	text = fold(text)
	var found []widget.Span
	for word := range strings.FieldsSeq(fold(query)) {
		if i := strings.Index(text, word); i >= 0 {
			found = append(found, widget.Span{Start: i, End: i + len(word)})
		}
	}
	slices.SortFunc(found, func(a, b widget.Span) int { return a.Start - b.Start })
	return found
}
