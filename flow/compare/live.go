package compare

import (
	"winkterm/api/wire"
	"winkterm/flow"
)

// liveTo shows the account under way as it was seen, up to a status. Where that
// was not seen, it is taken for one that no look has met; only a final status
// that it cannot come after is in its way.
func (p *position) liveTo(to wire.ConnectionStatus) {
	for _, status := range p.upTo(p.login.life, string(to), finalAccount, func(final string) bool {
		return rank(wire.ConnectionStatus(final)) < rank(to)
	}) {
		p.look(flow.AccountSeen{Account: p.account(status)})
	}
}

// archiveTo does the same with the archive under way.
func (p *position) archiveTo(to wire.ArchiveStatus) {
	for _, status := range p.upTo(p.upload.life, string(to), finalArchive, func(final string) bool {
		return final != string(wire.ArchiveRevoked)
	}) {
		p.look(flow.ArchiveSeen{Archive: p.archive(status)})
	}
}

// upTo are the statuses that are still to be played, up to one.
func (p *position) upTo(life []Seen, to string, final, inTheWay func(string) bool) []string {
	var all []string
	for _, s := range life[min(p.lived, len(life)):] {
		if final(s.Status) && s.Status != to && !inTheWay(s.Status) {
			break
		}
		all = append(all, s.Status)
		p.lived++
		if s.Status == to || final(s.Status) {
			return all
		}
	}
	return append(all, to)
}

// rank orders the statuses of an account as the flow does: it moves up only.
func rank(s wire.ConnectionStatus) int {
	switch s {
	case wire.StatusConnected:
		return 1
	case wire.StatusError:
		return 2
	case wire.StatusDisconnected:
		return 3
	case wire.StatusPending, wire.StatusAwaitingMFA:
	}
	return 0
}
