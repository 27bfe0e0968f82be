package sandbox

import (
	"cmp"
	"log/slog"
	"math"
	"time"

	"winkterm/api/sandbox/delivery"
	"winkterm/api/sandbox/event"
	"winkterm/api/webhook"
	"winkterm/api/wire"
)

// Delivery is an event on its way to a webhook, or to Config.Deliver.
type Delivery = delivery.Delivery

// EventsNotCaused are the types of events that nothing in a sandbox causes, with the
// reason; all others of wire.WebhookEventTypes can come.
func EventsNotCaused() map[wire.WebhookEventType]string { return event.NotCaused() }

// DefaultKey is the key and the secret that hold unless Config says otherwise.
const DefaultKey = "sandbox"

// ReceiveSecret is what the signatures of Config.Receive are made with.
const ReceiveSecret wire.Secret = "sandbox-webhook"

// Config says how a sandbox behaves. The zero value is a sandbox without waits
// that takes DefaultKey.
type Config struct {
	// Key and Secret are what the Open API asks for; DefaultKey when empty.
	Key    string
	Secret wire.Secret
	// ControlKey lets whoever shows it as Bearer use the control from other machines
	// too; without it the control is for this machine alone.
	ControlKey wire.Secret
	// Speed divides every simulated wait: 1 is true to life, 10 ten times
	// faster, 0 (and anything below) makes them nothing.
	Speed float64
	// Seed makes ids, waits and data repeat for the same calls at the same times.
	Seed uint64
	// Now is when the sandbox's clock begins, and begins again after a reset; the zero
	// time is the real one. Its year is from 1970 to 2200.
	Now time.Time
	// Freeze lets the control alone move the clock. With it and Now the same calls get
	// the same answers to the byte.
	Freeze bool
	// Strict refuses bodies with a field that is not known, which the log is told of
	// otherwise.
	Strict bool
	// Providers is the size of the catalogue; 0 takes the shipped one as it is.
	// Beyond the shipped ones, names are made up as they are asked for.
	Providers int
	// Clock replaces the system's clock, for tests; Now and Freeze hold all the same.
	Clock Clock
	// File keeps the state, and is made where there is none; without it the state ends
	// with the process.
	File string
	// People are test people of one's own, beside the shipped ones, see People.
	People []wire.Person
	// Data are user data of one's own, in place of what is made up, at the accounts of
	// whoever links.
	Data wire.OwnData
	// Faults are armed by Listen, and again after every reset; see ReadFaults.
	Faults []wire.Fault
	// RateLimit is how many requests a second each address may make, as Smile
	// limits them to 20; 0 is no limit.
	RateLimit int
	// Deliver gets each event of a user, account, archive or invite: once as whoever
	// listens to all, and once for each webhook that wants it. It comes in the order of the
	// events, one at a time, before the call that caused or found it is answered, so it
	// must return at once, and not call the sandbox.
	Deliver func(Delivery)
	// Receive gets what is posted to webhooks as a webhook of all events would that has
	// ReceiveSecret for its secret and includePayload: with what faults make of it, and
	// again where they have it come again. It comes in the process, one at a time, before
	// the call that caused or found it is answered, so it must return at once, and not
	// call the sandbox.
	Receive func(webhook.Post)
	// WebhooksAnywhere has webhooks delivered to any address; without it only to those of
	// this machine.
	WebhooksAnywhere bool
	// Addr is where Listen listens; "127.0.0.1:0" when empty.
	Addr string
	// Logger gets what goes wrong inside, and at slog.LevelInfo every request;
	// nothing is logged when nil. Queries, bodies, keys and tokens never are.
	Logger *slog.Logger
}

func (c Config) withDefaults() Config {
	c.Key = cmp.Or(c.Key, DefaultKey)
	c.Secret = cmp.Or(c.Secret, DefaultKey)
	c.Addr = cmp.Or(c.Addr, "127.0.0.1:0")
	if !(c.Speed > 0) || math.IsInf(c.Speed, 1) { // NaN as well
		c.Speed = 0
	}
	if c.Clock == nil {
		c.Clock = systemClock{}
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	return c
}
