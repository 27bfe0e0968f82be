// Package example makes well-formed events of webhooks, one of each type that is
// documented, in the shapes of the specification. Everything in them is made up: data.json
// has it.
//
// It must not send or sign anything, and it reads no clock and no randomness: the same
// arguments make the same event.
package example

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"winkterm/api/wire"
)

//go:embed data.json
var file string

// Types are the types that are documented, in the specification's order, without
// wire.EventAll, of which there is no event.
func Types() []wire.WebhookEventType {
	return slices.DeleteFunc(wire.WebhookEventTypes(), func(t wire.WebhookEventType) bool { return t == wire.EventAll })
}

// Event is an event of one of Types with an id, created at a moment. The subject, of letters,
// digits and dashes, stands in the ids of the user, the account and all else. An event of
// another type has a user alone.
func Event(kind wire.WebhookEventType, id, subject string, at time.Time) wire.Event {
	data := map[wire.WebhookEventType]wire.EventData{}
	text := strings.NewReplacer("SUBJECT", subject, "MOMENT", at.UTC().Format(time.RFC3339)).Replace(file)
	if err := json.Unmarshal([]byte(text), &data); err != nil {
		panic(err) // a test reads all of it
	}
	e := wire.Event{ID: id, Version: 1, Type: kind, CreatedAt: at, Data: wire.EventData{UserID: "tenant-" + subject}}
	if known, is := data[kind]; is {
		e.Data = known
	}
	return e
}
