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

// segment is a part of a path that stands for any.
var segment = regexp.MustCompile(`\{[^/}]*\}`)

func (r checker) calls(c spec.HTTP) (wanted, got string, ok bool) {
	pattern, n, answers := segment.ReplaceAllString(c.Call, "*"), 0, []string{}
	for _, rec := range r.records() {
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
