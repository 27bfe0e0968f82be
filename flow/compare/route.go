package compare

import (
	"fmt"
	"iter"
	"slices"

	"winkterm/flow"
)

// stop is a page on the way to a goal.
type stop struct {
	page flow.Page
	// right says that the page is about what the goal is about.
	right bool
	// backs counts the times of going back from the start, none once something else
	// was done.
	backs int
	// by is the move that leads here, from the stop before; nil for going back.
	by     *move
	before int
}

// route finds the shortest way to the goal's page, at least one move long. It is
// not ok where the flow has none.
func (p *position) route(g goal) (way []stop, ok bool) {
	stops := make([]stop, 1, stopsUsual)
	stops[0] = stop{page: p.state.Page, right: p.about(p.state.Page, g), before: none}
	var met [flow.Closed + 1][2]bool
	for at := 0; at < len(stops); at++ {
		for next := range p.nextStops(stops[at], g) {
			right := 0
			if next.right {
				right = 1
			}
			if met[next.page][right] {
				continue
			}
			met[next.page][right] = true
			next.before = at
			stops = append(stops, next)
			if next.right && next.page == g.page {
				return wayTo(stops), true
			}
		}
	}
	return nil, false
}

// stopsUsual is how many pages are looked at for most ways.
const stopsUsual = 16

// wayTo is the way to the last stop, without the place where it begins.
func wayTo(stops []stop) []stop {
	var way []stop
	for at := len(stops) - 1; at > 0; at = stops[at].before {
		way = append(way, stops[at])
	}
	slices.Reverse(way)
	return way
}

// nextStops are the pages that can follow.
func (p *position) nextStops(s stop, g goal) iter.Seq[stop] {
	return func(yield func(stop) bool) {
		for i := range movesFrom[s.page] {
			m := &movesFrom[s.page][i]
			if (s.right || m.leaves) && (m.open == nil || m.open(p, g)) && !yield(stop{page: m.to, right: true, backs: none, by: m}) {
				return
			}
		}
		if trail := p.state.BackStack; s.backs != none && s.backs < len(trail) && p.state.CanGoBack() {
			page := trail[len(trail)-1-s.backs]
			yield(stop{page: page, right: p.about(page, g), backs: s.backs + 1})
		}
	}
}

// about says whether a page, if it showed now, would be about what the goal is
// about.
func (p *position) about(page flow.Page, g goal) bool {
	switch page {
	case flow.LoginOptions, flow.Login:
		return g.login == nil || p.state.Linking.Provider.ID == g.login.provider
	case flow.Connecting, flow.MFA, flow.ConnectSuccess, flow.ConnectError, flow.AccountRevoke:
		return g.login == nil || p.state.Linking.AccountID == g.login.account
	case flow.FileType:
		return g.upload == nil || p.state.Documents.Type.Type == g.upload.fileType
	case flow.ArchiveStatus, flow.ArchiveSuccess, flow.RevokeArchive:
		return g.upload == nil || p.state.Documents.ArchiveID == g.upload.archive
	case flow.Start, flow.Consent, flow.ProviderList, flow.EmployerSurvey, flow.FileTypeList, flow.Browsing,
		flow.Problem, flow.Closed:
	}
	return true
}

// walkTo goes to the goal's page. What it answers says why the flow does not go
// along, nothing where it does.
func (p *position) walkTo(g goal) string {
	way, ok := p.route(g)
	if !ok {
		return fmt.Sprintf("the flow has no way there from %s", p.state.Page)
	}
	for _, s := range way {
		if s.by == nil {
			p.do(flow.Back{})
		} else {
			s.by.goes(p, g)
		}
		if p.state.Page != s.page {
			return fmt.Sprintf("the flow goes to %s, not to %s", p.state.Page, s.page)
		}
	}
	return ""
}
