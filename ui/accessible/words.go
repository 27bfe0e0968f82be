package accessible

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/ui/screen"
)

// word is what can be answered to every question.
type word struct {
	name, does string
	do         func(t *Talk, rest string)
}

// words are all of them, in the order of the help.
func words() []word {
	return []word{
		{"?", "says what can be answered", help},
		{"again", "reads the page again", func(t *Talk, _ string) { t.said, t.listed = nil, "" }},
		{"back", "goes back", func(t *Talk, _ string) { t.press(tea.KeyPressMsg{Code: tea.KeyEscape}) }},
		{"skip", "goes on to the next field, as an empty line does", func(t *Talk, _ string) { t.Answer("", t.asked) }},
		{"try", "types in what the test person would", tryPerson},
		{"about 1", "says what is known of row 1", about},
		{"status", "says where the session stands", status},
		{"callbacks", "reads the callbacks so far", func(t *Talk, _ string) { t.lane(journal.LaneCallback) }},
		{"calls", "reads the HTTP calls so far", func(t *Talk, _ string) { t.lane(journal.LaneHTTP) }},
		{"statuses", "reads the statuses so far", func(t *Talk, _ string) { t.lane(journal.LaneStatus) }},
		{"webhooks", "reads the webhooks so far", func(t *Talk, _ string) { t.lane(journal.LaneWebhook) }},
		{"data", "shows the user data of the account or upload", func(t *Talk, _ string) { t.want(flow.DataWanted{}) }},
		{"browser", "opens the widget in a browser", func(t *Talk, _ string) { t.want(flow.BrowserWanted{}) }},
		{"faults", "says which faults the sandbox has; with a name it arms one, with the id of an armed one it takes it back", faults},
		{"ticket", "writes the session down for a ticket", ticket},
		{"close", "closes the widget, and then leaves", closeWidget},
	}
}

// word finds what a line begins with; only some take what follows.
func (t *Talk) word(line string) (do func(*Talk, string), rest string, ok bool) {
	name, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
	if name == "esc" { // as pages call it
		name = "back"
	}
	for _, w := range words() {
		word, _, takes := strings.Cut(w.name, " ")
		takes = takes || word == "faults"
		if word == name && (rest == "" || takes) {
			return w.do, strings.TrimSpace(rest), true
		}
	}
	return nil, "", false
}

func help(t *Talk, _ string) {
	t.line("Answer with what is asked for, or with one of these:")
	for _, e := range t.of(screen.Action) {
		t.line("%s, or %s", e.Label, e.Key)
	}
	for _, w := range words() {
		t.line("%s: %s", w.name, w.does)
	}
	t.line("An equals sign before such a word has it taken as it is, such as =back.")
}

// everyTime says of a line that it is a word which does the same whatever is asked.
func (t *Talk) everyTime(line string) bool {
	_, _, known := t.word(line)
	return known && !slices.Contains([]string{"skip", "try", "back", "esc"}, strings.TrimSpace(line))
}

// tryPerson types in what the test person would, and asks whether to send it.
func tryPerson(t *Talk, _ string) {
	fill := t.special(t.env.Keys.Fill.Help().Key)
	if fill == nil {
		t.line("No test person fits here.")
		return
	}
	fill()
	t.at = len(t.form())
}

func about(t *Talk, rest string) {
	for _, l := range t.of(screen.List) {
		for i := range l.Rows {
			if l.Detail != nil && numberOf(rest) == i+1 {
				t.line("%s", l.Detail(i))
				return
			}
		}
	}
	t.line("There is no such row of which more is known.")
}

// closeWidget closes the widget; where it is closed it leaves.
func closeWidget(t *Talk, _ string) {
	if t.state.Page == flow.Closed {
		t.over = true
		return
	}
	t.want(flow.Close{})
}

// status says where the session stands.
func status(t *Talk, _ string) {
	s := t.state
	t.line("%s", t.where())
	t.line("The page is %s.", s.Page)
	if s.Session.UserID != "" {
		t.line("The user is %s.", s.Session.UserID)
	}
	for _, a := range s.Linking.Accounts {
		t.line("%s", sentence(journal.Status{Subject: "account", ID: a.ID, To: string(a.ConnectionStatus), ErrorCode: string(a.ErrorCode())}))
	}
	for _, a := range s.Documents.Archives {
		t.line("%s", sentence(journal.Status{Subject: "archive", ID: a.ID, To: string(a.State.Status), ErrorCode: string(a.ErrorCode())}))
	}
	for _, l := range t.ends() {
		t.line("%s", l.sentence(l.until.Sub(t.Now())))
	}
}

// faults lists the faults of a sandbox, arms one by its name, or takes one back by its id.
func faults(t *Talk, rest string) {
	if t.Faults == nil {
		t.line("%s", t.NoFaults)
		return
	}
	all, err := t.Faults.List()
	if err != nil {
		t.line("%v", err)
		return
	}
	for _, f := range all.Armed {
		switch rest {
		case "":
			t.line("Armed: %s, %s", f.ID, f.Name)
		case f.ID:
			if err := t.Faults.Disarm(f.ID); err != nil {
				t.line("%v", err)
			}
			return
		}
	}
	for _, k := range all.Offered {
		switch rest {
		case "":
			t.line("%s: %s", k.Name, k.Label)
		case string(k.Name), k.Short:
			setFault(t, k)
			return
		}
	}
	if rest != "" {
		t.line("There is no fault %s. The answer faults says which there are.", rest)
	}
}

// setFault arms a fault once, for the session's user as the palette does, or triggers one that
// cannot wait; the page looks again then.
func setFault(t *Talk, k wire.FaultKind) {
	f := wire.Fault{Name: k.Name, Now: k.Moment == "", Times: 1}
	if f.Now || k.Group != "http" {
		f.When.UserID = t.state.Session.UserID
	}
	done, err := t.Faults.Set(f)
	if err != nil {
		done = err.Error()
	}
	if t.line("%s", done); f.Now {
		_ = t.Session.Do(flow.Refreshed{}) // where the page can
	}
}

// ticket writes the session down.
func ticket(t *Talk, _ string) {
	if t.Save == nil {
		t.line("Nothing is written down here.")
		return
	}
	path, text, err := t.Save()
	if err != nil {
		t.line("It could not be kept: %v\n%s", err, text)
		return
	}
	t.line("The ticket is in %s", path)
}
