package cli

import "github.com/spf13/cobra"

// newWebhooks is what receives, sends, checks and registers webhooks.
func newWebhooks(s Streams) *cobra.Command {
	return group(&cobra.Command{
		Use:   "webhooks",
		Short: "Receive webhooks, and try out what receives them",
		Long: `Receive webhooks, and try out what receives them: each has a command of its own. An
event of the webhook has the signature of its body in the header Smile-Signature, the
hexadecimal HMAC-SHA512 with the webhook's secret.`,
	}, newWebhooksListen(s), newWebhooksSend(s), newWebhooksCheck(s), newWebhooksList(s), newWebhooksCreate(s), newWebhooksDelete(s))
}
