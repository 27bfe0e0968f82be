package compare

import (
	"slices"

	"winkterm/api/wire"
	"winkterm/flow"
)

// begin starts a login. The surveys that wait for their way on get it.
func (r *reader) begin(t Told) *login {
	l := &login{told: map[string]bool{}, from: t.At}
	if r.login != nil && len(r.login.accounts.names) == 0 {
		l.before = r.login
	}
	r.logins = append(r.logins, l)
	r.login = l
	for _, i := range r.asked {
		r.goals[i].login = l
	}
	r.asked = nil
	return l
}

// underWay is the login that is under way, a new one where there is none.
func (r *reader) underWay(t Told) *login {
	if r.login == nil {
		return r.begin(t)
	}
	return r.login
}

// leave ends a login that is left without an account.
func (r *reader) leave() {
	if r.login != nil && len(r.login.accounts.names) == 0 {
		r.login = nil
	}
}

// withOptions is the login that has several ways. They are chosen from before the
// login page; where no login page follows, they belong to the one before.
func (r *reader) withOptions(t Told, next string) *login {
	l := r.login
	switch {
	case l == nil || len(l.accounts.names) > 0:
		l = r.begin(t)
	case !l.paged && l.options:
	case l.paged && !l.options && r.justTold(string(wire.LoginPageOpened)) && next != string(wire.LoginPageOpened):
	default:
		l = r.begin(t)
	}
	l.options = true
	return l
}

// justTold says what was told right before.
func (r *reader) justTold(name string) bool {
	return len(r.goals) > 0 && r.goals[len(r.goals)-1].told.sign.name == name
}

// loggingIn is the login whose page shows.
func (r *reader) loggingIn(g *goal) *login {
	l := r.login
	if !r.late(l, g.told) && (l == nil || len(l.accounts.names) > 0 || l.paged && !g.repeats) {
		l = r.begin(g.told)
	}
	l.paged = true
	l.providers.add(g.told.Text(pageProvider))
	return l
}

// late says that a login page is told after the account that was made on it.
func (r *reader) late(l *login, t Told) bool {
	return l != nil && !l.paged && r.justTold(string(wire.OnAccountCreated)) && slices.Contains(l.providers.names, t.Text(pageProvider))
}

// created is the login whose account was made.
func (r *reader) created(t Told) *login {
	l := r.accounts[t.Text(accountField)]
	if l == nil {
		if l = r.underWay(t); len(l.accounts.names) > 0 && l.has(string(wire.OnAccountCreated)) {
			l = r.begin(t)
		}
	}
	return r.about(l, t, t.Text(accountField), t.Text(providerField))
}

// linking is the login of an account that is linked now, or has failed.
func (r *reader) linking(t Told, account, provider string) *login {
	l := r.accounts[account]
	switch {
	case l != nil:
	case r.shown == flow.AccountRevoke && r.revoking != nil:
		l = r.revoking // one has gone back from there
	default:
		if l = r.underWay(t); l.has(t.sign.name) {
			l = r.begin(t)
		}
	}
	return r.about(l, t, account, provider)
}

// linked is the login of an account that is there already: one of before where
// nothing else fits.
func (r *reader) linked(t Told, account, provider string) *login {
	l := r.accounts[account]
	if l == nil && r.mentions[account] <= 1 && len(r.lives[account]) == 0 {
		l = r.mistaken(t, provider)
	}
	if l == nil {
		l = &login{told: map[string]bool{}, known: true, from: t.At}
		r.logins = append(r.logins, l)
	}
	return r.about(l, t, account, provider)
}

// mistaken is the login that is meant by an account that nothing else names: the
// one whose page shows, else the newest one that was linked at the provider.
func (r *reader) mistaken(t Told, provider string) *login {
	if t.Name == wire.OnAccountRemoved {
		return r.revoking
	}
	for _, l := range slices.Backward(r.logins) {
		if slices.Contains(l.providers.names, provider) && l.has(string(wire.OnAccountConnected), string(wire.ConnectSuccessPageOpened)) {
			return l
		}
	}
	return nil
}

// about takes what a callback says of a login.
func (r *reader) about(l *login, t Told, account, provider string) *login {
	l.accounts.add(account)
	l.providers.add(provider)
	l.told[t.sign.name] = true
	if account != "" && r.accounts[account] == nil {
		r.accounts[account] = l
	}
	return l
}

// choosing is the upload for which files are picked.
func (r *reader) choosing(g *goal, fileType string) *upload {
	u := r.upload
	if u == nil || !g.repeats || len(u.archives.names) > 0 {
		u = r.pick()
	}
	u.types.add(fileType)
	return u
}

// pick starts an upload.
func (r *reader) pick() *upload {
	u := &upload{told: map[string]bool{}}
	r.uploads = append(r.uploads, u)
	r.upload = u
	return u
}

// sent is the upload of an archive that is new.
func (r *reader) sent(t Told, archive, fileType string) *upload {
	u := r.archives[archive]
	if u == nil {
		if u = r.upload; u == nil || u.told[t.sign.name] {
			u = r.pick()
		}
	}
	return r.aboutUpload(u, t, archive, fileType)
}

// archived is the upload of an archive that is there already: one of before where
// nothing else fits.
func (r *reader) archived(t Told, archive, fileType string) *upload {
	u := r.archives[archive]
	if u == nil && r.mentions[archive] <= 1 && len(r.lives[archive]) == 0 {
		u = r.upload
		if t.Name == wire.OnUploadsRemoved {
			u = r.removing
		}
	}
	if u == nil {
		u = &upload{told: map[string]bool{}, known: true}
		r.uploads = append(r.uploads, u)
	}
	return r.aboutUpload(u, t, archive, fileType)
}

func (r *reader) aboutUpload(u *upload, t Told, archive, fileType string) *upload {
	u.archives.add(archive)
	u.types.add(fileType)
	u.told[t.sign.name] = true
	if archive != "" && r.archives[archive] == nil {
		r.archives[archive] = u
	}
	return u
}
