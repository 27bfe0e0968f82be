package cli

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"

	"winkterm/api"
	"winkterm/flow/follow"
	"winkterm/ui/widget"
)

// printer writes the events of a follower: transitions to out, messages to err.
type printer struct {
	out, err io.Writer
	asJSON   bool
	host     string
	// listed says that the users were printed once; halted is the kind of failure that
	// was printed last, empty while the host answers.
	listed bool
	halted string
	// failed is why nothing can be written to out any more.
	failed error
}

// print writes an event, and fails when out does.
func (p *printer) print(e follow.Event) error {
	switch e := e.(type) {
	case follow.Listed:
		p.list(e)
	case follow.Polled:
		for _, t := range e.Transitions {
			if p.failed == nil {
				p.failed = p.transition(t)
			}
		}
	case follow.Failing:
		if what := cmp.Or(e.UserID, "the list of users"); e.Err == nil {
			p.say("%s: calls are answered again", what)
		} else {
			p.say("%s: %s; everybody else is watched on", what, e.Err)
		}
	case follow.Halted:
		if kind := kindOf(e.Err); kind != p.halted {
			p.halted = kind
			p.say("%s; nothing is asked for a while, then it goes on", e.Err)
		}
	case follow.Resumed:
		p.halted = ""
		p.say("%s answers again", p.host)
	}
	return p.failed
}

// kindOf is what failures have in common whose texts differ from call to call.
func kindOf(err error) string {
	if kind, ok := api.KindOf(err); ok {
		return kind.String()
	}
	return err.Error()
}

func (p *printer) list(e follow.Listed) {
	switch {
	case !p.listed && len(e.UserIDs) == 0:
		p.say("watching at %s, where there is no user yet; ctrl+c ends it", p.host)
	case !p.listed:
		p.say("watching at %s: %s; ctrl+c ends it", p.host, some(e.UserIDs))
	case len(e.Came) > 0:
		p.say("watching %s too", some(e.Came))
	}
	p.listed = true
}

// some names a few users.
func some(ids []string) string {
	const few = 3
	if len(ids) > few {
		return fmt.Sprintf("%s and %d more", strings.Join(ids[:few], ", "), len(ids)-few)
	}
	return strings.Join(ids, ", ")
}

// say writes a message. Nothing can be done about one that cannot be written.
func (p *printer) say(format string, args ...any) {
	fmt.Fprintln(p.err, "winkterm:", widget.Clean(fmt.Sprintf(format, args...)))
}

// notice says what is to be said once, if there is anything.
func (p *printer) notice(from <-chan string) {
	select {
	case text := <-from:
		p.say("%s", text)
	default:
	}
}

func (p *printer) transition(t follow.Transition) error {
	if p.asJSON {
		return writeJSON(p.out, lineOf(t))
	}
	_, err := fmt.Fprintln(p.out, plainLine(t))
	return err
}

// watchLine is a transition in JSON, as docs/support.md documents it. It has ids and
// codes, and nothing that a person could be known by.
type watchLine struct {
	At         string `json:"at"`
	Seen       string `json:"seen"`
	UserID     string `json:"userId"`
	Subject    string `json:"subject"`
	ID         string `json:"id"`
	ProviderID string `json:"providerId,omitempty"`
	Type       string `json:"type,omitempty"`
	SourceID   string `json:"sourceId,omitempty"`
	From       string `json:"from"`
	To         string `json:"to"`
	ErrorCode  string `json:"errorCode,omitempty"`
	SinceMS    int64  `json:"sinceMs,omitempty"`
	Known      bool   `json:"known,omitempty"`
}

// watchTime is RFC 3339 in UTC with milliseconds.
const watchTime = "2006-01-02T15:04:05.000Z"

func lineOf(t follow.Transition) watchLine {
	return watchLine{
		At: t.At.UTC().Format(watchTime), Seen: t.Seen.UTC().Format(watchTime),
		UserID: widget.Clean(t.UserID), Subject: string(t.Subject), ID: widget.Clean(t.ID),
		ProviderID: widget.Clean(t.ProviderID), Type: widget.Clean(t.Type), SourceID: widget.Clean(t.SourceID),
		From: widget.Clean(t.From), To: widget.Clean(t.To), ErrorCode: widget.Clean(t.ErrorCode),
		SinceMS: t.Since.Milliseconds(), Known: t.Known,
	}
}

// plainLine is a transition in one line of words: time, user, subject, id,
// provider, type, from, to, and what there is besides.
func plainLine(t follow.Transition) string {
	const none = "-" // so that the words keep their places
	l := lineOf(t)
	words := []string{l.At, l.UserID, l.Subject, l.ID, cmp.Or(l.ProviderID, none), cmp.Or(l.Type, none), cmp.Or(l.From, none), "->", cmp.Or(l.To, none)}
	if l.ErrorCode != "" {
		words = append(words, l.ErrorCode)
	}
	switch {
	case l.Known:
		words = append(words, "(known)")
	case t.Since > 0:
		words = append(words, "+"+t.Since.Round(time.Millisecond).String())
	}
	return strings.Join(words, " ")
}
