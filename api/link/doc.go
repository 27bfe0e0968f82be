// Package link is the client of the Link contract, version 1: what happens between a
// user who links an account or uploads documents and the host that does it. README.md
// beside this file is the contract in prose, openapi.yaml the same for tools; the
// operations that methods name are its own, and those of [api.Shared] the Open API's.
//
// That a login or a code is wrong is no error of a call: the account says it. Nor is
// that a document cannot be analysed: the archive says it.
//
// The package must not know the sandbox, the flow or the screen, and keeps no
// credential and no file: they pass through in the body of one call.
package link
