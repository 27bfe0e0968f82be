package flow

import "winkterm/api/wire"

// owned is the account or archive whose user is looked for, zero for none.
func (o Options) owned() Subject {
	switch {
	case o.UserID != "":
	case o.AccountID != "":
		return Subject{Kind: SubjectAccount, ID: o.AccountID}
	case o.ArchiveID != "":
		return Subject{Kind: SubjectArchive, ID: o.ArchiveID}
	}
	return Subject{}
}

// Found is the account or archive of the options as the host has it, with its user.
type Found struct {
	Subject
	// ProviderID is an account's, FileType an archive's.
	ProviderID, FileType string
	// Status and ErrorCode are the host's words, see wire.
	Status, ErrorCode string
}

// FoundAccount is what the Owner page says of an account.
func FoundAccount(a wire.Account) Found {
	return Found{
		Subject: Subject{Kind: SubjectAccount, ID: a.ID, UserID: a.UserID}, ProviderID: a.ProviderID,
		Status: string(a.ConnectionStatus), ErrorCode: string(a.ErrorCode()),
	}
}

// FoundArchive is what it says of an archive.
func FoundArchive(a wire.Archive) Found {
	return Found{
		Subject: Subject{Kind: SubjectArchive, ID: a.ID, UserID: a.UserID}, FileType: a.Type,
		Status: string(a.State.Status), ErrorCode: string(a.ErrorCode()),
	}
}

// ownerFound shows whose an account or archive is.
func (s starting) ownerFound(o OwnerFound) {
	s.Session.Found = o.Found
	s.enter(Owner)
}

// openOwner begins with the user of what was found, whose first page is about that.
func (s starting) openOwner(OwnerWanted) {
	s.require(s.Session.Found.UserID != "", "the host does not say whose it is")
	s.Options.UserID = s.Session.Found.UserID
	s.enter(Start)
	s.begin(Begin{})
}

func showOwner(s *State, e *ShowPage) {
	found := s.Session.Found
	e.ProviderID, e.FileType = found.ProviderID, found.FileType
	if found.Kind == SubjectArchive {
		e.ArchiveID = found.ID
	} else {
		e.AccountID = found.ID
	}
}
