// Package coverage is the map of a suite: which pages, edges, callbacks, statuses, codes,
// HTTP errors, webhook events and faults its scenarios went through, how often, and which
// never.
//
// What there is to go through comes from the program's own tables; a Map holds counts alone.
//
// It must not play anything, touch the disk, or call a host.
package coverage
