package spec

import (
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/theory/jsonpath"

	"winkterm/api/wire"
)

// checkStep refuses what no session can do.
func (d *decoder) checkStep(s *Step) {
	if a := ActionOf(s.Do); s.On != "" && len(a.Pages) > 0 && !slices.Contains(a.Pages, s.On) {
		d.add(s.Pos, "%s cannot happen on %s, only on %s", a.Name, s.On, strings.Join(texts(a.Pages...), ", "))
	}
	if do, ok := s.Do.(Until); ok {
		if do.Status == "" && do.Page == "" && do.Callback == "" {
			d.add(s.Pos, "until waits for nothing: name a status, page or callback")
		}
		d.checkSubject(s.Pos, do.In, do.Status)
	}
	if do, ok := s.Do.(Upload); ok && len(do.Samples)+len(do.Files) == 0 {
		d.add(s.Pos, "upload has no files: name samples or files")
	}
	if do, ok := s.Do.(File); ok && (do.Sample == "") == (do.Path == "") {
		d.add(s.Pos, "file wants a sample or a path")
	}
	if do, ok := s.Do.(Browser); ok {
		if (do.Page == "") == (do.Callback == "") {
			d.add(s.Pos, "browser wants a page or a callback")
		}
		d.checkFields(s.Pos, do.Callback, do.Data)
	}
}

// checkSubject wants statuses that one subject has.
func (d *decoder) checkSubject(pos Pos, in Subject, names ...string) {
	candidates := subjects
	if in != "" {
		candidates = []Subject{in}
	}
	for _, s := range candidates {
		if !slices.ContainsFunc(names, func(name string) bool { return name != "" && !slices.Contains(StatusesOf(s), name) }) {
			return
		}
	}
	if in == "" {
		d.add(pos, "nothing has all of the statuses %s", strings.Join(names, ", "))
		return
	}
	d.add(pos, "the %s never has that status, only %s", in, strings.Join(StatusesOf(in), ", "))
}

var (
	callForm   = regexp.MustCompile(`^(GET|POST|PUT|PATCH|DELETE) /\S*$`)
	statusForm = regexp.MustCompile(`^([1-5][0-9][0-9]|[1-5]xx|none)$`)
)

// checkCheck refuses what can never be met, or always is.
func (d *decoder) checkCheck(pos Pos, check Check) {
	switch c := check.(type) {
	case Callback:
		d.checkFields(pos, c.Name, c.Data)
		d.checkCount(pos, c.Count)
	case Statuses:
		if len(c.Are) == 0 {
			d.add(pos, "statuses names none")
		}
		d.checkSubject(pos, c.In, c.Are...)
	case Callbacks:
		if len(c.Names) == 0 && !c.Exact {
			d.add(pos, "callbacks names none, which is always so")
		}
	case UserData:
		if c.Equals == nil && c.Count == nil && c.Exists == nil {
			d.add(pos, "data says nothing of the value: give equals, count or exists")
		}
		some := c.Equals != nil || c.Exists != nil && *c.Exists
		if none := c.Count != nil && *c.Count == 0 || c.Exists != nil && !*c.Exists; none && (some || c.Count != nil && *c.Count > 0) {
			d.add(pos, "the data cannot be there and not be there")
		}
		d.checkCount(pos, c.Count)
		if _, err := jsonpath.Parse(c.Path); c.Path != "" && err != nil {
			d.add(pos, "%s is no JSONPath: %s", d.quote(c.Path), strings.TrimPrefix(err.Error(), "jsonpath: "))
		}
	case Webhook:
		d.checkCount(pos, c.Count)
	case HTTP:
		if !callForm.MatchString(c.Call) {
			d.add(pos, "%s is no call: write method and path, such as POST /accounts", d.quote(c.Call))
		} else if !knownCall(c.Call) {
			d.add(pos, "there is no call %s%s", d.quote(c.Call), Suggest(c.Call, calls()))
		}
		if c.Status != "" && !statusForm.MatchString(c.Status) {
			d.add(pos, "%s is no answer: write a status such as 200, a class such as 4xx, or none", d.quote(c.Status))
		}
		d.checkCount(pos, c.Count)
		d.checkCount(pos, c.Max)
		if c.Count != nil && c.Max != nil && *c.Count > *c.Max {
			d.add(pos, "count is more than max")
		}
	case OnPage, ErrorCode, Never:
	}
}

func (d *decoder) checkCount(pos Pos, count *int) {
	if count != nil && *count < 0 {
		d.add(pos, "a count is 0 or more")
	}
}

// callbackData is what the data of callbacks is.
var callbackData = map[wire.CallbackName]any{
	wire.OnUploadsCreated: wire.UploadsCallback{}, wire.OnUploadsRemoved: wire.UploadsCallback{},
	wire.OnTokenExpired: struct{}{}, wire.OnClose: wire.CloseCallback{}, wire.OnUIEvent: wire.UIEvent{},
}

