package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"winkterm/flow/journal"
	"winkterm/flow/plain"
)

// writeMermaid writes the session as a sequence diagram: who sent what to whom.
func writeMermaid(to io.Writer, s *story) error {
	var t ticket
	for _, line := range append([]string{plain.Line(s.summary.Sentence)}, s.masking.lines()...) {
		t.line("%%%% %s", line)
	}
	t.line("sequenceDiagram\n  autonumber")
	for _, of := range []string{"user as User", "wizard as Wizard", "page as Integrator's page", "open as Open API", "link as Link API"} {
		t.line("  participant %s", of)
	}
	drawn := slices.DeleteFunc(slices.Clone(s.records), func(r journal.Record) bool { return r.Lane == journal.LaneState })
	for _, polls := range folded(drawn, sameEnd) {
		for _, line := range arrows(polls[len(polls)-1], len(polls)) {
			t.line("  %s", line)
		}
	}
	_, err := io.WriteString(to, t.String())
	return err
}

// arrows are what a record is in the diagram, a call that was made so many times.
func arrows(r journal.Record, times int) []string {
	switch d := r.Data.(type) {
	case journal.Intent:
		if text := phrase(d); text != "" {
			return []string{"user->>wizard: " + label(text)}
		}
	case journal.Screen:
		return []string{"wizard->>user: page " + label(d.Page)}
	case journal.Callback:
		text := label(joined(" ", d.Name, argsOf(d).note()))
		if d.Source == journal.SourceWidget {
			return []string{"page->>wizard: " + text + " (of the widget)"}
		}
		return []string{"wizard-->>page: " + text}
	case journal.HTTP:
		return called(d, times)
	case journal.Status:
		return []string{"note over wizard: " + label(d.Subject+" "+transition(d))}
	case journal.Launch:
		return []string{"wizard->>page: opens the widget in a browser"}
	case journal.Note:
		return []string{"note over wizard: " + label(joined(": ", d.Topic, d.Text))}
	case journal.Webhook:
		return []string{"open-->>page: webhook " + label(joined(" ", r.Kind, d.ErrorCode, strings.Join(d.Marks, ", ")))}
	case journal.State, journal.Items, journal.Unknown:
	}
	return nil
}

func called(d journal.HTTP, times int) []string {
	api := "open"
	if d.API == "link" {
		api = "link"
	}
	text, answer := label(d.Method+" "+d.Path), fmt.Sprintf("%s-->>wizard: %d %s", api, d.Status, label(d.Code))
	if times > 1 {
		text += fmt.Sprintf(", %d times", times)
	}
	if d.Status == 0 {
		answer = fmt.Sprintf("%s--xwizard: %s", api, label(joined(": ", "no answer", d.Err)))
	}
	return []string{"wizard->>" + api + ": " + text, answer}
}

// note is what of the arguments matters at a glance.
func (a args) note() string {
	return joined(" ", a.EventName, string(a.ErrorCode), a.Reason, a.AccountID, strings.Join(a.Uploads, " "))
}

// labelMost is how many letters a label has.
const labelMost = 100

// label is a text beside an arrow: what means something to Mermaid stands as its code.
func label(text string) string {
	text = strings.TrimSpace(plain.Line(text))
	if runes := []rune(text); len(runes) > labelMost {
		text = string(runes[:labelMost]) + "…"
	}
	return strings.NewReplacer("#", "#35;", ";", "#59;", ":", "#58;", "<", "#60;", ">", "#62;", "%", "#37;", "{", "#123;", "}", "#125;").Replace(text)
}
