package palette

import (
	"cmp"
	"slices"
	"strings"

	"winkterm/api/wire"
	"winkterm/ui/widget"
)

// How well a kind fits a query, the best first.
const (
	exactShort = iota
	exactName
	exactGroup
	startOfName
	inName
	startOfWord
	inWord
	byMeaning
	nowhere
)

// meanings are words for a group that stand in none of its names.
var meanings = map[string]string{
	"account": "login connection", "mfa": "otp code verification", "http": "status response answer",
	"archive": "document upload", "monitor": "sync", "token": "session", "connection": "network",
	"clock": "time", "sandbox": "start over",
}

// find gives the kinds that fit a query, group by group: the group with the best
// one first, and the best one first within it. An empty query fits all, in their
// own order.
func find(kinds []wire.FaultKind, query string) []wire.FaultKind {
	query = strings.TrimSpace(fold(query))
	ranks := map[wire.FaultName]int{}
	groups, best := map[string]int{}, map[string]int{} // each group's place and best rank
	var found []wire.FaultKind
	for i, k := range kinds {
		n := rank(k, query)
		if n == nowhere {
			continue
		}
		if b, ok := best[k.Group]; !ok {
			groups[k.Group], best[k.Group] = i, n
		} else {
			best[k.Group] = min(b, n)
		}
		found, ranks[k.Name] = append(found, k), n
	}
	slices.SortStableFunc(found, func(a, b wire.FaultKind) int {
		return cmp.Or(best[a.Group]-best[b.Group], groups[a.Group]-groups[b.Group], ranks[a.Name]-ranks[b.Name])
	})
	return found
}

// rank says how well a kind fits a folded query: as well as its worst word.
func rank(k wire.FaultKind, query string) int {
	name := fold(rest(k))
	switch query {
	case "":
		return inWord
	case k.Short:
		return exactShort
	case name:
		return exactName
	case k.Group:
		return exactGroup
	}
	worst := exactName
	for word := range strings.FieldsSeq(query) {
		worst = max(worst, rankWord(k, name, word))
	}
	return worst
}

func rankWord(k wire.FaultKind, name, word string) int {
	label := fold(k.Label)
	switch {
	case starts(name, word):
		return startOfName
	case strings.Contains(name, word):
		return inName
	case starts(k.Group+" "+label, word):
		return startOfWord
	case strings.Contains(label, word):
		return inWord
	case starts(fold(k.Moment)+" "+meanings[k.Group], word):
		return byMeaning
	}
	return nowhere
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
