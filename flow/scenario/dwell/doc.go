// Package dwell is how long things took in a suite: accounts from PENDING to CONNECTED,
// archives from STARTED to ANALYZED, and each operation, by provider, as percentiles; and
// budgets for them.
//
// All times are on the session's clock. On the sandbox in the binary that is simulated, for
// operations too, whose time there is what faults and the provider add; at a host it is real.
// Times are kept as counts of four significant digits, rounded up: a row needs no more
// memory for ten thousand of them than for a few hundred, and rows of shards merge.
//
// It must not play anything, touch the disk, or call a host.
package dwell
