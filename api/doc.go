// Package api is the client of Smile's Open API: users, link tokens, providers,
// accounts, archives and tasks.
//
// Every request of the program goes through one path: [Do] and [Exec] on a
// [Transport], which escape the path, sign, send, bound the body, open the
// envelope, classify what came back into one [Error] with a [Kind], repeat what
// is safe to repeat and report every attempt to an observer. Package link uses
// the same path for the Link contract, so both clients fail in the same words.
//
// The files of an archive are streamed: base64 is made while the body is sent,
// and an [Upload] of any size costs some kilobytes of memory. The observer is
// shown the body without the files.
//
// The base URL may be http as well as https, and may carry a port and a path.
// Over http the key travels readable: that is meant for a sandbox on the same
// machine.
//
// It must not know the sandbox that imitates the API, nor the flow or the
// screen that use it, nor open a file (whoever makes an Upload does), and it must
// not print or keep a secret: what it hands to the observer goes to the journal's
// redactor and nowhere else.
package api
