package compare

import (
	"winkterm/api/wire"
	"winkterm/flow"
)

// What decides whether a way of the flow is there.

func hasLogin(_ *position, g goal) bool  { return g.login != nil }
func hasUpload(_ *position, g goal) bool { return g.upload != nil }

// alone says that the options leave one provider, and that it is the goal's.
func alone(p *position, g goal) bool {
	only := p.only()
	return only != "" && (g.page == flow.EmployerSurvey || g.login != nil && g.login.provider == only)
}

// only is the one provider that the options leave, empty for more.
func (p *position) only() string {
	if ids := p.state.Options.Widget.Providers; len(ids) == 1 {
		return ids[0]
	}
	return ""
}

func listed(p *position, _ goal) bool { return p.only() == "" }

// consents says that the consent page comes first.
func consents(p *position, _ goal) bool {
	on := p.state.Options.Widget.EnableConsentPage
	return p.only() == "" || on == nil || *on
}

// atOnceIn says that the one provider comes first.
func atOnceIn(p *position, g goal) bool { return !consents(p, g) && alone(p, g) }

// goesTo says that a provider leads to a page: to its survey where that is the
// goal, else to its options where it has some, else to its login.
func goesTo(to flow.Page, besides func(*position, goal) bool) func(*position, goal) bool {
	return func(p *position, g goal) bool {
		if besides != nil && !besides(p, g) {
			return false
		}
		survey := g.page == flow.EmployerSurvey
		switch to { //nolint:exhaustive // a provider leads to these alone
		case flow.EmployerSurvey:
			return survey
		case flow.LoginOptions:
			return !survey && g.login != nil && g.login.options
		}
		return !survey && g.login != nil && !g.login.options
	}
}

// onRecord says that the survey's record is the goal's provider.
func onRecord(p *position, g goal) bool {
	return g.login != nil && p.state.Linking.Survey.Form.SocialSecurity == g.login.provider
}

// unsent says that the goal's account is still to be made.
func unsent(p *position, g goal) bool {
	if g.login == nil || g.login.known {
		return false
	}
	_, there := p.state.Linking.Account(g.login.account)
	return !there
}

// disconnected says that the account was revoked while it was being linked.
func disconnected(_ *position, g goal) bool {
	return g.login != nil && holds(g.login.life, string(wire.StatusDisconnected))
}

// gone says that the archive was revoked while it was being read.
func gone(_ *position, g goal) bool {
	return g.upload != nil && holds(g.upload.life, string(wire.ArchiveRevoked))
}

// unsentFiles says that the goal's archive is still to be made.
func unsentFiles(p *position, g goal) bool {
	if g.upload == nil || g.upload.known {
		return false
	}
	_, there := p.state.Documents.Archive(g.upload.archive)
	return !there
}

func uploaded(p *position, g goal) bool {
	if g.upload == nil {
		return false
	}
	_, there := p.state.Documents.Archive(g.upload.archive)
	return there || g.upload.known && p.state.Page == flow.Start
}

func uploads(p *position, _ goal) bool { return p.state.Options.CanUpload() }

// chosen says that the provider was taken from the list.
func chosen(p *position, _ goal) bool { return p.state.OnBackStack(flow.ProviderList) }
