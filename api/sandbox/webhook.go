package sandbox

import (
	"cmp"
	"net/url"
	"time"

	"winkterm/api/wire"
)

// webhook is an address that wants to be told of events.
type webhook struct {
	entry
	Asked wire.WebhookRequest
}

func (w *webhook) owners() []string { return nil }

// show is the webhook with its secret, as the specification's examples have it.
func (w *webhook) show(time.Time) wire.Webhook {
	return wire.Webhook{
		ID: w.ID, CreatedAt: w.CreatedAt, UpdatedAt: w.CreatedAt, Name: w.Asked.Name, URL: w.Asked.URL, Secret: w.Asked.Secret,
		EventTypes: w.Asked.EventTypes, Active: *w.Asked.Active, IncludePayload: w.Asked.IncludePayload,
	}
}

func (s *Server) webhooks() collection[*webhook, wire.Webhook] {
	return collection[*webhook, wire.Webhook]{
		s: s, ledger: &s.state.webhooks, name: "webhook", prefix: "wh-", show: (*webhook).show,
	}
}

// createWebhook serves POST /webhooks.
func (s *Server) createWebhook(c *call) (any, error) {
	var body wire.WebhookRequest
	if err := decodeAll(c, &body); err != nil {
		return nil, err
	}
	if err := checkWebhook(&body); err != nil {
		return nil, err
	}
	defer s.hold(c)()
	all := s.webhooks()
	w := &webhook{entry: all.entry(c), Asked: body}
	all.ledger.add(w)
	return all.show(w, c.now), nil
}

func checkWebhook(r *wire.WebhookRequest) error {
	return cmp.Or(
		checkLengths(
			length{"name", &r.Name, 1, 200},
			length{"url", &r.URL, 1, 500},
			length{"secret", (*string)(&r.Secret), 1, 64},
		),
		checkAddress(r.URL), checkEventTypes(r.EventTypes), checkGiven("active", r.Active),
	)
}

// checkAddress wants https, as the specification does; without it a webhook may
// be on this machine alone.
func checkAddress(address string) error {
	u, err := url.Parse(address)
	if err == nil && u.Hostname() != "" && (u.Scheme == "https" || u.Scheme == "http" && loopbackHost(u.Host)) {
		return nil
	}
	return invalid("url", "must begin with https://, or with http:// and a loopback address")
}

func checkEventTypes(types []wire.WebhookEventType) error {
	known := wire.WebhookEventTypes()
	if len(types) == 0 || len(types) > len(known) {
		return invalid("eventTypes", "1 to %d are wanted", len(known))
	}
	for _, t := range types {
		if !t.Known() {
			return invalid("eventTypes", "has one that is not known, %s stands for all", wire.EventAll)
		}
	}
	return nil
}
