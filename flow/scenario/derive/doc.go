// Package derive makes scenarios of what is there: From of a recorded session, Shrink of a
// longer one that ends in the same way.
//
// It must not play anything by itself, read or write files, print, or take over what
// somebody typed: a recording is masked, and what was typed is worked out from what became
// of it, as what a published test person would have typed.
package derive
