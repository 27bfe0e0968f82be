package rerun

import (
	"fmt"

	"winkterm/api/wire"
	"winkterm/flow"
)

// moment is where a session stands, as far as a masked snapshot has it and two sessions
// have it alike.
type moment struct {
	page      flow.Page
	status    wire.ConnectionStatus
	code      wire.AccountErrorCode
	challenge wire.MFAKind
	left      int
	syncing   bool
	accounts  int

	archive  wire.ArchiveStatus
	archives int
	picked   int
	stage    flow.RevokeStage
	failure  int // its HTTP status
}

func momentOf(s flow.State) moment {
	l, d := s.Linking, s.Documents
	return moment{
		page: s.Page, status: l.Current().ConnectionStatus, code: l.Current().ErrorCode(),
		challenge: l.Challenge.Kind, left: l.Challenge.AttemptsLeft, syncing: l.Syncing(), accounts: len(l.Accounts),
		archive: d.Current().State.Status, archives: len(d.Archives), picked: len(d.Picked()),
		stage: s.Revocation.Stage, failure: s.Calls.Failed.Failure.Status,
	}
}

// String is the page with the status beside it.
func (m moment) String() string {
	text := m.page.String()
	if m.status != "" {
		text += fmt.Sprintf(" (account %s %s)", m.status, m.code)
	}
	if m.archive != "" {
		text += fmt.Sprintf(" (archive %s)", m.archive)
	}
	return text
}

// DivergedError says that a session cannot be brought where a recording was, for it has
// gone another way.
type DivergedError struct {
	// Seq is the record that was not reached.
	Seq int
	// Recorded and Reached say where the two stand, in words.
	Recorded, Reached string
}

func (e *DivergedError) Error() string {
	return fmt.Sprintf("the session went another way before record %d: it stood on %s there, and stands on %s now", e.Seq, e.Recorded, e.Reached)
}
