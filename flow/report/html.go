package report

import (
	"bytes"
	_ "embed" // the page
	"encoding/json"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"

	"winkterm/flow/journal"
	"winkterm/flow/plain"
	"winkterm/flow/report/page"
)

var (
	//go:embed page/page.html
	pageHTML string
	// pageTemplate is read when the first page is written.
	pageTemplate = sync.OnceValue(func() *template.Template { return template.Must(template.New("page").Parse(pageHTML)) })
)

// htmlPage is what the page is made of.
type htmlPage struct {
	page.Parts
	Title, Sentence, Program string
	Facts                    []harPair
	Codes                    []Code
	Commands                 []string
	Masking                  []Masked
	Lanes                    []string
	Records                  []htmlRecord
}

// htmlRecord is a record, folded away below its line.
type htmlRecord struct {
	Seq                              int
	Wall, Relative, Lane, Kind, Note string
	Failed                           bool
	Parts                            []harPair
}

// writeHTML writes the session as one page that needs nothing else.
func writeHTML(to io.Writer, s *story) error {
	p := htmlPage{
		Parts: page.New(""),
		Title: strings.ReplaceAll(s.title(), `\`, ""), Sentence: plain.Line(s.summary.Sentence), Program: plain.Line(s.header.Program),
		Facts: s.pageFacts(), Codes: s.summary.Codes, Commands: s.commands(), Masking: s.masking,
	}
	for i, r := range s.records {
		record, ok := s.pageRecord(i, r)
		if !ok {
			continue
		}
		p.Records = append(p.Records, record)
		if !slices.Contains(p.Lanes, record.Lane) {
			p.Lanes = append(p.Lanes, record.Lane)
		}
	}
	return pageTemplate().Execute(to, p)
}

// pageFacts are the circumstances and the ids.
func (s *story) pageFacts() (all []harPair) {
	m := s.summary
	add := func(name, value string) {
		if value != "" {
			all = append(all, harPair{name, plain.Line(value)})
		}
	}
	add("Begun", wall(s.start))
	add("Ended", wall(s.end)+", after "+took(s.end.Sub(s.start)))
	add("Host", strings.Trim(hostOf(s.header), "`"))
	add("Mode", joined(", ", m.Mode, loginOf(s.header)))
	add("User", strings.Join(m.Users, ", "))
	add("Account", strings.Join(m.Accounts, ", "))
	add("Archive", strings.Join(m.Archives, ", "))
	add("Provider", strings.Join(m.Providers, ", "))
	for _, subject := range m.Subjects {
		add("Statuses of "+subject.ID, strings.Join(subject.Path, "; "))
	}
	add("Last requestId", m.LastRequestID)
	add("Options", string(encode(s.header.Widget)))
	add("Damage", strings.Join(s.damage, "; "))
	return all
}

// pageRecord is a record for the page. Snapshots of the state are left out: what they
// say is the screen of the page that they belong to.
func (s *story) pageRecord(i int, r journal.Record) (htmlRecord, bool) {
	p := htmlRecord{Seq: r.Seq, Wall: wall(r.At), Relative: relative(s.since(r.At)), Lane: plain.Line(string(r.Lane)), Kind: plain.Line(r.Kind)}
	add := func(name, value string) {
		if value != "" {
			p.Parts = append(p.Parts, harPair{name, plain.Lines(value)})
		}
	}
	switch d := r.Data.(type) {
	case journal.State:
		return p, false
	case journal.Screen:
		p.Kind, p.Note = plain.Line(d.Page), plain.Line(joined(" ", d.ProviderID, d.AccountID, d.FileType, d.ArchiveID))
		add("the screen", strings.Join(s.plainScreen(s.shown(i)), "\n"))
	case journal.HTTP:
		p.Note, p.Failed = plain.Line(joined(" ", code(d.Status), d.Code, took(d.Took))), d.Status >= 400 || d.Status == 0
		add("call", joined("\n", d.Method+" "+d.URL, labelled("requestId", d.RequestID), d.Err, d.Note))
		add("request", message(d.Request))
		add("answer", message(d.Response))
	case journal.Callback:
		p.Note = plain.Line(joined(" ", d.Source, argsOf(d).note()))
		add("with", indented(string(d.Args)))
	case journal.Status:
		p.Note, p.Failed = plain.Line(joined(" ", d.Subject, d.ID, transition(d))), d.ErrorCode != ""
		add("status", indented(string(encode(d))))
	case journal.Intent:
		p.Note = plain.Line(phrase(d))
		add("with", indented(string(d.Args)))
	case journal.Note:
		p.Note = plain.Line(d.Text)
		add("note", d.Text)
	case journal.Webhook:
		marks := strings.Join(d.Marks, ", ")
		p.Note, p.Failed = plain.Line(joined(" ", d.SubjectID, d.ErrorCode, marks)), marks != ""
		add("webhook", joined("\n", labelled("marks", marks), labelled("missing", strings.Join(d.Missing, ", "))))
		add("body", indented(string(d.Body)))
	case journal.Items:
		p.Note = plain.Line(joined(" ", strconv.Itoa(d.Count), d.SourceID))
		add("items", indented(string(d.Body)))
	case journal.Launch, journal.Unknown:
		add("data", indented(string(encode(d))))
	}
	return p, true
}

// shown is the first moment at which a page can be drawn: its state follows it.
func (s *story) shown(page int) int {
	for i := page; i < len(s.records); i++ {
		switch s.records[i].Data.(type) {
		case journal.State:
			return i
		case journal.Screen:
			if i > page {
				return page
			}
		case journal.HTTP, journal.Callback, journal.Launch, journal.Status, journal.Note, journal.Intent, journal.Webhook, journal.Items, journal.Unknown:
		}
	}
	return page
}

// message is one side of a call as text.
func message(m journal.Message) string {
	var b strings.Builder
	for _, h := range m.Header {
		b.WriteString(h.Name + ": " + h.Value + "\n")
	}
	if m.Body != "" {
		b.WriteString("\n" + indented(string(m.Body)))
	}
	return b.String()
}

// indented is JSON as one reads it; other text stays.
func indented(text string) string {
	var b bytes.Buffer
	if json.Indent(&b, []byte(text), "", "  ") != nil {
		return text
	}
	return b.String()
}
