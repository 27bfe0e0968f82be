// Package search finds providers while the user types.
//
// A query is folded (case, accents, width) and split into words. A provider is
// found when every word is in one of its name, long name and id; the level of a
// match orders the results, and equal ones stay in the server's order. Where that
// finds little, a single word may be scattered in a text as fzf matches it, if
// fzf's score is good enough, or may begin with the whole name.
//
// Every search reads all providers, which takes milliseconds for 100,000; nothing
// of an earlier search is used.
//
// It must not draw, load, or know of the terminal.
package search
