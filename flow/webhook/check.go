package webhook

import (
	"encoding/json"
	"errors"
	"slices"
	"time"

	"winkterm/api/webhook"
	"winkterm/api/wire"
)

// RememberedMost is how many ids of events, and how many users and subjects, a Checker
// remembers: the last ones.
const RememberedMost = 10_000

// Checker holds deliveries against those that came before. It is for use by one goroutine.
//
// # What is out of order
//
// Smile promises no order among the events of a tenant, so an event is held against those
// of its own [Subject] alone, and one of the user (USER_CREATED, USER_SESSION_COMPLETED)
// against all of that user. It is out of order when one that happened later came before it,
// by createdAt, or, where moments are equal, one that it must come before.
//
// # What is missing
//
// An account, archive or invite is held against the events that must come before another
// (see precedence) only where its beginning is known to lie within what was received: its
// first event came, or its user's, or FromStart is set. Who starts to listen in the middle
// sees nothing marked that is not wrong. Each event that is missing is named once.
//
// What has a wrong signature or none leaves no trace: a handler refuses it, so what comes
// next finds it missing, and what repeats it is no duplicate.
type Checker struct {
	// Secret is that of the webhook; empty checks no signature.
	Secret wire.Secret
	// LateAfter is how long after its createdAt a delivery may arrive without being late;
	// 0 checks nothing. It is for hosts whose clock is the one that posts are stamped by.
	LateAfter time.Duration
	// FromStart says that nothing has happened at the host before the first delivery.
	FromStart bool
	// Types are those that the webhook is for; empty for all of them. No other is missed.
	Types []wire.WebhookEventType

	ids      remembered[struct{}]
	subjects remembered[*history]
}

// Check holds a delivery against its signature and against those that it was given before.
func (c *Checker) Check(p webhook.Post) Received {
	r := Received{Post: p}
	switch {
	case c.Secret == "":
	case p.Signature == "":
		r.Marks = append(r.Marks, MarkMissingSignature)
	case !webhook.Verify(c.Secret, p.Body, p.Signature):
		r.Marks = append(r.Marks, MarkWrongSignature)
	}
	refused := len(r.Marks) > 0
	var ok bool
	if r.Event, ok = parse(p.Body); !ok {
		r.Marks = append(r.Marks, MarkNotAnEvent)
		return r
	}
	if c.LateAfter > 0 && p.At.Sub(r.Event.CreatedAt) > c.LateAfter {
		r.Marks = append(r.Marks, MarkLate)
	}
	if refused {
		return r
	}
	if _, came := c.ids.get(r.Event.ID); came {
		r.Marks = append(r.Marks, MarkDuplicate)
		return r
	}
	c.ids.put(r.Event.ID, struct{}{})
	c.hold(&r)
	return r
}

// parse reads an event. One whose data have another shape than is known is one all the
// same, with what could be read.
func parse(body []byte) (e wire.Event, ok bool) {
	err := json.Unmarshal(body, &e)
	var shape *json.UnmarshalTypeError
	if err != nil && !errors.As(err, &shape) || e.ID == "" || len(e.ID) > idMost || e.Type == "" || e.CreatedAt.IsZero() {
		return wire.Event{}, false
	}
	return e, true
}

// hold holds an event against the history of its subject and of its user, and adds it.
func (c *Checker) hold(r *Received) {
	e := r.Event
	subject, user := c.history(Subject(e)), c.history(User(e))
	if subject.isPast(e) {
		r.Marks = append(r.Marks, MarkOutOfOrder)
	}
	if c.FromStart && !c.subjects.full() || subject.begun || user.begun {
		for _, anyOf := range precedence(e, subject) {
			if step, of := c.missing(anyOf, subject, user); step != "" {
				of.missed = append(of.missed, step)
				r.Missing = append(r.Missing, step.event())
			}
		}
	}
	subject.add(e)
	user.note(e.CreatedAt)
}

// missing is the first of several steps where none of them came and none was named yet, and
// the history that it belongs to.
func (c *Checker) missing(anyOf []step, subject, user *history) (step, *history) {
	for _, want := range anyOf {
		if subject.has(want) || user.has(want) || len(c.Types) > 0 && !slices.Contains(c.Types, want.event()) {
			return "", nil
		}
	}
	if anyOf[0] == userCreated {
		return anyOf[0], user
	}
	return anyOf[0], subject
}

// idMost is how long the id of an event or a subject may be, in bytes.
const idMost = 200

// history is that of a subject; a new one for one that is not remembered, and for none.
func (c *Checker) history(id string) *history {
	if id == "" || len(id) > idMost {
		return &history{}
	}
	h, ok := c.subjects.get(id)
	if !ok {
		h = &history{}
		c.subjects.put(id, h)
	}
	return h
}
