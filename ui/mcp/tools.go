package mcp

import "winkterm/flow/lookup"

// What define takes of a tool.
const (
	always, sandboxed = false, true
	changes, reads    = false, true
)

// all are the tools, as they are listed.
func all() []tool {
	return []tool{
		define("explain", always, reads, "Explains an error code, status, callback, HTTP status or webhook event: what it means, who acts, whether to try again.", explain),
		define("providers", always, reads, "Searches the providers (employers, platforms, government bodies) by name, id and type.", providers),
		define("account", always, reads, "Says what is known of an account by its id: status, error with its explanation, provider, tasks, how much data of each kind, recorded sessions, the user's other accounts.", known(lookup.Account)),
		define("archive", always, reads, "Says what is known of an uploaded document (archive) by its id: status, error with its explanation, type, tasks, how much data of each kind.", known(lookup.Archive)),
		define("user", always, reads, "Says what is known of a user by its id: accounts, archives, tasks, how much data of each kind.", known(lookup.User)),
		define("tasks", always, reads, "Lists the tasks of an account, archive or user, newest first.", tasks),
		define("data_kinds", always, reads, "Lists the kinds of user data with the columns of their tables.", dataKinds),
		define("data", always, reads, "Reads user data of one kind of an account, archive or user. They come once the task that reads them has finished, some seconds after a login: clock moves a sandbox there. Personal data are masked; amounts and dates are not.", data),
		define("sessions", always, reads, "Lists the sessions that go on, then the recorded ones, newest first.", sessions),
		define("records", always, reads, "Reads the records of a session: pages, callbacks, calls, statuses, notes, webhooks, data, intents.", of(records)),
		define("callbacks", always, reads, "Reads the widget's callbacks of a session, with their arguments.", of(callbacks)),
		define("screen", always, reads, "Shows the wizard's screen of a session as text.", of(screen)),
		define("report", always, reads, "Writes a session down as a ticket in Markdown, for somebody else.", of(ticket)),

		define("link", sandboxed, changes, "Links an account in one call, in a session of its own that goes on: consent, provider, login, second step. Answers with the ids, the status, and what has happened.", link),
		define("start_session", sandboxed, changes, "Starts a session on a sandbox of its own, to go through step by step.", startSession),
		define("act", sandboxed, changes, "Does a step of the scenario language, or several, then lets time pass until the page rests. An action waits for its page. The actions, with ? at arguments that can be left out:"+actions(), within(act)),
		define("answer", sandboxed, changes, "Answers the second step of a login (MFA): the code, the channel, or security questions.", within(answerStep)),
		define("upload_sample", sandboxed, changes, "Uploads sample documents of the program, and waits for the outcome.", upload),
		define("faults", sandboxed, reads, "Lists the faults that the sandbox has on offer, and what is armed in a session.", faults),
		define("fault_arm", sandboxed, changes, "Arms a fault, which triggers at the next moment that fits; calls of reading tools are such moments too.", within(arm(false))),
		define("fault_trigger", sandboxed, changes, "Triggers a fault at once, on what the user did last.", within(arm(true))),
		define("fault_clear", sandboxed, changes, "Takes back what is armed.", within(clearFaults)),
		define("clock", sandboxed, changes, "Moves a session's clock on: by a time, or without one to the next thing that happens.", within(clock)),
		define("reset", sandboxed, changes, "Starts the sandbox of a session over: users, tokens and accounts are gone, and the session begins anew.", within(reset)),
		define("finish", sandboxed, changes, "Ends a session.", finish),
	}
}
