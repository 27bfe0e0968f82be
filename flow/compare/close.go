package compare

import (
	"winkterm/api/wire"
	"winkterm/flow"
)

// close leaves the widget in the way that was told, as far as the page lets one:
// DONE is there on a page of success, Exit on one of an error, the X everywhere.
func (p *position) close(g goal) {
	switch g.reason() {
	case wire.CloseX:
		p.do(flow.Close{})
		return
	case wire.CloseExit:
		p.succeed()
	case wire.CloseError:
		p.fail()
	}
	p.do(flow.Done{})
	if p.state.Page != flow.Closed {
		p.do(flow.Close{})
	}
}

// succeed brings what the page waits for to a good end, or goes back to that.
func (p *position) succeed() {
	switch p.state.Page { //nolint:exhaustive // the pages that wait
	case flow.Connecting, flow.MFA:
		p.liveTo(wire.StatusConnected)
	case flow.ArchiveStatus:
		p.archiveTo(wire.ArchiveAnalyzed)
	case flow.AccountRevoke, flow.RevokeArchive:
		if p.behind(flow.ConnectSuccess) || p.behind(flow.ArchiveSuccess) {
			p.do(flow.Back{})
		}
	}
}

// behind says that going back leads to a page.
func (p *position) behind(page flow.Page) bool {
	trail := p.state.BackStack
	return len(trail) > 0 && trail[len(trail)-1] == page
}

// fail brings a page of an error about: the account's or the archive's, unless
// they were seen and have none; else that of a host that fails. On a page of
// success nothing fails.
func (p *position) fail() {
	p.failing = true
	switch p.state.Page {
	case flow.Connecting, flow.MFA:
		p.failAccount()
	case flow.ArchiveStatus:
		p.failArchive()
	case flow.Start:
		p.do(flow.Begin{})
	case flow.ProviderList:
		p.do(flow.ProviderChosen{Provider: provider(unknown)})
	case flow.Login:
		p.do(flow.Submitted{})
	case flow.FileType:
		send(p, goal{})
	case flow.AccountRevoke, flow.RevokeArchive:
		p.look(failure)
	case flow.Consent, flow.LoginOptions, flow.EmployerSurvey, flow.ConnectSuccess, flow.ConnectError, flow.FileTypeList,
		flow.ArchiveSuccess, flow.Browsing, flow.Problem, flow.Closed:
	}
	p.failing = false
}

func (p *position) failAccount() {
	l := p.login
	seen := p.story.lives[l.account]
	if len(seen) == 0 || l.has(string(wire.OnAccountError)) || holds(seen, string(wire.StatusError)) {
		p.liveTo(wire.StatusError)
		return
	}
	p.look(failure)
}

func (p *position) failArchive() {
	if u := p.upload; len(u.life) == 0 || holds(u.life, string(wire.ArchiveError)) || holds(u.life, string(wire.ArchiveUnsupported)) {
		p.archiveTo(wire.ArchiveError)
		return
	}
	p.look(failure)
}

// reason is the one that onClose tells.
func (g goal) reason() wire.CloseReason { return wire.CloseReason(g.told.Text(reasonField)) }

// closes says that the widget is closed in a way that goes with an account's end.
func (g goal) closes(final wire.ConnectionStatus) bool {
	if g.told.Name != wire.OnClose {
		return false
	}
	return g.reason() == wire.CloseExit && final == wire.StatusConnected || g.reason() == wire.CloseError && final == wire.StatusError
}
