package compare

import (
	"slices"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
)

// reader makes a story of what was told, one callback after the other.
type reader struct {
	story
	// mentions counts how often accounts and archives are named.
	mentions map[string]int
	login    *login // the one under way
	revoking *login // the one whose page showed last
	upload   *upload
	removing *upload
	shown    flow.Page // the last one told
	// asked are the surveys whose way on is not known yet.
	asked []int
}

// read reads the whole path. Callbacks that name another account, provider, user
// or archive than those about the same thing are outvoted.
func read(told []Told, seen []Seen) story {
	r := reader{
		story: story{
			lives: map[string][]Seen{}, accounts: map[string]*login{}, archives: map[string]*upload{}, last: map[string]int{},
		},
		mentions: map[string]int{},
	}
	for _, s := range seen {
		r.live(s)
	}
	r.vote(told)
	r.goals = make([]goal, 0, len(told))
	for i, t := range told {
		next := ""
		if i+1 < len(told) {
			next = told[i+1].sign.name
		}
		g := goal{told: t, repeats: i > 0 && repeats(told[i-1], t)}
		r.place(&g, next)
		r.goals = append(r.goals, g)
	}
	r.settle(seen)
	return r.story
}

// changesMax is how many changes of one account or archive count.
const changesMax = 64

// live adds what was seen to a life, unless it says nothing new.
func (r *reader) live(s Seen) {
	life := r.lives[s.ID]
	if n := len(life); n == 0 || n < changesMax && life[n-1].Status != s.Status {
		r.lives[s.ID] = append(life, s)
	}
}

// vote finds the user and the mode, and counts what is named.
func (r *reader) vote(told []Told) {
	var users, modes votes
	for _, t := range told {
		users.add(t.Text(userField))
		modes.add(t.Text(modeField))
		r.mentions[t.Text(accountField)]++
		r.mentions[t.Text(pageAccount)]++
		r.mentions[t.Text(pageArchive)]++
		for _, id := range t.uploads() {
			r.mentions[id]++
		}
	}
	r.user, r.mode = users.winner(), modes.winner()
}

// atOnce is the time within which no page comes, is left and comes again, however
// fast the user and the host are.
const atOnce = 100 * time.Millisecond

// repeats says that a callback is the one before once more.
func repeats(before, t Told) bool {
	return before.sign == t.sign && t.moment().Sub(before.moment()).Abs() < atOnce
}

// place says what a callback is about.
func (r *reader) place(g *goal, next string) {
	t := g.told
	page, isPage := pageOf[wire.EventName(t.sign.name)]
	if t.Name == wire.OnUIEvent && isPage {
		g.page = page
		r.placePage(g, next)
		r.shown = page
		return
	}
	switch t.Name {
	case wire.OnAccountCreated:
		g.page, g.login = flow.Connecting, r.created(t)
	case wire.OnAccountConnected:
		g.page, g.login = flow.ConnectSuccess, r.linking(t, t.Text(accountField), t.Text(providerField))
	case wire.OnAccountError:
		g.page, g.login = flow.ConnectError, r.linking(t, t.Text(accountField), t.Text(providerField))
		g.login.codes.add(t.Text(codeField))
	case wire.OnAccountRemoved:
		g.page, g.login = flow.AccountRevoke, r.linked(t, t.Text(accountField), t.Text(providerField))
		g.login.early = r.shown != flow.AccountRevoke || r.revoking != g.login
	case wire.OnUploadsCreated:
		g.page, g.upload = flow.ArchiveStatus, r.sent(t, first(t.uploads()), "")
	case wire.OnUploadsRemoved:
		g.page, g.upload = flow.RevokeArchive, r.archived(t, first(t.uploads()), "")
		g.upload.early = r.shown != flow.RevokeArchive || r.removing != g.upload
	case wire.OnTokenExpired, wire.OnClose, wire.OnUIEvent:
	}
}

