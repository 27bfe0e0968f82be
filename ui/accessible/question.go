package accessible

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"winkterm/ui/screen"
)

// rowsRead is how many rows of a list are read at once.
const rowsRead = 10

// form gives the fields that are sent together; none where the page has no such.
func (t *Talk) form() []screen.Entry {
	if len(t.of(screen.Send)) == 0 {
		return nil
	}
	return t.of(screen.Field)
}

// nextEmpty is the first field with nothing in it, or behind the last one.
func (t *Talk) nextEmpty() int {
	fields := t.form()
	if at := slices.IndexFunc(fields, func(e screen.Entry) bool { return !e.Filled }); at >= 0 {
		return at
	}
	return len(fields)
}

// Hidden says that the answer is not to be shown as it is typed.
func (t *Talk) Hidden() bool {
	f := t.form()
	return t.at < len(f) && f[t.at].Secret && !t.waits()
}

// ask puts the question, unless it was put already.
func (t *Talk) ask() {
	text, end := t.question()
	question := text + end
	if question == t.asked || t.over {
		return
	}
	if hidden := t.Hidden(); t.Hide != nil && hidden != t.hidden {
		t.hidden = hidden
		t.Hide(hidden)
	}
	if text == t.listed {
		text = ""
	} else {
		t.listed = text
	}
	if !t.Person && end != "" {
		end += "\n"
	}
	t.write(text + end)
	t.asked, t.pending = question, t.Person
}

// question is what is to be answered: lines of what there is, and how to answer. Nothing
// is asked while the page waits.
func (t *Talk) question() (text, end string) {
	switch fields, lists := t.form(), t.of(screen.List); {
	case t.waits():
		return "", ""
	case len(fields) > 0:
		return t.fieldQuestion(fields)
	case len(lists)+len(t.of(screen.Field)) > 0:
		return t.listQuestion(lists)
	}
	for i, e := range t.choices() {
		text += numbered(i+1, e)
	}
	return text, "Your choice? "
}

// choices are those of the page; where it has none, what its keys do.
func (t *Talk) choices() []screen.Entry {
	if all := t.of(screen.Choice); len(all) > 0 {
		return all
	}
	return t.of(screen.Action)
}

func numbered(n int, e screen.Entry) string {
	if e.Key == "" {
		return fmt.Sprintf("%d. %s\n", n, e.Label)
	}
	return fmt.Sprintf("%d. %s (%s)\n", n, e.Label, e.Key)
}

// fieldQuestion asks for a field, with what is wrong with it, or behind the last one
// whether to send.
func (t *Talk) fieldQuestion(fields []screen.Entry) (text, end string) {
	if wrong := slices.IndexFunc(fields, func(e screen.Entry) bool { return e.Wrong != "" }); t.at >= len(fields) && wrong >= 0 {
		t.at = wrong
	}
	if t.at >= len(fields) {
		for i, e := range fields {
			text += fmt.Sprintf("%d. %s: %s\n", i+1, e.Label, stands(e))
		}
		return text, "Enter to " + t.of(screen.Send)[0].Label + ", or a number to change what stands there: "
	}
	e, lead := fields[t.at], ""
	if e.Wrong != "" {
		lead = e.Label + ": " + e.Wrong + "\n"
	}
	for _, more := range []struct {
		says bool
		text string
	}{{e.Hint != "", e.Hint}, {e.Filled, "Enter keeps " + stands(e)}, {e.Secret, "not shown as you type"}} {
		if more.says {
			end += ", " + more.text
		}
	}
	return "", lead + e.Label + end + ": "
}

// stands is what stands in a field.
func stands(e screen.Entry) string {
	switch {
	case !e.Filled:
		return "nothing"
	case e.Secret:
		return "what is there"
	}
	return e.Text
}

