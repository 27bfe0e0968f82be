package play

import (
	"cmp"
	"errors"
	"fmt"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/scenario/spec"
)

// errNoFaults is for a host that is no sandbox.
var errNoFaults = errors.New("the host is no sandbox of winkterm: nothing can be made to go wrong there")

// act does what a step says.
func (r *run) act(a spec.Action) error {
	switch a := a.(type) {
	case nil:
		return nil
	case spec.Search:
		return r.do(flow.Searched{Query: a.Text})
	case spec.Filter:
		return r.do(flow.TypeFiltered{Type: wire.ProviderType(a.Type)})
	case spec.Choose:
		return r.choose(a.Provider)
	case spec.Option:
		return r.do(flow.OptionChosen{ID: a.ID})
	case spec.Login:
		return typist{r}.logIn(a)
	case spec.Type:
		return r.do(flow.Typed{Values: a.Values})
	case spec.Code:
		return typist{r}.code(a.Value)
	case spec.Channel:
		return typist{r}.channel(a.To)
	case spec.Answers:
		return typist{r}.answers(a.Values)
	case spec.Fault:
		return r.stage.Fault(a.Fault)
	case spec.Disarm:
		return r.disarm(wire.FaultName(a.Name))
	case spec.Clock:
		return r.advance(a)
	case spec.RestartHost:
		return r.stage.Fault(wire.Fault{Name: wire.FaultReset, Now: true})
	case spec.Wait:
		return r.pass(a.For.Std())
	case spec.Until:
		return r.wait(a)
	case spec.Resume:
		return r.resume(a)
	case spec.Browser:
		return r.browser(a)
	case spec.Revoke:
		return r.revoke(a.Do)
	case spec.File:
		return r.file(a)
	case spec.Upload:
		return r.upload(a)
	case spec.Archive:
		return r.do(flow.ArchiveWanted{ID: cmp.Or(a.ID, lastArchive(r.state()))})
	case spec.Account:
		return r.account(a)
	case spec.FileType:
		return r.do(flow.FileTypeChosen{Type: wire.FileType{Type: a.Type}})
	case spec.Template:
		if a.ID == "" {
			return r.do(flow.TemplateWanted{})
		}
		return r.do(flow.TemplateChosen{ID: a.ID})
	case spec.RemoveFile:
		return r.do(flow.FileRemoved{Index: a.Index})
	}
	for _, known := range plain {
		if known.action == a {
			return r.do(known.intent)
		}
	}
	return &unknownError{a}
}

// unknownError is for an action or a check that is not played yet.
type unknownError struct{ what any }

func (e *unknownError) Error() string { return fmt.Sprintf("%T cannot be played", e.what) }

// choose picks a provider once the list has it.
func (r *run) choose(id string) error {
	if _, err := r.until(WaitDefault, func() bool {
		_, known := r.session().Catalogue().Get(id)
		return known || r.state().Catalogue.Complete
	}); err != nil {
		return err
	}
	return r.do(flow.ProviderChosen{Provider: wire.Provider{ID: id}})
}

// account opens an account; only where there are several it is named.
func (r *run) account(a spec.Account) error {
	if s := r.state(); s.Page == flow.Accounts && a.ID == "" {
		a.ID = lastAccount(s)
	} else if linked := s.LinkedAccounts(); s.Page == flow.ProviderList && a.ID == "" && len(linked) > 0 {
		a.ID = linked[0].ID
	}
	return r.do(flow.AccountWanted{ID: a.ID})
}

func (r *run) revoke(do string) error {
	// On ArchiveSuccess it leads to the page that asks, and is wanted once more there.
	for do != "confirm" && r.state().Revocation.Stage != flow.RevokeAsked {
		if err := r.do(flow.RevokeWanted{}); err != nil {
			return err
		}
	}
	if do == "ask" {
		return nil
	}
	return r.do(flow.RevokeConfirmed{})
}

// resume opens the widget once more for what the session has open.
func (r *run) resume(a spec.Resume) error {
	s := r.state()
	o := flow.Options{UserID: s.Session.UserID, Native: s.Options.Native, Widget: s.Options.Widget}
	if a.Of == spec.OfArchive {
		o.ArchiveID = s.Documents.ArchiveID
	} else {
		o.AccountID = s.Linking.AccountID
	}
	if a.Unknown {
		o.UserID = ""
	}
	return r.stage.Again(o)
}

// disarm takes back what is armed by a name, all of it without one.
func (r *run) disarm(name wire.FaultName) error {
	faults := r.session().Faults()
	if faults == nil {
		return errNoFaults
	}
	list, err := faults.List()
	if err != nil {
		return err
	}
	found := false
	for _, f := range list.Armed {
		if name == "" || f.Name == name {
			found = true
			if err := faults.Disarm(f.ID); err != nil {
				return err
			}
		}
	}
	if !found {
		return fmt.Errorf("nothing of the name %q is armed", name)
	}
	return nil
}
