package compare

import (
	"slices"

	"winkterm/api/wire"
	"winkterm/flow"
)

// revoke revokes what the goal is about, on the page for that; where the user has
// confirmed it before, the page of success notices as well.
func (p *position) revoke(g goal) string {
	if !p.awaits(g) {
		if p.state.Page != g.page || !p.about(g.page, g) {
			if why := p.walkTo(g); why != "" {
				return why
			}
		}
		p.confirm()
	}
	if g.upload != nil {
		p.look(flow.ArchiveSeen{Archive: g.upload.in(wire.ArchiveRevoked)})
		return ""
	}
	p.look(flow.SyncSeen{Account: g.login.in(wire.StatusDisconnected)})
	return ""
}

// awaits says that the page would notice that what the goal is about is gone.
func (p *position) awaits(g goal) bool {
	id, success := "", flow.ConnectSuccess
	if g.login != nil {
		id = g.login.account
	}
	if g.upload != nil {
		id, success = g.upload.archive, flow.ArchiveSuccess
	}
	there := p.state.Page == g.page || p.state.Page == success
	return there && p.about(p.state.Page, g) && slices.Contains(p.state.Revocation.Awaited, id)
}

// confirm goes through with revoking what the page is about.
func (p *position) confirm() {
	id := p.state.Linking.AccountID
	if p.state.Page == flow.RevokeArchive {
		id = p.state.Documents.ArchiveID
	}
	if slices.Contains(p.state.Revocation.Awaited, id) {
		return
	}
	p.do(flow.RevokeWanted{})
	p.do(flow.RevokeConfirmed{Typed: id})
}

// confirmEarly goes through with revoking before the page is left, where the path
// says that it was.
func (p *position) confirmEarly() {
	switch p.state.Page { //nolint:exhaustive // the pages on which one revokes
	case flow.AccountRevoke:
		if l := p.story.accounts[p.state.Linking.AccountID]; l != nil && l.early {
			p.confirm()
		}
	case flow.RevokeArchive:
		if u := p.story.archives[p.state.Documents.ArchiveID]; u != nil && u.early {
			p.confirm()
		}
	}
}
