// Package assets holds the data that ships inside the binary: the providers,
// people and file types of the sandbox, sample payslips, and what is said about
// each error code, status, callback and event.
//
// Everything is embedded and parsed on first use, so a start that needs none of
// it pays nothing. The values that are handed out are shared: read them, and
// copy before changing one.
//
// It must not import anything of ours but api/wire, read a file at run time, or decide
// anything: it is data with a Go face.
package assets
