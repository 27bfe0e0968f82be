package derive

import (
	"cmp"
	"fmt"
	"time"

	"winkterm/flow"
	"winkterm/flow/recording"
	"winkterm/flow/rerun"
	"winkterm/flow/scenario/spec"
)

// From makes a scenario of a recorded session: what was done are its steps, and what it
// ended in is expected. In that of a host without the Link contract, the steps that need
// the widget in a browser say so. It fails with rerun.ErrWatch for a recording of winkterm
// watch, and when the file cannot be read.
func From(f *recording.File) (*spec.Scenario, error) {
	if f.Header().Command == recording.Watch {
		return nil, rerun.ErrWatch
	}
	actions, err := rerun.Actions(f)
	if err != nil {
		return nil, err
	}
	d := &draft{file: f, actions: actions, scenario: begin(f.Header())}
	for i := range f.Len() {
		if err := d.read(i); err != nil {
			return nil, err
		}
	}
	return d.end()
}

// begin takes over what the session began with. A user and a template are those of one
// host.
func begin(h recording.Header) *spec.Scenario {
	w := h.Widget
	s := &spec.Scenario{
		Version: spec.Version, Now: h.Started, Tags: []string{"recorded"},
		Description: fmt.Sprintf("From a session of %s.", h.Started.UTC().Format("2006-01-02 15:04")),
		Options: spec.Options{
			CompanyName: w.CompanyName, Providers: w.Providers, TopProviders: w.TopProviders, EnableUpload: w.EnableUpload,
			EnableSearchBar: w.EnableSearchBar, EnableTypeBar: w.EnableTypeBar, EnableConsentPage: w.EnableConsentPage,
		},
	}
	box := h.Sandbox
	if box == nil {
		s.Description += fmt.Sprintf(" It was at %s: user, template and data of that host are left out.", h.Host)
		return s
	}
	s.Options.UserID, s.Options.TemplateID = h.UserID, w.TemplateID
	s.Seed, s.Speed, s.Providers, s.Now = box.Seed, &box.Speed, box.Providers, box.Now
	s.Data.Gap = spec.Gap(box.Data.Gap)
	if len(box.People) > 0 || len(box.Data.Kinds) > 0 {
		s.Description += " People and data of one's own are left out: put them in again."
	}
	if box.Freeze {
		s.Description += " The sandbox's clock stood still but for faults."
	}
	return s
}

// draft is a scenario while its recording is read.
type draft struct {
	file     *recording.File
	scenario *spec.Scenario
	// actions are those that are still to come.
	actions []rerun.Action
	// page is the one that shows, since what has come after the last step.
	page  spec.Page
	since since
	// called says that a call was made: what is armed before is there from the beginning.
	called bool
	// launched says that the widget was opened in a browser, shown what became of its page.
	launched bool
	shown    flow.PageState
}

// read takes the record of an index: what was done or sent there is a step, what came by
// itself is waited for before the next one.
func (d *draft) read(i int) error {
	for len(d.actions) > 0 && d.actions[0].Index == i {
		d.act()
		return nil
	}
	return d.came(i)
}

// step appends a step, behind the waits for what it needs.
func (d *draft) step(s spec.Step, at time.Time) {
	d.wait(at)
	d.scenario.Steps = append(d.scenario.Steps, s)
	d.since = since{last: at, stepped: true}
}

// end gives the scenario with what the session ended in.
func (d *draft) end() (*spec.Scenario, error) {
	f, s := d.file, d.scenario
	if n := f.Len(); n > 0 {
		if !d.since.screen.IsZero() && d.page != "Closed" {
			s.Steps = append(s.Steps, spec.Step{Do: spec.Until{Page: d.page, Timeout: timeout(d.since.screen.Sub(d.since.last))}})
			d.since.last = d.since.screen
		}
		d.wait(f.Meta(n - 1).At)
	}
	facts, callbacks, err := ending(f)
	if err != nil {
		return nil, err
	}
	last := facts.Last("")
	s.Name = cmp.Or(facts.Provider, last.FileType, "A session") + " ends " + cmp.Or(last.Status().ErrorCode, last.Status().To, "on "+string(d.page))
	s.Expect = expectations(d.page, callbacks, last)
	return s, nil
}
