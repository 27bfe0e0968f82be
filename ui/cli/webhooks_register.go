package cli

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"winkterm/api"
	"winkterm/api/host"
	"winkterm/api/wire"
	"winkterm/flow/poll"
	"winkterm/flow/session"
)

// lookup are the flags that choose the host.
func (f *listenFlags) lookup() lookupFlags {
	return lookupFlags{production: f.production, hostFromFile: f.hostFromFile}
}

// host is where --register registers; the zero value without it.
func (f *listenFlags) host(ctx context.Context, s Streams) (session.Host, error) {
	if !f.register {
		return session.Host{}, nil
	}
	h, err := lookupHost(ctx, s, f.lookup())
	switch {
	case err != nil:
		return h, err
	case h.OpenAPI == "":
		return h, usage("no host is configured to register at: run winkterm sandbox in another terminal, and here set %s=http://%s/v1 and %s and %s to %s; for a Smile host take its address and your key",
			envOpenHost, sandboxAddr, envKey, envSecret, "sandbox")
	case f.publicURL == "" && !host.Loopback(h.OpenAPI):
		return h, usage("%s cannot reach this machine: open a tunnel to --port, and give the address under which it is reached from outside by --public-url https://…", host.Authority(h.OpenAPI))
	}
	return h, nil
}

// listenName begins the names of what is registered, so that what a killed run has left is
// known by it.
const listenName = "winkterm listen"

// removeWithin is how long removing a registration may take.
const removeWithin = 5 * time.Second

// registration is a webhook that is there as long as somebody listens.
type registration struct {
	client  *api.Client
	limiter *poll.Limiter
	host    string
	body    wire.WebhookRequest
	// id is empty before it is registered; begun says that it may be all the same.
	id    string
	begun bool
}

func newRegistration(h session.Host, address string, f listenFlags) (*registration, error) {
	client, limiter, err := lookupClient(h, f.lookup())
	return &registration{client: client, limiter: limiter, host: host.Authority(h.OpenAPI), body: wire.WebhookRequest{
		Name: fmt.Sprintf("%s %d %s", listenName, os.Getpid(), api.SystemClock().Now().UTC().Format(time.RFC3339Nano)),
		URL:  cmp.Or(f.publicURL, address), EventTypes: []wire.WebhookEventType{wire.EventAll}, Active: new(true), IncludePayload: f.payload,
	}}, err
}

// create registers, and says what earlier runs have left.
func (r *registration) create(ctx context.Context, s Streams, secret wire.Secret) error {
	left, err := r.named(ctx, listenName)
	if err != nil {
		return err
	}
	if len(left) > 0 {
		fmt.Fprintf(s.Err, "winkterm: %s at %s from listening elsewhere, or from runs that were killed: winkterm webhooks list shows them, winkterm webhooks delete ID removes one\n",
			many(len(left), "webhook"), r.host)
	}
	r.body.Secret, r.begun = secret, true
	made, err := r.client.CreateWebhook(ctx, r.body)
	r.id = made.ID
	if kind, ok := api.KindOf(err); ok { // what the host has refused is not there
		r.begun = kind == api.KindCancelled || kind == api.KindTimeout || kind == api.KindCutOff || kind == api.KindNotEnvelope
	}
	return err
}

// named are the ids of webhooks whose names begin so.
func (r *registration) named(ctx context.Context, prefix string) (ids []string, err error) {
	all, err := api.All(ctx, r.client.WebhookPages(ctx), r.limiter.Wait)
	for _, w := range all {
		if strings.HasPrefix(w.Name, prefix) {
			ids = append(ids, w.ID)
		}
	}
	return ids, err
}

// remove removes what was registered, also after a signal; the next one ends the process.
// It says what is left where that fails.
func (r *registration) remove(ctx context.Context, s Streams) (err error) {
	if !r.begun {
		return nil
	}
	if s.atOnce != nil {
		s.atOnce()
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), removeWithin)
	defer cancel()
	ids := []string{r.id}
	if r.id == "" { // the answer was lost
		if ids, err = r.named(ctx, r.body.Name); err != nil {
			return fmt.Errorf("a webhook %q may be left at %s, winkterm webhooks list shows it: %w", r.body.Name, r.host, err)
		}
	}
	for _, id := range ids {
		kind := api.Kind(0)
		if err = r.client.DeleteWebhook(ctx, id); err != nil {
			kind, _ = api.KindOf(err)
		}
		if err != nil && kind != api.KindMissing {
			return fmt.Errorf("the webhook %[1]s is left at %[2]s, winkterm webhooks delete %[1]s removes it: %[3]w", id, r.host, err)
		}
		fmt.Fprintf(s.Err, "winkterm: the webhook %s is removed from %s\n", id, r.host)
	}
	return nil
}
