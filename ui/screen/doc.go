// Package screen draws the flow's pages and turns keys into what the user wants.
//
// A page is one function that writes it from the state: what is said, which buttons
// and fields there are, which keys do something. The function runs for every frame and
// for every key, so that nothing is drawn that does not work, and nothing works that is
// not drawn. Drawing, choosing, typing, clicks and the help are Page's.
//
// The methods that write also note an outline of the page (outline.go), for a reader
// that has no grid: what is said, what can be answered and what that does. What is drawn
// by line or block alone has to be noted beside it.
//
// A page reads the flow's state and answers with an intent; it must not call
// an API, change the state, know the terminal's size beforehand, or keep
// anything that is lost when the page is left. Nor does it touch the disk: the
// file picker asks with a Query, and what was found comes as a message.
package screen
