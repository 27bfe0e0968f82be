package play

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"winkterm/flow/journal"
	"winkterm/flow/scenario/spec"
)

// expect holds expectations against what came of the session so far, once nothing is under
// way that the user waits for.
func (r *run) expect(all []spec.Expect) error {
	if len(all) == 0 {
		return nil
	}
	if _, err := r.until(WaitDefault, func() bool { return !r.state().Calls.Busy() }); err != nil {
		return err
	}
	for _, e := range all {
		wanted, got, ok, err := checker{r}.check(e.Check)
		if err != nil {
			return fmt.Errorf("%s: %w", e.Pos, err)
		}
		if !ok {
			return &unmetError{pos: e.Pos, wanted: wanted, got: got}
		}
	}
	return nil
}

// checker holds checks against what came of a run.
type checker struct{ *run }

// check says whether something is so, and in words what should be and what is.
func (r checker) check(c spec.Check) (wanted, got string, ok bool, err error) {
	switch c := c.(type) {
	case spec.OnPage:
		s := r.state()
		return "the page " + string(c.Page), onPage(s), s.Page.String() == string(c.Page), nil
	case spec.Callback:
		wanted, got, ok = r.callback(c)
	case spec.Callbacks:
		wanted, got, ok = r.callbacks(c)
	case spec.Statuses:
		wanted, got, ok = r.statuses(c)
	case spec.ErrorCode:
		got = r.errorCode()
		return "the error code " + cmp.Or(c.Code, "none"), cmp.Or(got, "none"), got == c.Code, nil
	case spec.HTTP:
		wanted, got, ok = r.calls(c)
	case spec.Webhook:
		wanted, got, ok = r.webhook(c)
	case spec.UserData:
		return r.data(c)
	case spec.Never:
		wanted, got, ok, err = r.check(c.Expect.Check)
		return "never " + wanted, got, !ok, err
	default:
		return "", "", false, &unknownError{c}
	}
	return wanted, got, ok, nil
}

// counted says whether a number of things is as wanted: at least one without a count.
func counted(n int, want *int) bool { return want == nil && n > 0 || want != nil && n == *want }

// times is how often something is wanted.
func times(want *int) string {
	if want == nil {
		return ""
	}
	return fmt.Sprintf(" %d times", *want)
}

func (r checker) callback(c spec.Callback) (wanted, got string, ok bool) {
	n, near := 0, []string{}
	for _, rec := range r.outcome.Records {
		if !names(rec, c.Name) {
			continue
		}
		d, _ := rec.Data.(journal.Callback)
		if holds([]byte(d.Args), c.Data) {
			n++
		} else {
			near = append(near, string(d.Args))
		}
	}
	wanted = "the callback " + c.Name + with(c.Data) + times(c.Count)
	switch {
	case n == 0 && len(near) > 0:
		got = "it with " + strings.Join(near, ", ")
	case n == 0:
		got = "these callbacks: " + cmp.Or(strings.Join(r.callbackNames(), ", "), "none")
	default:
		got = fmt.Sprintf("it %d times", n)
	}
	return wanted, got, counted(n, c.Count)
}

// callbackNames are those that came, an onUIEvent with its page.
func (r checker) callbackNames() (all []string) {
	for _, rec := range r.outcome.Records {
		if d, ok := rec.Data.(journal.Callback); ok {
			all = append(all, strings.TrimSpace(d.Name+" "+pageOf(d)))
		}
	}
	return all
}

func (r checker) callbacks(c spec.Callbacks) (wanted, got string, ok bool) {
	came := r.callbackNames()
	same := func(came, want string) bool { return came == want || strings.HasPrefix(came, want+" ") }
	wanted = "the callbacks " + strings.Join(c.Names, ", ") + " in this order"
	if c.Exact {
		wanted += " and no other"
		if !slices.ContainsFunc(c.Names, func(n string) bool { return strings.HasPrefix(n, "onUIEvent") }) {
			came = slices.DeleteFunc(came, func(n string) bool { return strings.HasPrefix(n, "onUIEvent") })
		}
	}
	return wanted, cmp.Or(strings.Join(came, ", "), "none"), inOrder(came, c.Names, c.Exact, same)
}

// inOrder says that all that is wanted came in that order, exactly if nothing else did.
func inOrder(came, want []string, exact bool, same func(came, want string) bool) bool {
	if exact && len(came) != len(want) {
		return false
	}
	next := 0
	for _, one := range came {
		if next < len(want) && same(one, want[next]) {
			next++
		}
	}
	return next == len(want)
}