// listQuestion asks for a row, with some of the rows.
func (t *Talk) listQuestion(lists []screen.Entry) (text, end string) {
	var ways []string
	for _, e := range t.of(screen.Field) {
		if e.Wrong != "" {
			end = e.Label + ": " + e.Wrong + "\n"
		}
		ways = append(ways, e.Label)
	}
	for _, l := range lists {
		last := min(t.first+rowsRead, l.Rows)
		text += fmt.Sprintf("%d in the list", l.Rows)
		if last < l.Rows || t.first > 0 {
			text += fmt.Sprintf(", %d to %d", t.first+1, last)
			ways = append(ways, "n for more")
		}
		for i := t.first; i < last; i++ {
			if l.Part != nil && l.Part(i) {
				text += "\n" + l.Row(i) + ":"
				continue
			}
			text += fmt.Sprintf("\n%d. %s", i+1, l.Row(i))
		}
		text, ways = text+"\n", append(ways, "a number")
	}
	return text, end + capital(strings.Join(ways, ", or ")) + ": "
}

// Question is what is asked, empty while the page waits.
func (t *Talk) Question() string { return t.asked }

// Answer takes a line that answers a question, or is one of the words. An equals sign
// before such a word has it taken as it is. Where a person types, an answer to another
// question than the present one is not used, unless it is a word that fits everywhere.
func (t *Talk) Answer(line, question string) {
	t.pending = false
	if t.state, _ = t.Session.Watch(); t.state.ViewCount != t.views {
		t.Refresh()
	}
	if t.Person && question != t.asked && (question != "" || t.Hidden()) && !t.everyTime(line) {
		t.line("\nThe question is another one now, and the answer was not used.")
		t.asked = ""
		return
	}
	t.asked = ""
	t.read()
	literal, isLiteral := strings.CutPrefix(line, "=")
	if isLiteral && t.special(literal) != nil {
		line = literal
	} else if do := t.special(line); do != nil {
		do()
		return
	}
	switch fields, lists := t.form(), t.of(screen.List); {
	case len(fields) > 0 && !t.waits():
		t.answerField(fields, line)
	case len(lists)+len(t.of(screen.Field)) > 0 && !t.waits():
		t.answerList(lists, strings.TrimSpace(line))
	default:
		t.choose(strings.TrimSpace(line))
	}
}

// special is what a line does that answers no question: it is one of the words, or what a
// key does, by its name or what it says that it does. A letter is one only where nothing
// is typed. It is nil for all else.
func (t *Talk) special(line string) func() {
	if do, rest, known := t.word(line); known {
		return func() { do(t, rest) }
	}
	letters := len(t.of(screen.Field)) == 0
	for _, e := range t.of(screen.Action) {
		if strings.EqualFold(line, e.Label) || line == e.Key && (letters || len(e.Key) > 1) {
			return func() { t.do(e.Do()) }
		}
	}
	return nil
}

// answerField types a line into the field that was asked for, and goes on to the next.
// Behind the last one the fields are sent.
func (t *Talk) answerField(fields []screen.Entry, line string) {
	if t.at >= len(fields) {
		if n, err := strconv.Atoi(strings.TrimSpace(line)); err == nil && n > 0 && n <= len(fields) {
			t.at = n - 1
			return
		}
		if strings.TrimSpace(line) != "" {
			t.line("That is neither Enter nor the number of a field.")
			return
		}
		t.do(t.of(screen.Send)[0].Do())
		return
	}
	if line != "" {
		t.do(fields[t.at].Set(line))
	}
	if t.at++; t.at == len(fields) {
		t.read()
		t.do(t.of(screen.Send)[0].Do())
	}
}

// answerList takes a row by its number, does what a key does, or types into the page's
// field: a search or a path.
func (t *Talk) answerList(lists []screen.Entry, line string) {
	for _, l := range lists {
		if n, err := strconv.Atoi(line); err == nil && n > 0 && n <= l.Rows {
			t.do(l.Take(n - 1))
			return
		}
		if line == "n" {
			if t.first += rowsRead; t.first >= l.Rows {
				t.first = 0
			}
			return
		}
	}
	if line == "" {
		return
	}
	for _, f := range t.of(screen.Field) {
		t.first = 0
		t.do(f.Set(line))
		return
	}
	t.line("%s is no number of the list. Answer ? for what else there is.", line)
}

// choose takes a choice by its number, letter or name.
func (t *Talk) choose(line string) {
	for i, e := range t.choices() {
		if line != "" && (line == strconv.Itoa(i+1) || line == e.Key || strings.EqualFold(line, e.Label)) {
			t.do(e.Do())
			return
		}
	}
	if line != "" {
		t.line("%s is none of the choices. Answer ? for what else there is.", line)
	}
}
