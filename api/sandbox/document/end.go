package document

import (
	"winkterm/api/sandbox/fault"
	"winkterm/api/sandbox/state"
	"winkterm/api/wire"
)

// End brings an archive to an end now, that of a fault of this name.
func (s *Archives) End(tx *state.Tx, a *Archive, name wire.FaultName) {
	_, rest := fault.Split(name)
	end, over := endOf(rest), a.History[len(a.History)-1]
	a.History = append(a.History[:a.index(tx.Now)+1], step{At: tx.Now, Status: end.status, Code: end.code})
	if name == fault.ArchiveRevoked {
		a.History[len(a.History)-1] = step{At: tx.Now, Status: wire.ArchiveRevoked}
		s.forget(tx, a)
		return
	}
	a.History = append(a.History, over)
	s.Rows.Changed(tx, a)
}

// endOf is the end that the rest of a fault's name stands for.
func endOf(rest string) finding {
	if rest == string(wire.ArchiveUnsupported) {
		return finding{status: wire.ArchiveUnsupported}
	}
	return finding{status: wire.ArchiveError, code: wire.ArchiveErrorCode(rest)}
}
