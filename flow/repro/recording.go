package repro

import (
	"cmp"
	"encoding/json"
	"errors"
	"slices"

	"winkterm/api/wire"
	"winkterm/assets"
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
	facts, ways, err := readCases(f)
	if err != nil {
		return Case{}, err
	}
	subject := facts.Last(id)
	end := subject.Status()
	if end.To == "" {
		return Case{}, ErrNoEnd
	}
	c := Case{
		ID: subject.ID, Archive: subject.Kind == recording.KindArchive, FileType: subject.FileType,
		Way: ways[subject.ID], Ends: End{end.To, end.ErrorCode},
	}
	c.Provider.ID = subject.ProviderID
	for _, d := range subject.Statuses[:len(subject.Statuses)-1] {
		c.Awaited = c.Awaited || d.To == string(wire.StatusAwaitingMFA)
		c.Connected = c.Connected || d.To == string(wire.StatusConnected)
	}
	c.begin(f.Header())
	return c, nil
}

// readCases gives what a recording says, and by account the way to log in that was chosen.
func readCases(f *recording.File) (facts *recording.Facts, ways map[string]string, err error) {
	facts, ways = recording.FactsOf(f.Header()), map[string]string{}
	way := ""
	for i := range f.Len() {
		if !slices.Contains(readLanes, f.Meta(i).Lane) {
			continue
		}
		r, err := f.At(i)
		if errors.Is(err, journal.ErrFormat) {
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		facts.Take(r)
		switch d := r.Data.(type) { //nolint:gochecksumtype // the others do not choose a way
		case journal.Intent:
			way = chosen(d, way)
		case journal.Screen:
			if d.ProviderID != "" {
				ways[d.AccountID] = cmp.Or(ways[d.AccountID], way)
			}
		}
	}
	return facts, ways, nil
}

// readLanes are those that say what became of an account or archive.
var readLanes = []journal.Lane{journal.LaneStatus, journal.LaneScreen, journal.LaneIntent, journal.LaneCallback}

// chosen is the way to log in after an intent, for the accounts that come of it.
func chosen(d journal.Intent, way string) string {
	switch d.Name {
	case "ProviderChosen":
		return ""
	case "OptionChosen":
		var option struct{ ID string }
		_ = json.Unmarshal([]byte(d.Args), &option) // what cannot be read was not chosen
		return option.ID
	}
	return way
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
	upload := o.EnableUpload
	if t, ok := assets.WinkTemplateOf(o.TemplateID); ok && t.EnableUpload != nil {
		upload = *t.EnableUpload
	}
	if upload {
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
