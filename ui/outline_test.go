package ui

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"winkterm/flow/userdata"
	"winkterm/ui/screen"
	"winkterm/ui/widget"
)

// spokenWord is what is read out: letters and digits.
var spokenWord = regexp.MustCompile(`[\p{L}\p{N}]{2,}`)

// Every page that is drawn can be read without a grid: it has a heading, a way on, no
// escape, and every word of what is drawn. TestEveryPageIsDrawn sees that none is missing.
func TestEveryPageHasAnOutline(t *testing.T) {
	t.Parallel()
	for name, lead := range pages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := lead(newBench(t, native, 120, 40))
			view := b.app.page.View(b.host.state, 200, 40)
			checkOutline(t, view)
		})
	}
}

func checkOutline(t *testing.T, view screen.View) {
	t.Helper()
	said, kinds := "", map[screen.Kind]int{}
	for _, e := range view.Outline() {
		if kinds[e.Kind]++; e.Secret && e.Text != "" {
			t.Errorf("the secret field %s is read out", e.Label)
		}
		said += strings.Join([]string{"", e.Label, e.Text, e.Hint, e.Wrong, e.Key}, "\n")
		said += fmt.Sprint("\n", e.Rows, map[bool]string{true: " enter"}[e.Kind == screen.Send])
		for i := range e.Rows {
			said += "\n" + e.Row(i)
			if e.Detail != nil {
				said += "\n" + e.Detail(i)
			}
		}
	}
	if kinds[screen.Heading] == 0 {
		t.Error("no heading")
	}
	ways := []screen.Kind{screen.Field, screen.Choice, screen.Action, screen.List, screen.Waiting}
	if !slices.ContainsFunc(ways, func(k screen.Kind) bool { return kinds[k] > 0 }) {
		t.Error("no way on")
	}
	if strings.ContainsAny(said, "\x1b\u009b") || said != widget.CleanLines(said) {
		t.Errorf("not plain: %q", said)
	}
	known := map[string]bool{}
	for _, c := range userdata.Columns(userdata.Incomes) { // an empty cell is not read out
		said += "\n" + c.Name
	}
	for _, word := range spokenWord.FindAllString(strings.ToLower(said), -1) {
		known[word] = true
	}
	for _, line := range view.Lines {
		for _, word := range spokenWord.FindAllString(strings.ToLower(widget.Clean(line)), -1) {
			if !known[word] {
				t.Errorf("%q is not read out, of the line %q", word, widget.Clean(line))
			}
		}
	}
}