func (r checker) statuses(c spec.Statuses) (wanted, got string, ok bool) {
	wanted = "the statuses " + strings.Join(c.Are, ", ")
	if c.In != "" {
		wanted = fmt.Sprintf("the %s's statuses %s", c.In, strings.Join(c.Are, ", "))
	}
	if c.Within > 0 {
		wanted += " within " + c.Within.String()
	}
	var paths []string
	for _, past := range r.paths(c.In) {
		if passes(past, c) {
			return wanted, "", true
		}
		paths = append(paths, describe(past))
	}
	return wanted, cmp.Or(strings.Join(paths, "; "), "none"), false
}

// passes says that a subject went through the statuses, in time.
func passes(past []moment, c spec.Statuses) bool {
	if c.Exact && len(past) != len(c.Are) {
		return false
	}
	for first := range past {
		at, next := first, 0
		for i := first; i < len(past) && next < len(c.Are); i++ {
			if past[i].status == c.Are[next] {
				at, next = i, next+1
			}
		}
		if next == len(c.Are) && past[first].status == c.Are[0] &&
			(c.Within == 0 || past[at].at.Sub(past[first].at) <= c.Within.Std()) {
			return true
		}
	}
	return false
}

func describe(past []moment) string {
	words := make([]string, len(past))
	for i, m := range past {
		words[i] = m.status
		if i > 0 {
			words[i] += " after " + m.at.Sub(past[i-1].at).Round(time.Millisecond).String()
		}
	}
	return strings.Join(words, ", ")
}

// paths are the statuses that each subject of a kind went through, of all kinds without
// one.
func (r checker) paths(of spec.Subject) (all [][]moment) {
	known := map[string]int{}
	for _, rec := range r.outcome.Records {
		d, ok := rec.Data.(journal.Status)
		if !ok || of != "" && d.Subject != string(of) {
			continue
		}
		i, old := known[d.ID]
		if !old {
			i = len(all)
			known[d.ID], all = i, append(all, nil)
		}
		if n := len(all[i]); n == 0 || all[i][n-1].status != d.To {
			all[i] = append(all[i], moment{rec.At, d.To})
		}
	}
	for _, other := range subjects {
		if past := r.seen[other]; len(past) > 0 && (of == "" || of == other) {
			all = append(all, past)
		}
	}
	return all
}

// segment is a part of a path that stands for any.
var segment = regexp.MustCompile(`\{[^/}]*\}`)

func (r checker) calls(c spec.HTTP) (wanted, got string, ok bool) {
	pattern, n, answers := segment.ReplaceAllString(c.Call, "*"), 0, []string{}
	for _, rec := range r.outcome.Records {
		d, isCall := rec.Data.(journal.HTTP)
		if !isCall {
			continue
		}
		if fits, err := path.Match(pattern, rec.Kind); err != nil || !fits {
			continue
		}
		if status := statusText(d.Status); c.Status == "" || status == c.Status || len(status) == 3 && status[:1]+"xx" == c.Status {
			n++
		} else {
			answers = append(answers, status)
		}
	}
	wanted = strings.TrimRight(c.Call+" answered with "+cmp.Or(c.Status, "anything"), " ") + times(c.Count)
	ok = counted(n, c.Count)
	if c.Max != nil {
		wanted += fmt.Sprintf(" at most %d times", *c.Max)
		ok = n <= *c.Max && (c.Count == nil || ok)
	}
	got = fmt.Sprintf("%d of %d such calls", n, n+len(answers))
	if len(answers) > 0 {
		got += ", the others answered with " + strings.Join(slices.Compact(slices.Sorted(slices.Values(answers))), ", ")
	}
	return wanted, got, ok
}

// statusText is how an expectation names what was answered.
func statusText(status int) string {
	if status == 0 {
		return "none"
	}
	return strconv.Itoa(status)
}

func (r checker) webhook(c spec.Webhook) (wanted, got string, ok bool) {
	n, types := 0, []string{}
	for _, e := range r.events() {
		types = append(types, e.Type)
		if e.Type == c.Type && (len(c.Data) == 0 || holds(dataOf(e), c.Data)) {
			n++
		}
	}
	wanted = "the webhook " + c.Type + with(c.Data) + times(c.Count)
	return wanted, fmt.Sprintf("%d such among %s", n, cmp.Or(strings.Join(types, ", "), "none")), counted(n, c.Count)
}

// dataOf is the data of an event.
func dataOf(e Event) []byte {
	var body struct{ Data json.RawMessage }
	_ = json.Unmarshal(e.Body(), &body) // the sandbox has made it
	return body.Data
}
