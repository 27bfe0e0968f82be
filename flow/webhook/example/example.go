// Package example makes well-formed events of webhooks, one of each type that is
// documented, in the shapes of the specification. Everything in them is made up.
//
// It must not send or sign anything, and it reads no clock and no randomness: the same
// arguments make the same event.
package example

import (
	"slices"
	"time"

	"winkterm/api/wire"
)

// Types are the types that are documented, in the specification's order, without
// wire.EventAll, of which there is no event.
func Types() []wire.WebhookEventType {
	return slices.DeleteFunc(wire.WebhookEventTypes(), func(t wire.WebhookEventType) bool { return t == wire.EventAll })
}

// Event is an event of one of Types with an id, created at a moment. The subject stands in
// the ids of the user, the account and all else. An event of another type has a user alone.
func Event(kind wire.WebhookEventType, id, subject string, at time.Time) wire.Event {
	e := wire.Event{ID: id, Version: 1, Type: kind, CreatedAt: at}
	fill, known := parts[kind]
	if !known {
		fill = []part{user}
	}
	for _, set := range fill {
		set(&e.Data, subject, at)
	}
	return e
}

// part writes some fields of an event's data.
type part func(d *wire.EventData, subject string, at time.Time)

// parts are what the data of each type consist of.
var parts = map[wire.WebhookEventType][]part{
	"USER_CREATED":         {user},
	"ACCOUNT_CREATED":      {account},
	"ACCOUNT_CONNECTED":    {account, login},
	"ACCOUNT_DISCONNECTED": {account},
	"ACCOUNT_FAILED":       {account, login, failed(string(wire.ErrAccountLocked))},

	"TASK_STARTED":               {source, linking},
	"TASK_FINISHED":              {source, linking, succeeded},
	"ACCOUNT_SYNC_TASK_FINISHED": {source, succeeded, monitored},

	"ARCHIVE_STARTED":  {archive},
	"ARCHIVE_ANALYZED": {archive},
	"ARCHIVE_REVOKED":  {archive},
	"ARCHIVE_FAILED":   {archive, failed(string(wire.ErrMissingMandatoryField))},
	"INVITE_INVITED":   {invite},
	"INVITE_LINKED":    {invite},

	"IDENTITY_ADDED": {account, func(d *wire.EventData, s string, _ time.Time) { d.IdentityID = "item-" + s }},
	"RATING_ADDED":   {account, func(d *wire.EventData, s string, _ time.Time) { d.RatingID = "item-" + s }},
	"INSIGHT_ADDED":  {account, item},
	"LINK_ADDED":     {account, item},

	"TRANSACTIONS_ADDED":    {account, count},
	"DOCUMENTS_ADDED":       {account, count},
	"DOCUMENTS_UPDATED":     {account, count, which},
	"EMPLOYMENTS_ADDED":     {account, count},
	"EMPLOYMENTS_UPDATED":   {account, count, which},
	"INCOMES_ADDED":         {account, count},
	"INCOMES_UPDATED":       {account, count, period},
	"CONTRIBUTIONS_ADDED":   {account, count},
	"CONTRIBUTIONS_UPDATED": {account, count, period},
	"EINCOMES_ADDED":        {account, count},
	"EINCOMES_UPDATED":      {account, count, period},
	"LIABILITIES_ADDED":     {account, count},
	"LIABILITIES_UPDATED":   {account, count, which},

	"VERIFICATION_STARTED":   {verification},
	"VERIFICATION_COMPLETED": {verification, verified},
	"RECORD_CREATED":         {record},
	"RECORD_COMPLETED":       {record, completed},

	"USER_SESSION_COMPLETED": {session("COMPLETED"), shared},
	"USER_SESSION_RESET":     {session("IN_PROGRESS")},
}
