package cli

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"

	"winkterm/flow/lookup"
	"winkterm/ui/format"
	"winkterm/ui/widget"
)

// columnsUsual is how wide text is printed where no terminal says otherwise.
const (
	columnsUsual = 80
	columnsLeast = 40
	columnsMost  = 100
)

// columns is how wide text may be.
func columns(s Streams) int {
	if width := terminalWidth(s); width > 0 {
		return min(max(width, columnsLeast), columnsMost)
	}
	return columnsUsual
}

// terminalWidth is how many columns the terminal has that stdout is, 0 where it is none.
func terminalWidth(s Streams) int {
	if file, ok := s.raw().(*os.File); ok {
		if width, _, err := term.GetSize(file.Fd()); err == nil {
			return width
		}
	}
	return 0
}

// labelled writes paragraphs with a label in front of each, within a width.
type labelled struct {
	strings.Builder
	// width is that of all, label that of the labels with the blanks around them; 0 is
	// that of a word.
	width, label int
}

// labelWidth is how wide labels of a word are.
const labelWidth = 14

// add writes a paragraph behind a label, nothing for an empty one.
func (l *labelled) add(label, text string) {
	if text == "" {
		return
	}
	at := cmp.Or(l.label, labelWidth)
	for _, line := range wrapped(widget.Clean(text), l.width-at) {
		fmt.Fprintf(l, "  %-*s%s\n", at-2, label, line)
		label = ""
	}
}

// list writes a label, and a line or more for each entry.
func (l *labelled) list(label string, entries []string) {
	for _, e := range entries {
		l.add(label, e)
		label = ""
	}
}

// wrapped breaks a text between words into lines of a width; a longer word has a line of
// its own. Lines behind the first are set in by two.
func wrapped(text string, width int) (lines []string) {
	line := ""
	for word := range strings.FieldsSeq(text) {
		switch {
		case line == "":
			line = word
		case ansi.StringWidth(line)+1+ansi.StringWidth(word) > width:
			lines, line = append(lines, line), "  "+word
		default:
			line += " " + word
		}
	}
	return append(lines, line)
}

// foundText is what is known of an id, for people.
func foundText(f lookup.Found, now time.Time, width int) string {
	l := &labelled{width: width}
	fmt.Fprintf(l, "%s %s\n\n", f.Kind, widget.Clean(f.ID))
	l.add("Host", f.Host)
	if f.Kind != lookup.User {
		l.add("User", f.UserID)
		l.add("Status", strings.TrimSpace(f.Status+" "+f.ErrorCode))
		l.add("Says", f.ErrorMessage)
	}
	if e := f.Explanation; e != nil {
		l.add("Means", e.WhatHappened)
		l.add("Who acts", e.WhoActs)
		l.add("Try again", e.RetryText)
	}
	l.source(f, now)
	l.list("Tasks", entriesFor(f.Tasks, taskText))
	l.add("Data", strings.Join(entriesFor(f.Data, dataText), ", "))
	l.list(othersLabel(f.Kind, lookup.Account, "Accounts"), entriesFor(f.Accounts, sourceText))
	l.list(othersLabel(f.Kind, lookup.Archive, "Archives"), entriesFor(f.Archives, sourceText))
	l.list("Not read", entriesFor(f.NotRead, func(n lookup.NotRead) string { return n.What + ": " + n.Why }))
	l.list("Recorded", entriesFor(f.Sessions, sessionText))
	if len(f.Sessions) > 0 {
		l.add("See it", "winkterm replay "+f.Sessions[0].Name)
	}
	if f.Repro != "" || f.Host == "" && f.Status != "" {
		l.add("Reproduce", "winkterm repro "+f.ID)
	}
	return l.String()
}

// source writes what an account or archive is made of, and the times.
func (l *labelled) source(f lookup.Found, now time.Time) {
	if p := f.Provider; p != nil {
		text := p.ID
		if p.Name != "" {
			text = fmt.Sprintf("%s (%s), %s", p.ID, p.Name, p.Type)
		}
		l.add("Provider", text)
	}
	if f.FileType != "" {
		l.add("Documents", fmt.Sprintf("%s, %s", f.FileType, many(f.Files, "file")))
	}
	l.add("Created", moment(f.CreatedAt, now))
	l.add("Since", moment(f.UpdatedAt, now))
	if m := f.Monitor; m != nil {
		text := string(m.Status)
		if m.UpdatedAt != nil {
			text += " since " + moment(*m.UpdatedAt, now)
		}
		l.add("Monitor", text)
	}
}

func entriesFor[T any](all []T, text func(T) string) (entries []string) {
	for _, one := range all {
		entries = append(entries, text(one))
	}
	return entries
}

// othersLabel is the label of a user's accounts or archives, beside the one that was
// asked for.
func othersLabel(asked, kind lookup.Kind, label string) string {
	if asked == kind {
		return "Others"
	}
	return label
}

func taskText(t lookup.Task) string {
	text := fmt.Sprintf("%s %s %s", t.Type, t.Status, stamp(t.StartedAt))
	if t.FinishedAt != nil {
		text += fmt.Sprintf(", took %s", format.Duration(t.FinishedAt.Sub(t.StartedAt)))
	}
	if len(t.Datapoints) > 0 {
		text += ": " + strings.Join(slices.Sorted(slices.Values(texts(t.Datapoints))), ", ")
	}
	return text
}

// texts are words of the API as texts.
func texts[T ~string](words []T) (all []string) {
	for _, word := range words {
		all = append(all, string(word))
	}
	return all
}

func dataText(d lookup.Data) string {
	more := ""
	if d.More {
		more = " or more"
	}
	return fmt.Sprintf("%s %d%s", d.Kind, d.Count, more)
}

func sourceText(s lookup.Source) string {
	return strings.Join(strings.Fields(strings.Join([]string{s.ID, s.ProviderID, s.FileType, s.Status, s.ErrorCode, stamp(s.CreatedAt)}, " ")), " ")
}

func sessionText(s lookup.Session) string {
	return strings.Join(strings.Fields(strings.Join([]string{s.Name, s.Host, s.ProviderID, s.Status, s.ErrorCode}, " ")), " ")
}

// stamp is a moment in UTC, to the second.
func stamp(at time.Time) string { return at.UTC().Format("2006-01-02T15:04:05Z") }

// moment is a stamp with how long ago that is; empty for none.
func moment(at, now time.Time) string {
	if at.IsZero() {
		return ""
	}
	if ago := now.Sub(at); ago > 0 {
		return fmt.Sprintf("%s (%s ago)", stamp(at), format.Age(ago))
	}
	return stamp(at)
}

func many(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