// placePage says what a screen event is about.
func (r *reader) placePage(g *goal, next string) {
	t, provider, account := g.told, g.told.Text(pageProvider), g.told.Text(pageAccount)
	fileType, archive := t.Text(pageFileType), t.Text(pageArchive)
	switch wire.EventName(t.sign.name) {
	case wire.LoginOptionsPageOpened:
		g.login = r.withOptions(t, next)
	case wire.LoginPageOpened:
		g.login = r.loggingIn(g)
	case wire.MfaPageOpened:
		g.login = r.underWay(t)
		g.login.providers.add(provider)
		g.login.challenged = true
	case wire.ConnectSuccessPageOpened:
		g.login = r.linking(t, account, provider)
	case wire.AccountRevokePageOpened:
		g.login = r.linked(t, account, provider)
		r.revoking = g.login
	case wire.EmployerSurveyPageOpened:
		r.asked = append(r.asked, len(r.goals))
	case wire.FileTypePageOpened:
		g.upload = r.choosing(g, fileType)
	case wire.ArchiveSuccessPageOpened:
		g.upload = r.sent(t, archive, fileType)
	case wire.RevokeArchivePageOpened:
		g.upload = r.archived(t, archive, fileType)
		r.removing = g.upload
	case wire.ConsentPageOpened, wire.ProviderListPageOpened:
		r.asked = nil // the survey was left
		r.leave()
	case wire.FileTypeListPageOpened:
		r.leave()
	}
}

// settle decides what the votes say, and what each callback should be about then.
func (r *reader) settle(seen []Seen) {
	strays := slices.DeleteFunc(slices.Clone(seen), func(s Seen) bool {
		return r.mentions[s.ID] > 0 || !wire.ConnectionStatus(s.Status).Known()
	})
	for _, l := range r.logins {
		r.meet(l, strays)
		l.settle(r.lives)
		r.accounts[l.account] = l
	}
	for _, u := range r.uploads {
		u.settle(r.lives)
		r.archives[u.archive] = u
	}
	for i := range r.goals {
		g := &r.goals[i]
		g.want = g.wanted()
		if g.login != nil {
			r.last[g.login.account], r.last[g.login.provider] = i, i
		}
		if g.upload != nil {
			r.last[g.upload.archive] = i
		}
	}
}

// meet finds the account of a login of which none is told, or one that is told
// but once and that nobody has seen: one that was seen after it began, and that
// nothing names.
func (r *reader) meet(l *login, strays []Seen) {
	told := l.accounts.winner()
	if told == "" && !l.challenged || told != "" && (r.mentions[told] > 1 || len(r.lives[told]) > 0) {
		return
	}
	for _, s := range strays {
		if r.mentions[s.ID] == 0 && !s.At.Before(l.from) {
			r.mentions[s.ID]++
			l.accounts = votes{}
			l.accounts.add(s.ID)
			return
		}
	}
}

// wanted is the sign that the flow gives the callback.
func (g goal) wanted() sign {
	s := g.told.sign
	switch {
	case g.told.Name != wire.OnUIEvent && g.login != nil:
		s.subject = g.login.account
	case g.told.Name != wire.OnUIEvent && g.upload != nil:
		s.subject = g.upload.archive
	case g.page == flow.Login || g.page == flow.MFA:
		s.subject = g.login.provider
	case g.page == flow.ConnectSuccess || g.page == flow.AccountRevoke:
		s.subject = joined([]string{g.login.provider, g.login.account})
	case g.page == flow.FileType:
		s.subject = g.upload.fileType
	case g.page == flow.ArchiveSuccess || g.page == flow.RevokeArchive:
		s.subject = joined([]string{g.upload.fileType, g.upload.archive})
	default:
		s.subject = ""
	}
	return s
}

// pageOf finds the page of a screen event.
var pageOf = pagesByEvent()

func pagesByEvent() map[wire.EventName]flow.Page {
	pages := map[wire.EventName]flow.Page{}
	for _, p := range flow.Pages() {
		if event := p.WidgetEvent(); event != "" {
			pages[event] = p
		}
	}
	return pages
}

func first(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return all[0]
}
