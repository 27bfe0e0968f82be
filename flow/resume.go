package flow

import (
	"cmp"

	"winkterm/api/wire"
)

// resuming takes up what an earlier session of the same user had open, with its status
// as it is now. It only reads: nothing that was sent is sent again.
type resuming part

// begin reads what the page of the account or archive needs that the options name, and
// says whether there is one to show. What the user has no more is a note.
func (r resuming) begin() bool {
	a, linked := r.Linking.Account(r.Options.AccountID)
	_, sent := r.Documents.Archive(r.Options.ArchiveID)
	switch {
	case linked && r.Options.Native && accountRank(string(a.ConnectionStatus)) == 0:
		linking(r).about(a.ID)
		r.call(SlotUser, LoadProvider{ID: a.ProviderID})
	case linked:
		r.behind()
		linking(r).open(a.ID)
	case sent:
		uploading(r).about(r.Options.ArchiveID)
		r.call(SlotUser, LoadFileTypes{})
	default:
		if gone := cmp.Or(r.Options.AccountID, r.Options.ArchiveID); gone != "" {
			r.note("resume", "the user has no %s any more, so this begins with the first page", gone)
		}
		return false
	}
	return true
}

// provider goes on with the login of an account that is still being linked, which one
// comes back to when linking fails.
func (r resuming) provider(p wire.Provider) {
	r.Linking.Provider = p
	r.call(SlotUser, LoadLogin{ProviderID: p.ID})
}

// login follows the account from where it is.
func (r resuming) login(form wire.LoginForm) {
	r.behind()
	if len(form.Options) == 0 {
		linking(r).open(r.Linking.AccountID)
		return
	}
	if len(form.Options) > 1 {
		r.push(LoginOptions)
	}
	r.Linking.Form, r.Linking.Option = form, form.Options[0].ID
	r.push(Login)
	r.enter(Connecting)
	r.resume()
}

// archive shows an archive, once the document types are known.
func (r resuming) archive(types []wire.FileType) {
	a := r.Documents.Current()
	r.behind()
	r.Documents.Types = types
	var known bool
	if r.Documents.Type, known = find(types, func(f wire.FileType) bool { return f.Type == a.Type }); known {
		r.push(FileTypeList)
	}
	switch status := a.State.Status; {
	case known && archiveRank(string(status)) == 0:
		r.push(FileType)
		r.enter(ArchiveStatus)
	case status == wire.ArchiveAnalyzed:
		r.enter(ArchiveSuccess)
	default:
		r.enter(RevokeArchive)
	}
	r.resume()
}

// behind puts the pages onto the back stack that were behind the user then.
func (r resuming) behind() {
	if on := r.Options.Widget.EnableConsentPage; r.Options.onlyProvider() == "" || on == nil || *on {
		r.push(Consent)
	}
	if r.Options.onlyProvider() == "" {
		r.push(ProviderList)
	}
}
