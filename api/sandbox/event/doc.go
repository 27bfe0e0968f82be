// Package event is what has happened to users, accounts, archives and invites, as the
// webhooks of the Open API name it: a table of events, each at its own moment by the
// sandbox's clock.
//
// # Where events come from
//
// What a call does is one by [Log.Add], in the Tx of the call. What becomes of an account
// or an archive is read off its history, past and to come: its table is watched
// (state.Table.Watch), so each time one was changed the room of the subject adds the
// events of the steps that have come, remembers how far it is, and has a [Next] look again
// at the moment of the next step. So whoever comes first after a moment finds its events
// there, with that moment as their CreatedAt, and all of them are in order of time. What
// follows from an event elsewhere (a session that is COMPLETED, an invite that is LINKED)
// is added by who follows the log.
//
// # What survives
//
// Events are rows, so those of the last Max are in the data file, in the batch of what
// caused them. How far a row is, is not written down: when the file is read back it is
// what had come by [Log.Until], the moment of the last event, and what has come since then
// is made up for by the next call, each at its own moment.
//
// # What it must not do
//
// It knows nothing of webhooks and delivers nothing, see package delivery, and it holds
// no user data: what an event says of them is read off its source.
package event
