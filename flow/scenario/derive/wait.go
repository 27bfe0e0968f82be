package derive

import (
	"time"

	"winkterm/api/wire"
	"winkterm/flow/journal"
	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
)

// since is what has come by itself since the last step. What came before or along with a
// page needs no wait of its own: the next step waits for the page.
type since struct {
	// last is when the last step was, screen when the page came, if one did.
	last, screen time.Time
	// stepped says that something has come since the step that brought the page.
	stepped bool
	status  *journal.Status
	// timed says that a fault was met or the token refused: a step can wait for that by the
	// time alone. expired says that the token has by its own time.
	timed, expired bool
}

// came takes a record that nobody has caused by an intent.
func (d *draft) came(i int) error {
	m := d.file.Meta(i)
	switch m.Lane {
	case journal.LaneState:
		d.since.stepped = true
		return d.browserPage(i)
	case journal.LaneHTTP:
		d.called = true
	case journal.LaneNote:
		d.since.timed = d.since.timed || m.Kind == "fault"
	case journal.LaneWidget:
		d.launched = true
	case journal.LaneScreen, journal.LaneStatus, journal.LaneCallback:
		r, err := d.file.At(i)
		if err != nil {
			return err
		}
		d.take(r)
	case journal.LaneIntent, journal.LaneWebhook, journal.LaneData:
	}
	return nil
}

func (d *draft) take(r journal.Record) {
	switch c := r.Data.(type) { //nolint:gochecksumtype // the others need no record to be read
	case journal.Screen:
		if page := spec.Page(c.Page); page != d.page { // the same one again says nothing new
			d.page, d.since = page, since{last: d.since.last, screen: r.At}
		}
	case journal.Status:
		if d.since.stepped {
			d.since.status = &c
		}
	case journal.Callback:
		if c.Source == journal.SourceWidget {
			d.callback(c, r.At)
		}
		if r.Kind == string(wire.OnTokenExpired) && c.Source == "" {
			d.since.timed, d.since.expired = true, r.At.Sub(d.since.last) > time.Minute
		}
	}
}

// wait appends the waits for what has come up to the moment of the next step.
func (d *draft) wait(at time.Time) {
	from := d.since.last
	add := func(a spec.Action, on spec.Page) {
		d.scenario.Steps = append(d.scenario.Steps, spec.Step{On: on, Do: a})
	}
	if came := d.since.screen; !came.IsZero() && came.Sub(from) > play.WaitDefault {
		add(spec.Until{Page: d.page, Timeout: timeout(came.Sub(from))}, "")
		from = came
	}
	if s := d.since.status; s != nil && known(spec.Subject(s.Subject), s.To) {
		add(spec.Until{Status: s.To, In: spec.Subject(s.Subject), Timeout: timeout(at.Sub(from))}, "")
	}
	if d.since.expired { // which counts from the beginning, of which all else may be sooner
		add(spec.Until{Callback: string(wire.OnTokenExpired), Timeout: timeout(at.Sub(d.file.Meta(0).At))}, "")
	}
	if d.since.timed && !d.since.expired && d.since.status == nil {
		on := d.page
		if d.since.screen.IsZero() {
			on = ""
		} else {
			from = d.since.screen
		}
		if over := (at.Sub(from) + time.Second - 1).Truncate(time.Second); over > 0 {
			add(spec.Wait{For: spec.Duration(over)}, on)
		}
	}
}

// timeout is that of an until that took so long when it was recorded: whole minutes, with
// one to spare, and nothing where the default will do.
func timeout(took time.Duration) spec.Duration {
	if took <= play.WaitDefault/2 {
		return 0
	}
	return spec.Duration(took.Truncate(time.Minute) + 2*time.Minute)
}
