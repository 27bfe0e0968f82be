// Package state is what the calls of a sandbox have made: tables of rows, the
// clock that everything is read by, the timers that fall due on it, the ids, and
// the data file that keeps all of it.
//
// # Transactions
//
// Nothing of it can be reached but by a Tx. Begin takes the lock of the state and
// runs the timers that are due, each at its own moment, so nothing ever runs in
// the background; what is changed until End is one batch for the data file:
//
//	tx := st.Begin()
//	defer tx.End()
//	users.Add(tx, &User{…})
//
// Within a Tx nobody else changes anything, so what is made is in the order of
// time. Flush, after End, waits until the file has it.
//
// # Time
//
// The clock is the real one, or begins at a moment of its own, and may stand still;
// its lead only grows until Reset. A seed makes ids, waits and data repeat for the same
// calls at the same times, and a speed divides the waits.
//
// # What it must not do
//
// It knows nothing of Smile and of HTTP: what the rows are, and whether what was
// read back can have been, is for the packages that make the tables. Whatever is
// to outlive the process must be a field of a row.
package state
