// Package screen draws the flow's pages and turns keys into what the user wants:
// one page, one file.
//
// A screen reads the flow's state and answers with an intent; it must not call
// an API, change the state, know the terminal's size beforehand, or keep
// anything that is lost when the page is left. Nor does it touch the disk: the
// file picker asks with a Query, and what was found comes as a message.
package screen
