package invite

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"time"

	"winkterm/api"
	"winkterm/api/wire"
)

// Host is where the invites are; *api.Client is one.
type Host interface {
	InvitePages(ctx context.Context) iter.Seq2[wire.Page[wire.Invite], error]
	CreateInvite(ctx context.Context, body wire.InviteRequest) (wire.Invite, error)
}

// Outcome is what became of a person.
type Outcome string

// The outcomes.
const (
	Invited Outcome = "invited"
	Already Outcome = "already invited" // before, or by a line above
	Failed  Outcome = "failed"
	Unsent  Outcome = "not sent" // for something ended it before
)

// Result is what became of a person. Invite is there where it was or is invited, Err where
// that failed.
type Result struct {
	Person
	Outcome Outcome
	Invite  wire.Invite
	Err     error
}

// Sender invites by one template.
type Sender struct {
	Host Host
	// Wait returns when the next request may be made, Sleep after a while; both with the
	// context's error where that ends before.
	Wait  func(context.Context) error
	Sleep func(context.Context, time.Duration) error
	// TemplateID is the invite template, WinkTemplateID the widget's, empty for the
	// tenant's own.
	TemplateID, WinkTemplateID string
}

const (
	// lostPause is how long a request whose answer was lost may still take at the host.
	lostPause = 3 * time.Second
	// triesMost is how often a person is tried whose answers are lost.
	triesMost = 2
	// downMost is how many people in a row may fail at a host that is in trouble.
	downMost = 3
)

// Invited are the invites that the template has made and nobody has revoked, by whom they
// are for; see Key.
func (s Sender) Invited(ctx context.Context) (map[string]wire.Invite, error) {
	known := map[string]wire.Invite{}
	all, err := api.All(ctx, s.Host.InvitePages(ctx), s.Wait)
	for _, v := range all {
		if v.TemplateID == s.TemplateID && v.Status != wire.InviteRevoked {
			known[Key(v.Email)] = v
		}
	}
	return known, err
}

// Key is an email address as Invited has it: addresses are one in any case.
func Key(email string) string { return strings.ToLower(email) }

// Send invites who is not among known, which are added to it, and reports each person in
// their order. It goes on after a failure; the error says what ended it, for the others
// would fail in the same way.
func (s Sender) Send(ctx context.Context, people []Person, known map[string]wire.Invite, report func(Result)) (ended error) {
	down := 0
	for _, p := range people {
		r := Result{Person: p, Outcome: Already}
		before, there := known[Key(p.Email)]
		if !there && ended == nil {
			ended = s.Wait(ctx)
		}
		switch {
		case there:
			r.Invite = before
		case ended != nil:
			r.Outcome = Unsent
		default:
			if r.Invite, r.Err = s.invite(ctx, p); r.Err == nil {
				r.Outcome, known[Key(p.Email)], down = Invited, r.Invite, 0
				break
			}
			r.Outcome = Failed
			_, troubled, over := meaning(r.Err)
			if down++; !troubled {
				down = 0
			}
			if over || down == downMost || ctx.Err() != nil {
				ended = r.Err
			}
		}
		report(r)
	}
	return ended
}

// invite invites a person. Where the answer is lost it may have been carried out all the
// same, so the list is asked before it is tried again.
func (s Sender) invite(ctx context.Context, p Person) (wire.Invite, error) {
	for try := 1; ; try++ {
		v, err := s.Host.CreateInvite(ctx, p.Request(s.TemplateID, s.WinkTemplateID))
		if lost, _, _ := meaning(err); !lost {
			return v, err
		}
		if s.Sleep(ctx, lostPause) != nil || s.Wait(ctx) != nil {
			return v, fmt.Errorf("it may have been carried out: %w", err)
		}
		known, unread := s.Invited(ctx)
		if unread != nil {
			return v, fmt.Errorf("it may have been carried out, and the list cannot be read: %w", err)
		}
		if v, there := known[Key(p.Email)]; there {
			return v, nil
		}
		if try == triesMost || s.Wait(ctx) != nil {
			return v, err
		}
	}
}

// meaning says of a failure that it may have been carried out, that the host is in trouble,
// and that all others would fail in the same way.
func meaning(err error) (lost, troubled, over bool) {
	switch kind, _ := api.KindOf(err); kind {
	case api.KindServerDown, api.KindTimeout, api.KindNotEnvelope, api.KindCutOff:
		return true, true, false
	case api.KindUnreachable, api.KindRateLimited:
		return false, true, false
	case api.KindKeyRefused, api.KindTokenRefused, api.KindForbidden, api.KindCancelled:
		return false, false, true
	case api.KindMissing, api.KindInvalid, api.KindUnsupported, api.KindCursorLoop, api.KindFile:
	}
	return false, false, false
}
