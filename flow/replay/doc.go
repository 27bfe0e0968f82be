// Package replay walks through a recording without a screen: which record one is at, what
// the wizard showed at that moment, where the next error or page is, what a search finds,
// and when playing reaches the next record.
//
// It reads records when they are asked for and keeps no second copy of them. It must not
// draw, run the flow, or change a file.
package replay
