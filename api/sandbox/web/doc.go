// Package web is the HTTP that the operations of a sandbox have in common: the
// routes and the call, the envelope around every answer, what is refused, reading
// bodies and the parameters of lists, pages, and who may call.
//
// An operation is a function of a Call. It reads what was sent, begins a
// transaction on the state, and returns the data of the envelope or an error; one
// made by Invalid, Missing and the like goes to the client, any other is a mistake
// of the sandbox and becomes SERVER_ERROR.
//
// # What it must not do
//
// It knows no operation and no row. An error's message names fields but never
// repeats what was in them, and neither queries nor bodies nor headers are logged:
// they hold people's data. It calls nobody.
package web
