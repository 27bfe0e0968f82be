package play

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/scenario/spec"
)

// reach waits until one of the pages shows and waits for nothing; without any, until
// nothing can happen at the present moment.
func (r *run) reach(pages []spec.Page) error {
	limit := WaitDefault
	if len(pages) == 0 {
		limit = 0
	}
	there, err := r.until(limit, func() bool {
		s := r.state()
		return len(pages) == 0 || slices.Contains(pages, spec.Page(s.Page.String())) && !s.Calls.Busy()
	})
	if err != nil || there || len(pages) == 0 {
		return err
	}
	return &unmetError{wanted: "the page " + list(pages), got: onPage(r.state())}
}

// wait waits until what a step names is so.
func (r *run) wait(a spec.Until) error {
	limit := cmp.Or(a.Timeout.Std(), WaitDefault)
	var missing []string
	there, err := r.until(limit, func() bool {
		missing = r.missing(a)
		return len(missing) == 0
	})
	if err != nil || there {
		return err
	}
	return &unmetError{
		wanted: strings.Join(missing, ", ") + " within " + spec.Duration(limit).String(),
		got:    r.stands(),
	}
}

// missing is what is not so yet of what a step waits for.
func (r *run) missing(a spec.Until) (all []string) {
	if a.Page != "" && spec.Page(r.state().Page.String()) != a.Page {
		all = append(all, "the page "+string(a.Page))
	}
	if a.Status != "" && !r.has(a.Status, a.In) {
		all = append(all, strings.TrimSpace(string(a.In)+" "+a.Status))
	}
	if a.Callback != "" && !slices.ContainsFunc(r.records()[r.from:], func(rec journal.Record) bool { return names(rec, a.Callback) }) {
		all = append(all, "the callback "+a.Callback)
	}
	return all
}

// has says that the subject, or any without one, stands at a status.
func (r *run) has(status string, in spec.Subject) bool {
	for _, of := range subjects {
		if (in == "" || in == of) && statusOf(r.state(), of) == status {
			return true
		}
	}
	return false
}

// names says that a record is the callback of a name. An onUIEvent can be named with its
// page.
func names(rec journal.Record, name string) bool {
	d, ok := rec.Data.(journal.Callback)
	if !ok {
		return false
	}
	name, page, _ := strings.Cut(name, " ")
	return d.Name == name && (page == "" || pageOf(d) == page)
}

// pageOf is the page of an onUIEvent.
func pageOf(d journal.Callback) string {
	var event struct{ EventName string }
	_ = json.Unmarshal([]byte(d.Args), &event) // a callback without is of no page
	return event.EventName
}

// stands says where the session stands, for what was not met.
func (r *run) stands() string {
	text := onPage(r.state())
	for _, of := range subjects {
		if status := statusOf(r.state(), of); status != "" {
			text += fmt.Sprintf(", %s %s", of, status)
		}
	}
	return text
}

// onPage is the page with what it says.
func onPage(s flow.State) string {
	text := "the page " + s.Page.String()
	switch current := s.Linking.Current(); {
	case s.Page == flow.Problem:
		text += " (" + s.Calls.Failed.Failure.Summary() + ")"
	case s.Notice.Text != "":
		text += " (" + s.Notice.Text + ")"
	case s.Page == flow.ConnectError && current.ErrorCode() != "":
		text += fmt.Sprintf(" (%s)", current.ErrorCode())
	}
	if s.Calls.Busy() {
		text += ", which waits for the host"
	}
	return text
}

func list[T ~string](all []T) string {
	words := make([]string, len(all))
	for i, one := range all {
		words[i] = string(one)
	}
	return strings.Join(words, " or ")
}

// subjects are those that have a status.
var subjects = []spec.Subject{spec.OfAccount, spec.OfArchive, spec.OfMonitor, spec.OfTask}

// statusOf is the status of what the session is about, empty where it has none. That of a
// task is the one that all of the account's tasks have.
func statusOf(s flow.State, of spec.Subject) string {
	switch of {
	case spec.OfAccount:
		return string(s.Linking.Current().ConnectionStatus)
	case spec.OfArchive:
		return string(s.Documents.Current().State.Status)
	case spec.OfMonitor:
		return string(s.Linking.Current().MonitorStatus)
	case spec.OfTask:
		status := ""
		for i, task := range s.Linking.Tasks {
			if i > 0 && string(task.Status) != status {
				return ""
			}
			status = string(task.Status)
		}
		return status
	}
	return ""
}

// history is which statuses were seen, of the subjects that records do not have.
type history map[spec.Subject][]moment

// moment is a status from a time on.
type moment struct {
	at     time.Time
	status string
}

// observe takes the statuses of a state. Several at one moment are seen as the last one.
func (h history) observe(s flow.State, at time.Time) {
	for _, of := range []spec.Subject{spec.OfMonitor, spec.OfTask} {
		status, past := statusOf(s, of), h[of]
		if status != "" && (len(past) == 0 || past[len(past)-1].status != status) {
			h[of] = append(past, moment{at, status})
		}
	}
}