// checkFields wants fields that the callback's data can have.
func (d *decoder) checkFields(pos Pos, name string, data map[string]any) {
	shape, ok := callbackData[wire.CallbackName(name)]
	if !ok {
		shape = wire.AccountCallback{}
	}
	fields := named(reflect.VisibleFields(reflect.TypeOf(shape)), func(f reflect.StructField) string {
		key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		return key
	})
	for key := range data {
		if !slices.Contains(fields, key) {
			d.add(pos, "the data of %s have no %s%s", name, d.quote(key), Suggest(key, fields))
		}
	}
}

// checkExpects refuses expectations that exclude each other at one moment.
func (d *decoder) checkExpects(expects []Expect) {
	var page, code *Expect
	for _, e := range expects {
		if _, ok := e.Check.(OnPage); ok {
			d.checkSame(&page, e)
		} else if _, ok := e.Check.(ErrorCode); ok {
			d.checkSame(&code, e)
		}
	}
	for _, e := range expects {
		if never, ok := e.Check.(Never); ok && (page != nil && page.Check == never.Expect.Check || code != nil && code.Check == never.Expect.Check) {
			d.add(e.Pos, "this can never be met: the opposite is expected beside it")
		}
	}
}

func (d *decoder) checkSame(first **Expect, e Expect) {
	if *first != nil && (*first).Check != e.Check {
		d.add(e.Pos, "this can never be met: line %d expects another one at the same time", (*first).Pos.Line)
	}
	*first = &e
}

// checkScenario refuses a scenario that does nothing, and expectations which exclude
// what was expected before: what has come stays.
func (d *decoder) checkScenario(s *Scenario) {
	if len(s.Steps) == 0 {
		d.add(s.Pos, "the scenario has no steps")
	}
	d.checkHead(s)
	lists := named(s.Steps, func(s Step) []Expect { return s.Expect })
	came := map[string]Pos{}
	for _, list := range append(lists, s.Expect) {
		for _, e := range list {
			for _, what := range comes(e.Check) {
				came[what] = e.Pos
			}
		}
		for _, e := range list {
			if pos, ok := came[staysAway(e.Check)]; ok {
				d.add(e.Pos, "this can never be met: %s expects that it comes", pos)
			}
		}
	}
}

// maxProviders bounds the list that a sandbox makes up.
const maxProviders = 1_000_000

// checkHead refuses a name and tags that nobody can choose the scenario by, and a sandbox
// that there cannot be.
func (d *decoder) checkHead(s *Scenario) {
	if strings.TrimSpace(s.Name) == "" {
		d.add(s.Pos, "the name is empty: say in a few words what the scenario shows")
	}
	for _, tag := range s.Tags {
		if tag == "" || strings.ContainsAny(tag, "!,") {
			d.add(s.Pos, "%s is no tag that --tags can choose: it is empty, or has a comma or a !", d.quote(tag))
		}
	}
	if s.Speed != nil && !(*s.Speed >= 0) {
		d.add(s.Pos, "the speed must be 0 or more")
	}
	if s.Providers < 0 || s.Providers > maxProviders {
		d.add(s.Pos, "the number of providers must be from 0 to %d", maxProviders)
	}
	if year := s.Now.UTC().Year(); !s.Now.IsZero() && (year < 1970 || year > 2200) {
		d.add(s.Pos, "now must be in a year from 1970 to 2200")
	}
}

// comes names what a check wants to have come.
func comes(check Check) []string {
	switch c := check.(type) {
	case Callback:
		if c.Count == nil || *c.Count > 0 {
			return []string{c.Name}
		}
	case Callbacks:
		return named(c.Names, func(n string) string { n, _, _ = strings.Cut(n, " "); return n })
	case Webhook:
		if c.Count == nil || *c.Count > 0 {
			return []string{c.Type}
		}
	case HTTP:
		if c.Count == nil && c.Max == nil || c.Count != nil && *c.Count > 0 {
			return []string{c.Call}
		}
	case OnPage, Statuses, ErrorCode, UserData, Never:
	}
	return nil
}

// staysAway names what must not have come at all by a check, if anything.
func staysAway(check Check) string {
	never, ok := check.(Never)
	if ok {
		check = never.Expect.Check
	}
	none := func(count *int) bool { return ok && count == nil || !ok && count != nil && *count == 0 }
	switch c := check.(type) {
	case Callback:
		if none(c.Count) && len(c.Data) == 0 {
			return c.Name
		}
	case Webhook:
		if none(c.Count) && len(c.Data) == 0 {
			return c.Type
		}
	case HTTP:
		if none(c.Count) && c.Status == "" && c.Max == nil {
			return c.Call
		}
	case OnPage, Callbacks, Statuses, ErrorCode, UserData, Never:
	}
	return "nothing"
}
