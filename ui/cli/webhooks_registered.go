package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"winkterm/api"
	"winkterm/api/webhook/post"
	"winkterm/api/wire"
	"winkterm/ui/widget"
)

// newWebhooksList lists the webhooks that are registered.
func newWebhooksList(s Streams) *cobra.Command {
	return ofTenant(s, new(lookupFlags), &cobra.Command{
		Use: "list", Short: "List the webhooks that are registered at a host; secrets are never shown",
		Args: exactly(0, "webhooks list takes no arguments"),
	}, false, func(ctx context.Context, h *tenantHost, _ []string) (any, string, error) {
		hooks, err := api.All(ctx, h.WebhookPages(ctx), h.limiter.Wait)
		all, table := []wire.Webhook{}, [][]string{{"ID", "STATE", "EVENTS", "PAYLOAD", "URL", "NAME"}}
		for _, w := range hooks {
			all = append(all, withoutSecret(w))
			table = append(table, webhookRow(w))
		}
		if err == nil && len(all) == 0 {
			fmt.Fprintf(s.Err, "winkterm: %s has no webhooks; winkterm webhooks create registers one\n", h.name())
			return all, "", nil
		}
		return all, cleanTable(table), err
	})
}

// withoutSecret is a webhook that may be printed.
func withoutSecret(w wire.Webhook) wire.Webhook {
	w.Secret = wire.Secret(w.Secret.String()) // dots
	return w
}

// urlMost is how wide an address is in the table.
const urlMost = 48

func webhookRow(w wire.Webhook) []string {
	state := map[bool]string{true: "active", false: "inactive"}[w.Active]
	payload := map[bool]string{true: "yes", false: "no"}[w.IncludePayload]
	events := many(len(w.EventTypes), "type")
	if slices.Contains(w.EventTypes, wire.EventAll) {
		events = "all"
	}
	return []string{w.ID, state, events, payload, widget.Middle(widget.Clean(w.URL), urlMost), w.Name}
}

// newWebhooksDelete takes webhooks back.
func newWebhooksDelete(s Streams) *cobra.Command {
	return ofTenant(s, new(lookupFlags), &cobra.Command{
		Use: "delete ID…", Short: "Delete webhooks at a host, without asking back; one that is not there is no failure",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("webhooks delete wants an id, such as wh-… from winkterm webhooks list")
			}
			return nil
		},
	}, false, func(ctx context.Context, h *tenantHost, ids []string) (any, string, error) {
		deleted, text, failed := []string{}, "", error(nil)
		for _, id := range ids {
			err := h.DeleteWebhook(ctx, id)
			switch kind, _ := api.KindOf(err); {
			case err == nil:
				deleted = append(deleted, id)
				text += "deleted " + widget.Clean(id) + "\n"
			case kind == api.KindMissing:
				fmt.Fprintf(s.Err, "winkterm: %s has no webhook %s, so there is nothing to delete\n", h.name(), widget.Clean(id))
			default:
				failed = errors.Join(failed, fmt.Errorf("%s was not deleted: %w", id, err))
			}
		}
		if failed != nil {
			fmt.Fprint(s.Err, text)
		}
		return map[string][]string{"deleted": deleted}, text, failed
	})
}

// newWebhooksCreate registers a webhook.
func newWebhooksCreate(s Streams) *cobra.Command {
	var asked wire.WebhookRequest
	var types []string
	var secretEnv string
	var inactive bool
	cmd := ofTenant(s, new(lookupFlags), &cobra.Command{
		Use: "create", Short: "Register a webhook at a host, and print its id",
		Example: "  winkterm webhooks create --name mine --url https://example.test/hook --secret-env HOOK_SECRET",
		Args:    exactly(0, "webhooks create takes no arguments, only flags such as --url"),
	}, false, func(ctx context.Context, h *tenantHost, _ []string) (any, string, error) {
		asked.Active = new(!inactive)
		made, err := h.CreateWebhook(ctx, asked)
		return withoutSecret(made), widget.Clean(made.ID) + "\n", err
	})
	set := cmd.Flags()
	set.StringVar(&asked.Name, "name", "", "the webhook's `NAME`")
	set.StringVar(&asked.URL, "url", "", "where events are sent: `URL`, https unless the host is a sandbox on this machine")
	set.StringArrayVar(&types, "type", nil, "send events of this `TYPE` (repeatable); without it those of all types")
	set.StringVar(&secretEnv, "secret-env", "", "the variable of the environment that has the webhook's secret: its `NAME`")
	set.BoolVar(&asked.IncludePayload, "include-payload", false, "send the data that was read as well")
	set.BoolVar(&inactive, "inactive", false, "send nothing yet")
	cmd.PreRunE = func(*cobra.Command, []string) error { return completeWebhook(s, &asked, types, secretEnv) }
	return cmd
}

// completeWebhook finds what is wrong with the flags, and adds the types and the secret.
func completeWebhook(s Streams, asked *wire.WebhookRequest, types []string, secretEnv string) (err error) {
	if asked.Name == "" || asked.URL == "" || secretEnv == "" {
		return usage("webhooks create wants --name, --url and --secret-env")
	}
	if err := post.CheckAddress(asked.URL); err != nil {
		return usage("--url: %w", err)
	}
	if len(types) == 0 {
		types = []string{string(wire.EventAll)}
	}
	for _, name := range types {
		kind, err := eventType(name, wire.WebhookEventTypes())
		if err != nil {
			return err
		}
		asked.EventTypes = append(asked.EventTypes, kind)
	}
	asked.Secret, err = webhookSecret(s, secretEnv)
	return err
}
