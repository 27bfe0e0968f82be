package screen

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"

	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// Kind is what an entry of an outline is.
type Kind uint8

// The kinds: what is said, what can be read, what can be answered.
const (
	// Heading names the page, Sentence is a paragraph, Notice what has happened unasked.
	Heading Kind = iota
	Sentence
	Notice
	// Waiting says that something is under way, after which the page goes on by itself.
	Waiting
	// Fact is a label with a value.
	Fact
	// Field is typed into, Choice is taken, Send sends the fields.
	Field
	Choice
	Send
	// Action is what a key does beside the choices.
	Action
	// List has rows that can be taken.
	List
)

// Entry is one thing that a page says or offers, for a reader that has no grid: its
// texts are whole, clean and without signs.
type Entry struct {
	Kind Kind
	// Label names a fact, field, choice or action; Text is what is said, and what stands in
	// a field that is not secret.
	Label, Text string
	// Key picks a choice or action; it may be empty.
	Key string
	// Timed says that the text changes by itself, as the time goes on.
	Timed bool
	// Hint is what to type into a field, Wrong what is wrong with what was typed.
	Hint, Wrong string
	// Secret is a field whose text is not shown, Filled one that has something typed.
	Secret, Filled bool
	// Set types a text into a field, Do takes a choice or action or sends the fields.
	Set func(text string) Out
	Do  func() Out
	// Rows is how many there are, Row the text of one from 0 on, Detail what more is known
	// of it, which may be nil, and Take takes it.
	Rows        int
	Row, Detail func(i int) string
	// Part says that a row only names those below it; it may be nil.
	Part func(i int) bool
	Take func(i int) Out
}

// Outline gives what the page says and offers, in its order.
func (v View) Outline() []Entry {
	plain := Spoken(v.symbols)
	all := make([]Entry, len(v.outline))
	for i, e := range v.outline {
		e.Label, e.Text, e.Hint, e.Wrong = plain(e.Label), plain(e.Text), plain(e.Hint), plain(e.Wrong)
		if e.Kind == Fact {
			e.Text = strings.ReplaceAll(e.Text, "\n", ", ")
		}
		if row := e.Row; row != nil {
			e.Row = func(i int) string { return plain(row(i)) }
		}
		if detail := e.Detail; detail != nil {
			e.Detail = func(i int) string { return plain(detail(i)) }
		}
		all[i] = e
	}
	return all
}

// columns are two spaces or more, which keep columns apart.
var columns = regexp.MustCompile(` {2,}`)

// Spoken makes text to be read out of a text that is drawn: signs are words, or left out
// where what they say is said as well; columns are parted by commas.
func Spoken(s theme.Symbols) func(string) string {
	words := map[string]string{
		s.Warn: "warning:", s.Fault: "fault:", s.Dot: ",",
	}
	return func(text string) string {
		if text == s.Off {
			return "none"
		}
		lines := strings.Split(widget.CleanLines(text), "\n")
		for i, line := range lines {
			tokens := strings.Split(columns.ReplaceAllString(strings.TrimSpace(line), " "+s.Dot+" "), " ")
			said := tokens[:0]
			for _, t := range tokens {
				if word, known := words[t]; known || isSign(t) {
					t = word
				}
				if t != "" && (t != "," || len(said) > 0) {
					said = append(said, t)
				}
			}
			lines[i] = strings.ReplaceAll(strings.Join(said, " "), " ,", ",")
		}
		return strings.Join(lines, "\n")
	}
}

// isSign says that a word is one sign, which nobody reads out.
func isSign(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	return size == len(word) && r >= utf8.RuneSelf && !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// note adds an entry to the outline.
func (w *writer) note(e Entry) {
	e.Timed, w.timed = w.timed, false
	w.view.outline = append(w.view.outline, e)
}

// say notes what is written otherwise.
func (w *writer) say(kind Kind, label, text string) {
	if label != "" || text != "" {
		w.note(Entry{Kind: kind, Label: label, Text: text})
	}
}

// noteKey notes what a key does, unless it only concerns what is drawn.
func (w *writer) noteKey(k key.Binding, do func() Out) {
	for _, drawn := range []key.Binding{w.Keys.Enter, w.Keys.CompletePath, w.Keys.MoreOften, w.Keys.QRCode} {
		if shown := k.Help(); k.Keys()[0] == drawn.Keys()[0] && (shown == drawn.Help() || k.Keys()[0] != w.Keys.CompletePath.Keys()[0]) {
			return
		}
	}
	w.note(Entry{Kind: Action, Label: k.Help().Desc, Key: k.Help().Key, Do: do})
}

// noteField notes a field of the form; set follows each change, and may be nil.
func (w *writer) noteField(in *widget.Input, set func() Out) {
	e := Entry{Kind: Field, Label: in.Label, Hint: in.Hint, Wrong: in.Err, Secret: in.Secret, Filled: in.Value() != ""}
	if !in.Secret {
		e.Text = in.Value()
	}
	e.Set = func(text string) Out {
		in.SetValue(text)
		return set()
	}
	w.note(e)
}

// noteRows notes a list: to take a row is to choose it and to click on it.
func (w *writer) noteRows(r *rows, total int, row func(i, width int) string, click func(i int) Out) {
	if r.spoken != nil {
		row = func(i, _ int) string { return r.spoken(i) }
	}
	w.note(Entry{Kind: List, Rows: total, Detail: r.detail, Part: r.part, Row: func(i int) string { return row(i, rowWidth) }, Take: func(i int) Out {
		r.Set(i, total, r.shown)
		if out := click(i); len(out.Intents)+len(out.Queries) > 0 {
			return out
		}
		return click(i) // the first click only took the focus away from a field
	}})
}

// rowWidth is the width of a row that is read out, in cells: enough for all of it.
const rowWidth = 400
