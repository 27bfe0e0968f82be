// Package search finds providers as one types: an index of all that are known,
// asked with every key.
//
// A query is folded (case, accents, width) and split into words. A provider is
// found when every word is in one of its name, long name and id. Where that finds
// little, a single word of four letters or more may be there as letters in that
// order. Those come first whose name or id is the query, then
// prefixes, starts of words, initials (SSS for Social Security System), parts
// of words, and last scattered letters, the closer together the better; what is
// equal stays in the order in which it was added, which is the server's.
//
// It is made for 100,000 providers: texts and facts stand in few large blocks
// and a provider is put together again only when it is shown. An Index is for
// one goroutine, the one that draws; it shares a search out itself.
//
// It must not draw, load, or know of the terminal.
package search
