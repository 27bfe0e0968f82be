package tenant

import (
	"cmp"
	"net/url"
	"slices"

	"winkterm/api/host"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// showWebhook is for create-webhook, list-webhooks, get-webhook and delete-webhook:
// with its secret, as the specification's examples have it.
func showWebhook(_ *state.Tx, w *kept[wire.WebhookRequest]) wire.Webhook {
	return wire.Webhook{
		ID: w.ID, CreatedAt: w.CreatedAt, UpdatedAt: w.CreatedAt, Name: w.Asked.Name, URL: w.Asked.URL, Secret: w.Asked.Secret,
		EventTypes: w.Asked.EventTypes, Active: *w.Asked.Active, IncludePayload: w.Asked.IncludePayload,
	}
}

func checkWebhook(r *wire.WebhookRequest) error {
	return cmp.Or(
		web.CheckLengths(
			web.Length{Field: "name", Value: &r.Name, Min: 1, Max: 200},
			web.Length{Field: "url", Value: &r.URL, Min: 1, Max: 500},
			web.Length{Field: "secret", Value: (*string)(&r.Secret), Min: 1, Max: 64},
		),
		checkAddress(r.URL), checkEventTypes(r.EventTypes), web.CheckGiven("active", r.Active),
	)
}

// checkAddress wants https, as the specification does; without it a webhook may
// be on this machine alone.
func checkAddress(address string) error {
	u, err := url.Parse(address)
	if err == nil && u.Hostname() != "" && (u.Scheme == "https" || u.Scheme == "http" && host.Loopback(address)) {
		return nil
	}
	return web.Invalid("url", "must begin with https://, or with http:// and a loopback address")
}

func checkEventTypes(types []wire.WebhookEventType) error {
	known := wire.WebhookEventTypes()
	if len(types) == 0 || len(types) > len(known) {
		return web.Invalid("eventTypes", "1 to %d are wanted", len(known))
	}
	for _, t := range types {
		if !slices.Contains(known, t) {
			return web.Invalid("eventTypes", "has one that is not known, %s stands for all", wire.EventAll)
		}
	}
	return nil
}
