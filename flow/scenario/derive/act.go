package derive

import (
	"strings"
	"time"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/rerun"
	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
)

// Notes of steps that need somebody.
const (
	noteFile    = "The file was the user's own: put one of yours here."
	noteBrowser = "This needs the widget in a browser: the session's host had no login of its own."
)

// act makes a step of the next action, or of the next two: what is typed and sent.
func (d *draft) act() {
	a := d.actions[0]
	d.actions = d.actions[1:]
	s := spec.Step{}
	switch i := a.Intent.(type) {
	case nil:
		s.Do = d.faulted(*a.Fault)
	case flow.Begin:
		s.Do = d.begun(a)
	case flow.Typed:
		s.Do = d.typed(a)
	case flow.FileAdded:
		s.Do, s.Note = added(i.File)
	default:
		s.Do = chosen(i)
	}
	if s.Do == nil {
		d.since.last = d.at(a)
		return
	}
	s.On = on(a, s.Do)
	switch s.Do.(type) {
	case spec.OpenBrowser, spec.Token:
		s.Note = d.browserNote()
	}
	waits := len(d.scenario.Steps)
	d.step(s, d.at(a))
	if len(d.scenario.Steps) == waits+1 {
		d.scenario.Steps = folded(d.scenario.Steps)
	}
}

func (d *draft) at(a rerun.Action) time.Time { return d.file.Meta(a.Index).At }

// on is the page that a step has to name: that of an action that can happen on several.
// What was done while an answer was waited for has none.
func on(a rerun.Action, do spec.Action) spec.Page {
	if a.Unseen || a.State.Calls.Busy() || a.State.Page == flow.Start {
		return ""
	}
	if len(spec.ActionOf(do).Pages) == 1 {
		return ""
	}
	return spec.Page(a.State.Page.String())
}

// chosen is the action of an intent that says what was chosen; nil for a search of
// which the recording has only a mask.
func chosen(i flow.Intent) spec.Action {
	switch i := i.(type) {
	case flow.Searched:
		if strings.ContainsAny(i.Query, "•[") {
			return nil
		}
		return spec.Search{Text: i.Query}
	case flow.TypeFiltered:
		return spec.Filter{Type: string(i.Type)}
	case flow.ProviderChosen:
		return spec.Choose{Provider: i.Provider.ID}
	case flow.OptionChosen:
		return spec.Option{ID: i.ID}
	case flow.FileTypeChosen:
		return spec.FileType{Type: i.Type.Type}
	case flow.FileRemoved:
		return spec.RemoveFile{Index: i.Index}
	case flow.AccountWanted:
		return spec.Account{ID: i.ID}
	case flow.ArchiveWanted:
		return spec.Archive{ID: i.ID}
	case flow.TemplateChosen:
		return spec.Template{ID: i.ID}
	case flow.TemplateWanted:
		return spec.Template{}
	case flow.RevokeWanted:
		return spec.Revoke{Do: "ask"}
	case flow.RevokeConfirmed:
		return spec.Revoke{Do: "confirm"}
	}
	return play.PlainAction(i)
}

// added is the action of a file, with a note where it was the user's own.
func added(f flow.File) (a spec.Action, note string) {
	for _, known := range assets.Payslips() {
		if f.Sample && (known.Name == f.Path || known.Name == f.Name) {
			return spec.File{Sample: known.Name}, ""
		}
	}
	return spec.File{Path: "your-file." + strings.ToLower(string(f.Format))}, noteFile
}

// begun is a session that was begun once more, or resumed; nil for the first one, which
// every scenario begins.
func (d *draft) begun(a rerun.Action) spec.Action {
	if a.State.Page == flow.Closed {
		return spec.Begin{}
	}
	for i := a.Index + 1; i < d.file.Len() && a.State.Page != flow.Start; i++ {
		if d.file.Meta(i).Lane != journal.LaneState {
			continue
		}
		next, _ := d.state(i) // what is damaged resumes what it can
		resume := spec.Resume{Unknown: next.Options.UserID == ""}
		if next.Options.ArchiveID != "" {
			resume.Of = spec.OfArchive
		}
		return resume
	}
	return nil
}

// faulted is what was done with a fault; nil for one that was armed from the beginning. A
// scenario has one user, so that nobody need be named.
func (d *draft) faulted(f journal.Fault) spec.Action {
	asked := f.Fault
	asked.ID, asked.Triggered, asked.When.UserID = "", 0, ""
	switch {
	case f.Did == journal.Armed && !d.called:
		d.scenario.Faults = append(d.scenario.Faults, asked)
		return nil
	case f.Did == journal.Disarmed:
		return spec.Disarm{Name: string(f.Name)}
	case asked.Name == wire.FaultReset && asked.Now:
		return spec.RestartHost{}
	}
	return spec.Fault{Fault: asked}
}

// folded makes one step of the last two where they go together: what was searched letter
// by letter, a revocation with its confirmation.
func folded(steps []spec.Step) []spec.Step {
	n := len(steps)
	if n < 2 {
		return steps
	}
	last, before := steps[n-1], steps[n-2]
	switch do := last.Do.(type) {
	case spec.Search:
		if _, ok := before.Do.(spec.Search); ok {
			return append(steps[:n-2], last)
		}
	case spec.Revoke:
		if ask, ok := before.Do.(spec.Revoke); ok && ask.Do == "ask" && do.Do == "confirm" {
			before.Do = spec.Revoke{}
			return append(steps[:n-2], before)
		}
	}
	return steps
}
