package report

import (
	"fmt"
	"io"
	"strings"

	"winkterm/flow/journal"
)

// ticket is Markdown while it is written.
type ticket struct {
	strings.Builder
}

func (t *ticket) line(format string, args ...any) { fmt.Fprintf(&t.Builder, format+"\n", args...) }

func (t *ticket) heading(text string) { t.line("\n## %s\n", text) }

// table writes a table; cells are escaped already. One without rows says so.
func (t *ticket) table(head []string, rows [][]string, none string) {
	if len(rows) == 0 {
		t.line("%s", none)
		return
	}
	t.line("| %s |\n|%s", strings.Join(head, " | "), strings.Repeat(" --- |", len(head)))
	for _, row := range rows {
		t.line("| %s |", strings.Join(row, " | "))
	}
}

// writeMarkdown writes the ticket.
func writeMarkdown(to io.Writer, s *story) error {
	var t ticket
	t.line("# %s", s.title())
	t.line("\n%s", prose(s.summary.Sentence))
	s.pages(&t)
	s.lastScreen(&t)
	s.received(&t)
	explained(&t, s.summary.Codes)
	s.ids(&t)
	s.calls(&t)
	s.facts(&t)
	s.reproduced(&t)
	s.masked(&t)
	_, err := io.WriteString(to, t.String())
	return err
}

// title is what a tracker shows in its list.
func (s *story) title() string {
	title := "winkterm session of " + s.start.UTC().Format("2006-01-02 15:04") + " UTC"
	if n := len(s.summary.Subjects); n > 0 {
		last := s.summary.Subjects[n-1]
		title = joined(" ", upper(last.Kind), prose(last.ProviderID)) + ": " + joined(", ", prose(last.Status), prose(last.ErrorCode))
	}
	return title
}

func (s *story) pages(t *ticket) {
	t.heading("What the user did, page by page")
	var rows [][]string
	for _, p := range s.steps {
		rows = append(rows, []string{s.at(p.at), span(p.Page), proses(p.did), proses(p.saw)})
	}
	t.table([]string{"time, UTC", "page", "the user", "what came"}, rows, "No page is in the recording.")
}

func proses(texts []string) string {
	var all []string
	for _, text := range texts {
		all = append(all, prose(text))
	}
	return strings.Join(all, "; ")
}

// lastScreen is what the user saw at the moment of the case: before the end, unless
// another one was asked for.
func (s *story) lastScreen(t *ticket) {
	i := s.moment()
	lines := s.plainScreen(i)
	if len(lines) == 0 {
		return
	}
	t.heading("What the user saw")
	t.line("The screen at %s, record %d:\n", s.at(s.records[i].At), s.records[i].Seq)
	t.WriteString(block("text", strings.Join(lines, "\n")))
}

func (s *story) received(t *ticket) {
	t.heading("What the integrator's page received")
	var rows [][]string
	for _, r := range s.records {
		d, ok := r.Data.(journal.Callback)
		if !ok {
			continue
		}
		source := "wizard"
		if d.Source != "" {
			source = d.Source
		}
		rows = append(rows, []string{s.at(r.At), span(d.Name), prose(source), span(string(d.Args))})
	}
	t.table([]string{"time, UTC", "callback", "of", "with"}, rows, "No callback fired.")
}

// explained says of each error code who acts and whether to try again.
func explained(t *ticket, codes []Code) {
	if len(codes) == 0 {
		return
	}
	t.heading("What the codes mean")
	for _, c := range codes {
		e := c.Explanation
		if e == nil {
			t.line("- %s (%s): a code that is not documented", span(c.Code), prose(string(c.Of)))
			continue
		}
		t.line("- %s (%s, %d×): **%s.** %s", span(c.Code), e.Kind, max(1, c.Times), e.Title, e.WhatHappened)
		t.line("  - Who acts: %s", e.WhoActs)
		t.line("  - Trying again: %s", e.RetryText)
		t.line("  - The user was told: %s", e.EndUserSees)
	}
}

func (s *story) ids(t *ticket) {
	t.heading("Ids")
	m := s.summary
	for _, of := range []struct {
		name string
		ids  []string
	}{{"User", m.Users}, {"Account", m.Accounts}, {"Archive", m.Archives}, {"Provider", m.Providers}} {
		if len(of.ids) > 0 {
			t.line("- %s: %s", of.name, spans(of.ids))
		}
	}
	if m.LastRequestID != "" {
		t.line("- Last requestId: %s", span(m.LastRequestID))
	}
	for _, subject := range m.Subjects {
		t.line("- Statuses of %s: %s", span(subject.ID), prose(strings.Join(subject.Path, "; ")))
	}
}

func (s *story) masked(t *ticket) {
	t.heading("What is masked")
	var rows [][]string
	for _, m := range s.masking {
		rows = append(rows, []string{string(m.Kind), fmt.Sprint(m.Values), fmt.Sprint(m.Occurrences)})
	}
	t.table([]string{"kind", "different values", "places"}, rows, "Nothing was masked.")
	t.line("\nThe same placeholder stands for the same value everywhere in this session. Before this was written, it was searched for every secret and personal value that is known.")
}
