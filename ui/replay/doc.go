// Package replay shows a recording on a terminal: the screens and lanes as they were,
// stepped through, searched and played. Screens draws the same screens for others.
//
// It is driven by the file alone. It must not call a host, run the flow, or write.
package replay
