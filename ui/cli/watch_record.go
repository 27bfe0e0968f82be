package cli

import (
	"cmp"
	"fmt"
	"hash/maphash"
	"strings"
	"sync"

	"winkterm/api"
	"winkterm/api/host"
	"winkterm/flow/driver"
	"winkterm/flow/follow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/redact"
	"winkterm/flow/session"
)

// watchJournal makes the journal of a watch, which knows the key before anything is sent.
func watchJournal(h session.Host, clock api.Clock) *journal.Journal {
	j := journal.New(clock.Now)
	j.Redactor().Learn(redact.Key, h.Key.Reveal())
	j.Redactor().Learn(redact.Secret, h.Secret.Reveal())
	return j
}

// header is what a recording says of a watch. One user who is named is its user.
func (f *watchFlags) header(h session.Host) recording.Header {
	header := recording.Header{Command: recording.Watch, Host: host.Authority(h.OpenAPI), Production: f.production}
	if len(f.users) == 1 {
		header.UserID = f.users[0]
	}
	return header
}

// answersMax is of how many addresses the last answer is known.
const answersMax = 10_000

// answers are the last answers of a host, by address, as sums of what a record keeps of
// them.
type answers struct {
	mu   sync.Mutex
	seed maphash.Seed
	last map[string]uint64
}

// newAnswers records the calls of a watch that brought something new: those that failed,
// and those whose answer is not the one that the same address gave before. A watch of a
// quiet host would otherwise write the same lists for hours.
func newAnswers(j *journal.Journal) func(api.Exchange) {
	known := answers{seed: maphash.MakeSeed(), last: map[string]uint64{}}
	keep := driver.Observe(j, "open")
	return func(x api.Exchange) {
		if known.news(x) || x.Err != "" {
			keep(x)
		}
	}
}

// news says whether an answer differs from the one before. Every answer has a request id
// of its own, which does not count.
func (a *answers) news(x api.Exchange) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	sum := maphash.String(a.seed, fmt.Sprint(x.Status, x.ResponseSize, strings.ReplaceAll(string(x.ResponseBody), x.RequestID, "")))
	before, known := a.last[x.URL]
	if !known && len(a.last) == answersMax {
		clear(a.last)
	}
	a.last[x.URL] = sum
	return !known || before != sum
}

// hears records what a follower reports, and hands it on.
func (r *recorder) hears(then func(follow.Event)) func(follow.Event) {
	if !r.on {
		return then
	}
	return func(e follow.Event) {
		recordEvent(r.journal, e)
		then(e)
	}
}

// ended records why a watch ended, if it did not end well, and hands that on.
func (r *recorder) ended(err error) error {
	if r.on && err != nil {
		r.journal.Append(journal.Note{Topic: "ended", Text: err.Error()})
	}
	return err
}

// recordEvent writes what a follower reports into a journal.
func recordEvent(j *journal.Journal, e follow.Event) {
	note := func(topic, format string, args ...any) {
		j.Append(journal.Note{Topic: topic, Text: fmt.Sprintf(format, args...)})
	}
	switch e := e.(type) {
	case follow.Listed:
		note("watching", "%s", cmp.Or(some(e.UserIDs), "nobody yet"))
	case follow.Polled:
		for _, t := range e.Transitions {
			j.Append(statusOf(t))
		}
	case follow.Failing:
		if who := cmp.Or(e.UserID, "the list of users"); e.Err == nil {
			note("answered again", "%s", who)
		} else {
			note("failing", "%s: %v", who, e.Err)
		}
	case follow.Halted:
		note("paused", "until %s: %v", e.Until.UTC().Format(watchTime), e.Err)
	case follow.Resumed:
		note("resumed", "the host answers again")
	}
}

// statusOf is a transition as a record.
func statusOf(t follow.Transition) journal.Status {
	return journal.Status{
		Subject: string(t.Subject), ID: t.ID, From: t.From, To: t.To, ErrorCode: t.ErrorCode, Since: t.Since,
		UserID: t.UserID, ProviderID: t.ProviderID, Type: t.Type, SourceID: t.SourceID, ChangedAt: t.At.UTC(), Known: t.Known,
	}
}
