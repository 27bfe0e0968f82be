// Package store is the data file of a sandbox that outlives its process
// (winkterm sandbox --data FILE): tables of numbered values in one bbolt file,
// bytes in and bytes out, that survive a kill -9 at any moment with everything
// that was acknowledged.
//
// # How it is used
//
// The state itself lives in the caller's memory. Open takes the file, and Load
// reads the tables back. From then on every call collects its changes in a
// Batch, appends it while it holds the lock of the state, so that batches are in
// the order of the changes, and calls Flush after the lock is released and
// before the answer is written. Only Flush waits for the disk.
//
// # What it promises
//
//   - A batch is in the file as a whole or not at all.
//   - After a Flush that returned nil, all batches that were appended before it
//     are on disk (fsync), whichever goroutine appended them.
//   - Batches of a commit that failed are kept and go with the next commit, so a
//     disk that was full may be made room on without starting again.
//   - Open refuses what is not a sound file of this program and version, and
//     leaves it as it was; how sound it is, bbolt's own check says. Values have no
//     checksum: one that was overwritten is for the caller to find.
//
// One Flush commits everything that waits in one transaction. What waits has the
// latest change of each value only.
//
// # What it must not do
//
// It knows nothing of Smile: it imports nothing of ours, and what the values
// mean, and whether they can be decoded, is for the caller to say.
package store
