// Package control is the client of a sandbox's own control, /_sandbox: what it
// holds, what has happened in it, what it can be told to do wrong, its clock, and starting
// it over.
//
// The control is winkterm's own and no part of Smile's APIs, so its calls are
// not those of a session: whoever makes the client gives it no observer, and
// nothing of it stands among the calls of the journal. It wants no key and
// answers on loopback names alone. Only a sandbox has it; from any other host
// an error of package api comes back (KindMissing, KindNotEnvelope and so on).
//
// It must not know the sandbox that answers, the flow or the screen, nor decide
// what is to go wrong.
package control

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"winkterm/api"
	"winkterm/api/wire"
)

// Client calls the control of one sandbox. It never changes and is safe for
// concurrent use.
type Client struct{ transport *api.Transport }

// New makes a client and sends nothing. The base URL is the control's address,
// for instance http://127.0.0.1:8970/_sandbox. It fails with an
// *api.BaseURLError when that cannot be one.
func New(e api.Config) (*Client, error) {
	transport, err := api.NewTransport(e, api.Unsigned())
	if err != nil {
		return nil, err
	}
	return &Client{transport}, nil
}

// State is the sandbox at a glance.
func (c *Client) State(ctx context.Context) (wire.SandboxState, error) {
	return api.Get[wire.SandboxState](ctx, c.transport)
}

// Faults is what can be made to go wrong, and what is armed.
func (c *Client) Faults(ctx context.Context) (wire.SandboxFaults, error) {
	return api.Get[wire.SandboxFaults](ctx, c.transport, "faults")
}

// Set arms a fault, or triggers it at once when Now is set. KindInvalid says that
// nothing fits it, or that the fault is not well put; its Message says what.
func (c *Client) Set(ctx context.Context, f wire.Fault) (wire.FaultDone, error) {
	return api.Do[wire.FaultDone](ctx, c.transport, api.Call{
		Method: http.MethodPost, Path: []string{"faults"}, Body: f,
	})
}

// Disarm takes back what is armed under an id. It fails with [api.KindMissing] for
// one that is gone already, as after its last time.
func (c *Client) Disarm(ctx context.Context, id string) error {
	return api.Delete(ctx, c.transport, "faults", id)
}

// Clear takes back all that is armed.
func (c *Client) Clear(ctx context.Context) error {
	return api.Delete(ctx, c.transport, "faults")
}

// EventOptions narrow the events; a zero field is any.
type EventOptions struct {
	UserID string
	Type   wire.WebhookEventType
	// Behind is the N of an event: those after it.
	Behind uint64
	// Size is how many at most, from 1 to 1,000; 100 when 0.
	Size int
}

// Events are what webhooks are sent for: the last of those that have come by now on the
// sandbox's clock, newest first. KindInvalid says that there is no such user or type.
func (c *Client) Events(ctx context.Context, o EventOptions) (wire.SandboxEvents, error) {
	q := query("userId", o.UserID, "type", string(o.Type), "since", strconv.FormatUint(o.Behind, 10), "size", strconv.Itoa(o.Size))
	return api.Do[wire.SandboxEvents](ctx, c.transport, api.Call{Method: http.MethodGet, Path: []string{"events"}, Query: q})
}

// Messages are the messages that invites would be sent by mail, newest first.
func (c *Client) Messages(ctx context.Context) (wire.SandboxMessages, error) {
	return api.Get[wire.SandboxMessages](ctx, c.transport, "messages")
}

// RevokeInvite makes an invite REVOKED, so that its link opens no widget any more, and
// gives it back. One that is REVOKED already stays as it is; KindMissing says that there is
// no such invite.
func (c *Client) RevokeInvite(ctx context.Context, id string) (wire.Invite, error) {
	return api.Do[wire.Invite](ctx, c.transport, api.Call{Method: http.MethodPost, Path: []string{"invites", id, "revoke"}})
}

// DeliveryOptions narrow the deliveries; a zero field is any.
type DeliveryOptions struct {
	UserID, WebhookID string
	Type              wire.WebhookEventType
	// State is WAITING, DELIVERED or FAILED.
	State string
	// Behind is the N of a delivery: those after it.
	Behind uint64
	// Size is how many at most, from 1 to 1,000; 100 when 0.
	Size int
}

// Deliveries are events on their way to webhooks with their attempts: all that wait, and
// the last thousand that were delivered or failed, newest first. KindInvalid says that
// there is no such user, type or state.
func (c *Client) Deliveries(ctx context.Context, o DeliveryOptions) (wire.SandboxDeliveries, error) {
	q := query("userId", o.UserID, "webhookId", o.WebhookID, "type", string(o.Type), "state", o.State,
		"since", strconv.FormatUint(o.Behind, 10), "size", strconv.Itoa(o.Size))
	return api.Do[wire.SandboxDeliveries](ctx, c.transport, api.Call{Method: http.MethodGet, Path: []string{"deliveries"}, Query: q})
}

// query has the pairs of names and values whose value is neither empty nor 0.
func query(pairs ...string) url.Values {
	q := url.Values{}
	for pair := range slices.Chunk(pairs, 2) {
		if pair[1] != "" && pair[1] != "0" {
			q.Set(pair[0], pair[1])
		}
	}
	return q
}

// Advance moves the sandbox's clock on, never back, and gives the state after it.
func (c *Client) Advance(ctx context.Context, d time.Duration) (wire.SandboxState, error) {
	return api.Do[wire.SandboxState](ctx, c.transport, api.Call{
		Method: http.MethodPost, Path: []string{"clock"}, Body: wire.SandboxAdvance{Advance: d.String()},
	})
}

// Reset starts the sandbox over, and gives the state after it: users, tokens,
// sessions and what they did are gone, and the clock begins anew.
func (c *Client) Reset(ctx context.Context) (wire.SandboxState, error) {
	return api.Do[wire.SandboxState](ctx, c.transport, api.Call{Method: http.MethodPost, Path: []string{"reset"}})
}
