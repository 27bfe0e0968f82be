// Package webhook is the receiving end of webhooks: it reads what arrives, holds it against
// its signature and against what came before, and says what is wrong with it.
//
// The sandbox in the binary hands its deliveries over in the process, any other host posts
// them to a Receiver's address on loopback. Either way a Checker has each of them in turn,
// so that the same rules hold for a delivery wherever it came from.
//
// # What it must not do
//
// It draws nothing, prints nothing and registers nothing at a host. What it gives to others
// has personal data in clear: whoever keeps it masks it.
package webhook
