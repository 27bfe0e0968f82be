package repro

import (
	"cmp"
	"encoding/json"
	"errors"
	"slices"

	"winkterm/api/wire"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
)

// FromRecording gives the shortest path to where the account or archive whose status
// changed last in a recording stands. It fails with ErrNoEnd when there is none, and
// as Path does.
func FromRecording(f *recording.File) (Code, error) {
	c, err := CaseOf(f, "")
	if err != nil {
		return Code{}, err
	}
	p, err := c.Path()
	return p.Code, err
}

// CaseOf gives what a recording knows of the account or archive of an id, "" for the
// one whose status changed last. Records that are damaged are passed over. It fails with
// ErrNoEnd when there is none, and when the file cannot be read.
func CaseOf(f *recording.File, id string) (Case, error) {
	s := scan{cases: map[string]*Case{}}
	for i := range f.Len() {
		switch f.Meta(i).Lane {
		case journal.LaneStatus, journal.LaneScreen, journal.LaneIntent, journal.LaneCallback:
			r, err := f.At(i)
			if err != nil && !errors.Is(err, journal.ErrFormat) {
				return Case{}, err
			}
			if err == nil {
				s.take(r.Data)
			}
		case journal.LaneHTTP, journal.LaneState, journal.LaneNote, journal.LaneWidget:
		}
	}
	if id == "" {
		id = s.last
	}
	found := s.cases[id]
	if found == nil || found.Ends.Status == "" {
		return Case{}, ErrNoEnd
	}
	out := *found
	out.begin(f.Header())
	return out, nil
}

// begin takes over what the recorded session began with.
func (c *Case) begin(h recording.Header) {
	o := h.Widget
	off := func(on *bool, option Options) {
		if on != nil && !*on {
			c.Options |= option
		}
	}
	off(o.EnableConsentPage, NoConsent)
	off(o.EnableSearchBar, NoSearch)
	off(o.EnableTypeBar, NoTypes)
	if o.EnableUpload {
		c.Options |= Upload
	}
	if len(o.Providers) == 1 && o.Providers[0] == c.Provider.ID {
		c.Options |= OnlyProvider
	}
	for name, set := range map[string]bool{
		"companyName": o.CompanyName != "", "templateId": o.TemplateID != "", "topProviders": len(o.TopProviders) > 0, "providers": len(o.Providers) > 1,
	} {
		if set {
			c.LeftOut = append(c.LeftOut, name)
		}
	}
	slices.Sort(c.LeftOut)
	c.Now = h.Started
	if h.Sandbox != nil {
		c.Seed, c.Now = h.Sandbox.Seed, h.Sandbox.Now
	}
}

// The subjects of statuses that are cases.
const (
	subjectAccount = "account"
	subjectArchive = "archive"
)

// scan gathers the accounts and archives of a recording.
type scan struct {
	cases map[string]*Case
	last  string // whose status changed last
	way   string // that was chosen last
}

func (s *scan) of(id string) *Case {
	if s.cases[id] == nil {
		s.cases[id] = &Case{ID: id}
	}
	return s.cases[id]
}

func (s *scan) take(d journal.Data) {
	switch d := d.(type) {
	case journal.Status:
		s.status(d)
	case journal.Screen:
		s.screen(d)
	case journal.Intent:
		s.intent(d)
	case journal.Callback:
		s.callback(d)
	case journal.HTTP, journal.Launch, journal.Note, journal.State, journal.Unknown:
	}
}

// status takes a status of an account or archive; those of tasks are passed over. What
// watch has recorded says where the account is, and what the archive is taken for.
func (s *scan) status(d journal.Status) {
	if d.Subject != subjectAccount && d.Subject != subjectArchive {
		return
	}
	c := s.of(d.ID)
	if c.Archive = d.Subject == subjectArchive; c.Archive {
		c.FileType = cmp.Or(c.FileType, d.Type)
	} else {
		c.Provider.ID = cmp.Or(d.ProviderID, c.Provider.ID)
	}
	switch before := wire.ConnectionStatus(c.Ends.Status); {
	case c.Archive:
	case before == wire.StatusAwaitingMFA:
		c.Awaited = true
	case before == wire.StatusConnected:
		c.Connected = true
	}
	c.Ends, s.last = End{d.To, d.ErrorCode}, d.ID
}

// screen knows the provider of an account, and what an archive was uploaded as.
func (s *scan) screen(d journal.Screen) {
	if d.AccountID != "" && d.ProviderID != "" {
		c := s.of(d.AccountID)
		c.Provider.ID = d.ProviderID
		if c.Way == "" {
			c.Way = s.way
		}
	}
	if d.ArchiveID != "" && d.FileType != "" {
		s.of(d.ArchiveID).FileType = d.FileType
	}
}

// intent knows the way to log in that was chosen for the accounts after it.
func (s *scan) intent(d journal.Intent) {
	switch d.Name {
	case "ProviderChosen":
		s.way = ""
	case "OptionChosen":
		var chosen struct{ ID string }
		_ = json.Unmarshal([]byte(d.Args), &chosen) // what cannot be read was not chosen
		s.way = chosen.ID
	}
}

func (s *scan) callback(d journal.Callback) {
	var args wire.AccountCallback
	if json.Unmarshal([]byte(d.Args), &args) == nil && args.AccountID != "" && args.ProviderID != "" {
		s.of(args.AccountID).Provider.ID = args.ProviderID
	}
}
