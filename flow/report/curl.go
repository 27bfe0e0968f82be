package report

import (
	"io"
	"strings"

	"winkterm/flow/journal"
	"winkterm/flow/plain"
)

// writeCurl writes the calls as a script for a POSIX shell. It prints the answers, and
// takes the tokens and ids that later calls need from them.
func writeCurl(to io.Writer, s *story) error {
	p := s.plan()
	var t ticket
	t.line("#!/bin/sh")
	s.comment(&t, "")
	t.line("#\n# It repeats the calls of the session in their order. Set before it runs:")
	for _, n := range p.toSet() {
		t.line("#   %-14s %s", n.Variable, n.Value)
	}
	t.line("# A variable stands in a URL or in JSON as it is: escape its value as is needed there.")
	t.line("# PAUSE is how many seconds pass before what was polled is asked for, 1 unless set.")
	t.line("\nset -eu")
	for _, n := range p.hosts {
		t.line("%s=${%[1]s:-%s}", n.Variable, journal.ScriptQuote(n.Value))
	}
	for _, n := range p.toSet() {
		if !p.isHost(n.Variable) {
			t.line(`: "${%s:?set it first}"`, n.Variable)
		}
	}
	t.line("\ncall() {\n  answer=$(\"$@\" --silent --show-error --write-out '\\n# HTTP %%{http_code}')\n  printf '%%s\\n' \"$answer\"\n}")
	t.line("taken() { printf '%%s\\n' \"$answer\" | sed -n \"$1\" | head -n 1; }")
	for _, c := range p.calls {
		t.line("\n# %s", c.ends())
		if c.why != "" {
			t.line("# is not repeated: %s", c.why)
			continue
		}
		if c.polledStatus().path != "" {
			t.line(`sleep "${PAUSE:-1}"`)
		}
		t.line("call %s", journal.CurlLine(c.HTTP, journal.ScriptQuote, c.named))
		for _, v := range c.captured {
			t.line("%s=$(taken %s)", v.Variable, journal.ScriptQuote(v.sed()))
		}
	}
	_, err := io.WriteString(to, t.String())
	return err
}

// sed finds the value in an answer: a token by its key, an id by its prefix.
func (c capture) sed() string {
	if prefix, _, ok := strings.Cut(c.Value, "-"); ok && identifier.MatchString(c.Value) {
		return `s/.*"\(` + prefix + `-[^"]*\)".*/\1/p`
	}
	return `s/.*"` + c.key + `"[[:space:]]*:[[:space:]]*"\([^"]*\)".*/\1/p`
}

// toSet are the variables to set before, each with what it is.
func (p *plan) toSet() (all []journal.Named) {
	if p.key {
		all = append(all, journal.Named{Variable: "API_KEY", Value: "the key of the host"}, journal.Named{Variable: "API_SECRET", Value: "its secret"})
	}
	all = append(all, p.wanted...)
	for _, n := range p.hosts {
		all = append(all, journal.Named{Variable: n.Variable, Value: "another host than " + plain.Line(n.Value) + ", if that is meant"})
	}
	return all
}

func (p *plan) isHost(variable string) bool { return variable == openHost || variable == linkHost }

// comment is what a file of calls begins with: what happened, and what was masked.
func (s *story) comment(t *ticket, indent string) {
	t.line("# %s%s", indent, plain.Line(s.summary.Sentence))
	t.line("# %swinkterm %s, from %s to %s", indent, plain.Line(s.header.Program), wall(s.start), wall(s.end))
	for _, line := range s.masking.lines() {
		t.line("# %s%s", indent, line)
	}
}
