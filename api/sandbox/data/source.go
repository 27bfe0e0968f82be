package data

import (
	"slices"
	"time"

	"winkterm/api/wire"
	"winkterm/assets"
)

// Source is what data are read from.
type Source struct {
	// ID is the id of the account or archive.
	ID         string
	Type       wire.SourceType
	UserID     string
	ProviderID string
	// Provider is where the account is; of an archive it has what is supported alone.
	Provider assets.Provider
	// FileType is the type of an archive, empty of an account.
	FileType string
	// Person is who logged in; for nobody, who has no full name, it is the first of
	// assets.People.
	Person assets.Person
	// Alias is the "7" of george+7, empty for the person as documented.
	Alias string
	// Email is where the provider writes to; empty for the person's own.
	Email string
	// Payslip is what was read off an archive, nil of anything else.
	Payslip *wire.PayslipValues
	// Own is what is served in place of what is made up; nil is nothing.
	Own *Own
	// Seed decides all that is left to chance.
	Seed uint64
	// Since is when the first sync, or the analysis, was through. There are no
	// data while it is zero.
	Since time.Time
	// Synced are the later syncs that were through, in order. Each adds what is
	// new since the one before.
	Synced []time.Time
}

func (s Source) has(kind wire.Datapoint) bool {
	read := s.Type != wire.SourceArchive || s.Payslip != nil
	return read && !s.Since.IsZero() && slices.Contains(s.Provider.Supported, kind)
}

// syncs gives the moments of all syncs.
func (s Source) syncs() []time.Time { return append([]time.Time{s.Since}, s.Synced...) }

// asOf gives the source as it was after its first n syncs, n at least 1.
func (s Source) asOf(n int) Source {
	s.Synced = s.Synced[:n-1]
	return s
}
