package spec

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
)

const (
	shownMistakes = 20 // of one file
	shownWords    = 8  // of what may stand somewhere
	shownLetters  = 60 // of what stands there
)

// mistakes collects what is wrong with a file, each mistake once.
type mistakes struct {
	all  []*Error
	seen map[Error]bool
	// found counts them with those that were found before, in another case.
	found   int
	secrets []wire.Secret
}

func (m *mistakes) add(pos Pos, format string, args ...any) {
	m.found++
	e := Error{pos, fmt.Sprintf(format, args...)}
	if m.seen == nil {
		m.seen = map[Error]bool{}
	}
	if !m.seen[e] {
		m.seen[e], m.all = true, append(m.all, &e)
	}
}

// addOnce notes a mistake that it has not noted elsewhere already.
func (m *mistakes) addOnce(pos Pos, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if slices.ContainsFunc(m.all, func(e *Error) bool { return e.Text == text }) {
		m.found++
		return
	}
	m.add(pos, "%s", text)
}

// quote shows what stands in a file: short, masked, and without control characters.
func (m *mistakes) quote(text string) string {
	for _, s := range m.secrets {
		text = strings.ReplaceAll(text, s.Reveal(), s.String())
	}
	text = strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) {
			return ' '
		}
		return r
	}, text)
	if letters := []rune(text); len(letters) > shownLetters {
		text = string(letters[:shownLetters]) + "…"
	}
	return strconv.Quote(text)
}

// err joins the first of them in the order of the file; nil where there are none.
func (m *mistakes) err() error {
	slices.SortStableFunc(m.all, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Column, b.Pos.Column))
	})
	var errs []error
	for _, e := range m.all[:min(len(m.all), shownMistakes)] {
		errs = append(errs, e)
	}
	if more := len(m.all) - len(errs); more > 0 {
		last := m.all[len(errs)]
		errs = append(errs, &Error{last.Pos, fmt.Sprintf("%s, and %d more mistakes", last.Text, more-1)})
	}
	return errors.Join(errs...)
}

// begunLeast is how many letters of a word show which one is meant.
const begunLeast = 3

// Near gives the word that is nearest to what was asked for, or one that begins like that;
// empty where none is near.
func Near(asked string, words []string) string {
	if len(words) == 0 {
		return ""
	}
	if near, changes := fault.Nearest(asked, words); changes <= max(1, min(len(asked), len(near))/3) {
		return near
	}
	begun := func(word string) bool {
		return len(asked) >= begunLeast && len(word) > len(asked) && strings.EqualFold(word[:len(asked)], asked)
	}
	if i := slices.IndexFunc(words, begun); i >= 0 {
		return words[i]
	}
	return ""
}

// Suggest says for the end of an error what may have been meant: the word that is near, or
// all of them where they are few.
func Suggest(asked string, words []string) string {
	if near := Near(asked, words); near != "" {
		return ", the nearest is " + near
	}
	if len(words) > 0 && len(words) <= shownWords {
		return ", there is " + strings.Join(slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "" }), ", ")
	}
	return ""
}
