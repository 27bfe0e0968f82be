package compare

import (
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
)

// linking says that the page waits for the account under way.
func (p *position) linking() bool {
	waits := p.state.Page == flow.Connecting || p.state.Page == flow.MFA
	return waits && p.login != nil && p.state.Linking.AccountID == p.login.account
}

// noticed is the time within which a widget should have noticed a status.
const noticed = 5 * time.Second

// by says that a status was seen long enough before something was told.
func (s Seen) by(t Told) bool { return !s.At.Add(noticed).After(t.At) }

// finish lets the account under way come to where it is before the page is left
// for something else: to its end where that was told later, else as far as it was
// seen by then.
func (p *position) finish(g goal) {
	if !p.linking() || g.login == p.login || g.told.Name == wire.OnTokenExpired {
		return
	}
	if final := p.login.ended(); final != "" {
		if !g.closes(final) {
			p.liveTo(final)
		}
		return
	}
	for p.linking() && p.lived < len(p.login.life) {
		next := p.login.life[p.lived]
		if !next.by(g.told) || g.closes(wire.ConnectionStatus(next.Status)) {
			return
		}
		p.liveTo(wire.ConnectionStatus(next.Status))
	}
}

// ended is the final status of an account, as it was told.
func (l *login) ended() wire.ConnectionStatus {
	switch {
	case l.has(string(wire.OnAccountConnected), string(wire.ConnectSuccessPageOpened)):
		return wire.StatusConnected
	case l.has(string(wire.OnAccountError)):
		return wire.StatusError
	}
	return ""
}

// end lets what is under way come to where it was seen last.
func (w *walk) end() {
	for w.linking() && w.lived < len(w.login.life) {
		w.liveTo(wire.ConnectionStatus(w.login.life[w.lived].Status))
	}
	w.befall(goal{}, time.Time{})
	w.commit(len(w.story.goals))
}

// befall shows what befell a linked account, or an archive that was read, as far
// as it was seen until then and the page would notice; the zero time is for ever.
// What is gone while the page on which one revokes shows was revoked there.
func (p *position) befall(g goal, until time.Time) {
	switch p.state.Page { //nolint:exhaustive // the pages about what is there
	case flow.ConnectSuccess, flow.AccountRevoke:
		if l := p.story.accounts[p.state.Linking.AccountID]; l != nil {
			p.befallAccount(l, g, until)
		}
	case flow.ArchiveSuccess, flow.RevokeArchive:
		if u := p.story.archives[p.state.Documents.ArchiveID]; u != nil && !u.told[string(wire.OnUploadsRemoved)] {
			p.befallArchive(u, g, until)
		}
	}
}

func (p *position) befallAccount(l *login, g goal, until time.Time) {
	for _, s := range p.story.lives[l.account] {
		status := wire.ConnectionStatus(s.Status)
		if s.later(until) || rank(status) <= rank(p.state.Linking.Current().ConnectionStatus) {
			continue
		}
		if status == wire.StatusDisconnected {
			meant := g.login == l && g.page == flow.AccountRevoke
			if l.has(string(wire.OnAccountRemoved)) || !p.notices(s, meant) {
				continue
			}
		}
		p.look(flow.SyncSeen{Account: l.in(status)})
	}
}

func (p *position) befallArchive(u *upload, g goal, until time.Time) {
	meant := g.upload == u && g.page == flow.RevokeArchive
	for _, s := range p.story.lives[u.archive] {
		if s.Status == string(wire.ArchiveRevoked) && !s.later(until) && p.notices(s, meant) {
			p.look(flow.ArchiveSeen{Archive: u.in(wire.ArchiveRevoked)})
			return
		}
	}
}

// later says that a status was seen after a moment.
func (s Seen) later(than time.Time) bool { return !than.IsZero() && s.At.After(than) }

// notices says whether the page is to notice that there is nothing any more. A
// page of success is left for the page that tells so, if that is where the path
// goes.
func (p *position) notices(gone Seen, meant bool) bool {
	if p.state.Page == flow.ConnectSuccess || p.state.Page == flow.ArchiveSuccess {
		return meant
	}
	if gone.At.After(p.since) {
		p.confirm()
	}
	return true
}
