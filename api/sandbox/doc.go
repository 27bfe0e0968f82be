// Package sandbox is Smile in the binary: an http.Handler that serves the Open
// API under /v1, winkterm's Link contract under /link/v1, the stand-in of the
// widget under /wink, the landing pages of invites under /invite, and the control of the sandbox under /_sandbox. Any client
// works against it.
//
// # How it is made
//
// This package puts it together; what it does is in the packages beside it:
//
//	state      tables, clock, timers, ids, and the data file by way of store
//	event      what has happened, as webhooks name it
//	delivery   what each webhook gets of it
//	sender     posts to webhooks, and what waits for its turn
//	web        routes, envelopes, bodies, lists and pages, who may call
//	catalogue  the providers
//	user       users, link tokens, sessions
//	task       work on sources, and the faults that meet it
//	account    logins, their second step, syncs: linking, as both APIs show it
//	document   uploads, as both APIs show them
//	userdata   the lists of what was read of users, made up by data
//	tenant     users as the tenant sees them, templates, webhooks
//	invite     invites, their messages and the pages that people come by
//	widget     the files of the stand-in
//	control    the clock, starting over, faults armed or triggered
//	fault      what can go wrong on demand
//
// An operation is a function in the package of its subject and a line in the
// Routes of that package.
//
// # The widget's stand-in
//
// Host pages of any origin may load its files, and its calls of the Link contract
// are answered across origins: they bear a session's key, and nothing that a
// browser adds by itself. The Open API and the control are not.
//
// # What it must not do
//
// It imports api/wire, assets and its own rooms and nothing else of ours: were it
// to share code with a client, both ends would agree by accident. It must not
// listen anywhere but on loopback unless told to, nor reach out to any host but the
// webhooks that are registered, and to those on loopback alone unless told otherwise.
package sandbox
