package document

import (
	"time"

	"winkterm/api/sandbox/data"
	"winkterm/api/sandbox/state"
	"winkterm/api/wire"
)

// Fill sets what user data are made from, and says whether there are any: values
// were found, and the archive is not revoked.
func (a *Archive) Fill(out *data.Source, now time.Time) bool {
	i := a.index(now)
	sample, ok := a.extracted(i)
	if ok {
		out.FileType, out.Payslip, out.Since = a.FileType, &sample.Values, a.History[i].At
	}
	return ok
}

// AnalysedAfter says whether an archive of a user was analysed after a moment, and
// not revoked since.
func (s *Archives) AnalysedAfter(tx *state.Tx, userID string, since time.Time) bool {
	for _, a := range s.Rows.Owned(tx, userID) {
		if at := a.History[a.index(tx.Now)]; at.Status == wire.ArchiveAnalyzed && at.At.After(since) {
			return true
		}
	}
	return false
}
