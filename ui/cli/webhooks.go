package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

// newWebhooks is what receives, sends, checks and registers webhooks.
func newWebhooks(s Streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "webhooks",
		Short: "Receive webhooks, and try out what receives them",
		Long: `Receive webhooks, and try out what receives them: each has a command of its own. An
event of the webhook has the signature of its body in the header Smile-Signature, the
hexadecimal HMAC-SHA512 with the webhook's secret.`,
	}
	cmd.Args = func(cmd *cobra.Command, _ []string) error {
		return usage("webhooks wants one of its commands: %s", strings.Join(commands(cmd), ", "))
	}
	cmd.RunE = func(*cobra.Command, []string) error { return nil } // Args says what is wanted
	for _, sub := range []func(Streams) *cobra.Command{
		newWebhooksListen, newWebhooksSend, newWebhooksCheck, newWebhooksList, newWebhooksCreate, newWebhooksDelete,
	} {
		cmd.AddCommand(sub(s))
	}
	for _, sub := range cmd.Commands() {
		completeValues(sub)
		if sub.ValidArgsFunction == nil {
			sub.ValidArgsFunction = completeNothing
		}
	}
	return cmd
}
