package redact

import (
	"iter"
	"regexp"
	"slices"
	"strings"
)

// Proof looks for the values that a redactor knows in bytes that are about to leave:
// as they stand, in any case, escaped for URLs, JSON, shells and HTML as often as may
// be, with blanks and dashes taken out, in base64 wherever it begins, and in
// hexadecimal. It gives back placeholders alone. Make it with Redactor.Proof.
//
// What can be chance in bytes of which nothing else is known (a word of up to sixteen
// letters, a number of up to eight digits, a name) is looked for in its encodings alone;
// where the redactor itself would mask it is for Text to find.
type Proof struct {
	redactor *Redactor
	// words has the placeholders of the values that can be chance.
	words   map[string]bool
	needles []needle
	index   needles
}

// Proof gives a proof of what the redactor knows now. Values that are masked only where
// they stand, such as a city, are not looked for.
func (r *Redactor) Proof() *Proof {
	r.mu.Lock()
	defer r.mu.Unlock()
	seen, words := map[*entry]bool{}, map[string]bool{}
	var all []needle
	for _, e := range r.entries {
		if !e.local && !seen[e] {
			seen[e] = true
			words[e.mark] = e.word()
			all = append(all, needlesOf(e)...)
		}
	}
	return newProof(r, words, all)
}

// Chance says that the value of a placeholder is such as stands in many texts by chance:
// a word, a name, a short number.
func (p *Proof) Chance(placeholder string) bool { return p.words[placeholder] }

func newProof(r *Redactor, words map[string]bool, all []needle) *Proof {
	slices.SortFunc(all, func(a, b needle) int {
		if n := len(b.text) - len(a.text); n != 0 {
			return n
		}
		return strings.Compare(a.text+a.mark, b.text+b.mark)
	})
	p := &Proof{redactor: r, words: words, needles: all, index: needles{byPrefix: map[uint32][]needle{}}}
	for _, n := range all {
		p.index.add(n)
	}
	return p
}

// Redactor is the one whose values these are.
func (p *Proof) Redactor() *Redactor { return p.redactor }

// Without gives a proof that takes what stands in a vocabulary for chance, in any case:
// whose password is "provider" has it in every report. So is the name of a key that is
// known, such as "password". Encodings of it are still found.
func (p *Proof) Without(vocabulary string) *Proof {
	vocabulary = strings.ToLower(vocabulary + " " + squeeze(vocabulary))
	return newProof(p.redactor, p.words, slices.DeleteFunc(slices.Clone(p.needles), func(n needle) bool {
		_, key := ruleFor(n.text, anywhere)
		return n.how == folded && (key || strings.Contains(vocabulary, strings.ToLower(n.text)))
	}))
}

// Leak says whether a value stands in the data, and which one, as its placeholder.
func (p *Proof) Leak(data []byte) (what string, found bool) {
	if len(p.needles) == 0 {
		return "", false
	}
	text := string(data)
	for range escapesMax {
		for _, view := range []string{text, squeeze(text)} {
			if mark, ok := p.index.find(view); ok {
				return mark, true
			}
		}
		plain := unescape(text)
		if plain == text {
			break
		}
		text = plain
	}
	return "", false
}

// Text is Leak for a text of a record, or one that a user copies: it also finds what
// the redactor would mask there, by a key, by its looks, or standing alone.
func (p *Proof) Text(text string) (what string, found bool) {
	if what, found = p.Leak([]byte(text)); found {
		return what, true
	}
	text = variables.ReplaceAllString(text, "[$1]")
	return NewPlaceholder(text, p.redactor.Text(text))
}

// Mask masks the values in a text that Chance takes for such as stand anywhere: a record
// from before such a value was known has it still, so that Text would refuse what was
// innocent then. A text with any other value, and a call with variables, stays as it is.
func (p *Proof) Mask(text string) string {
	if _, found := p.Leak([]byte(text)); found || variables.MatchString(text) {
		return text
	}
	masked := p.redactor.Text(text)
	for mark := range newPlaceholders(text, masked) {
		if !p.Chance(mark) {
			return text
		}
	}
	return masked
}

// variables are placeholders as variables of a shell, with the quotes around them: in a
// call that is copied they stand where the values stood.
var variables = func() *regexp.Regexp {
	var names []string
	for _, k := range kinds {
		names = append(names, string(k))
	}
	return regexp.MustCompile(`'?"\$((?:` + strings.Join(names, "|") + `)(?:_[0-9]+)?)"'?`)
}()

// NewPlaceholder gives the first placeholder of a masked text that was not in the text
// before, and whether there is one.
func NewPlaceholder(before, masked string) (mark string, found bool) {
	for mark := range newPlaceholders(before, masked) {
		return mark, true
	}
	return "", false
}

// newPlaceholders are all that NewPlaceholder looks for.
func newPlaceholders(before, masked string) iter.Seq[string] {
	return func(yield func(string) bool) {
		if before == masked {
			return
		}
		count := map[string]int{}
		for mark := range Placeholders(before) {
			count[mark]++
		}
		for mark := range Placeholders(masked) {
			if count[mark]--; count[mark] < 0 && !yield(mark) {
				return
			}
		}
	}
}
