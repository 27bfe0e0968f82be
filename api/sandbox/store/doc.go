// Package store is the file of a sandbox that outlives its process
// (winkterm sandbox --data FILE): tables of numbered values, bytes in and bytes
// out, that survive a kill -9 at any moment with all that was acknowledged.
//
// # How it is used
//
// The state itself lives in the caller's memory. Open takes the file, and Load
// reads the tables back. From then on every call collects its changes in a
// Batch, hands it over by Append while it holds the lock of the state, so that
// batches are in the order of the changes, and calls Flush after the lock is
// released and before the answer is written:
//
//	s.mu.Lock()
//	…                    // change the state, batch.Put, batch.Delete
//	file.Append(&batch)  // never waits for the disk
//	s.mu.Unlock()
//	err := file.Flush()  // waits, unless everything is on disk already
//
// # What it promises
//
//   - A batch is in the file as a whole or not at all.
//   - After a Flush that gave nil, all batches that were appended before it are
//     on disk (fsync), whichever goroutine appended them.
//   - A commit that failed is the last one: from then on every Flush fails with
//     its error, for nobody can tell any more what is on disk.
//   - Open refuses what is not a sound file of this program and version, and
//     leaves it as it was. The structure of the whole file is checked before it
//     is used, so that a damaged one is an error and not a crash. A value that
//     was overwritten is the caller's to find: values have no checksum.
//
// # How it is bounded
//
// One goroutine commits all that waits in one transaction. What waits is kept
// by table and key, a later change of a value in place of an earlier one: it is
// never more than the values that changed since the last commit began. As each
// caller flushes before it answers, and so before its next batch, that is one
// batch for each open connection. Who appends without having to answer anybody
// (a clock that moves) is to flush as well.
//
// # What it must not do
//
// It knows nothing of Smile: it imports nothing of ours, and what the values
// mean, and whether they can be decoded, is for the caller to say.
package store
