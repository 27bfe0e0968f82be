package derive

import (
	"encoding/json"
	"time"

	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
)

// browserPage makes a step of what a snapshot says of the widget's page in the browser.
func (d *draft) browserPage(i int) error {
	if !d.launched {
		return nil
	}
	state, err := d.state(i)
	if err != nil || state.Browser.Page == d.shown {
		return err
	}
	d.shown = state.Browser.Page
	if state.Page == flow.Closed {
		return nil // the session has ended it
	}
	d.report(spec.Browser{Page: play.PageStates[d.shown]}, d.file.Meta(i).At)
	return nil
}

// state reads a snapshot.
func (d *draft) state(i int) (state flow.State, err error) {
	r, err := d.file.At(i)
	if snapshot, ok := r.Data.(journal.State); ok && err == nil {
		err = json.Unmarshal([]byte(snapshot.State), &state)
	}
	return state, err
}

// callback makes a step of a callback of the widget. Its user is that of the session that
// will be played.
func (d *draft) callback(c journal.Callback, at time.Time) {
	do := spec.Browser{Callback: c.Name}
	if json.Unmarshal([]byte(c.Args), &do.Data) == nil && do.Data["userId"] != nil {
		do.Data["userId"] = "*"
	}
	d.report(do, at)
}

// report appends what the browser reported, on whichever page that was.
func (d *draft) report(do spec.Browser, at time.Time) {
	s := spec.Step{Do: do, Note: d.browserNote()}
	if d.page != "Browser" {
		s.On = d.page
	}
	d.step(s, at)
}

// browserNote is that of a step at a host whose logins belong to the browser.
func (d *draft) browserNote() string {
	if d.file.Header().Native {
		return ""
	}
	return noteBrowser
}
