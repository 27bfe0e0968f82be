package accessible

import (
	"flag"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/compare"
	"winkterm/flow/journal"
	"winkterm/flow/rerun"
	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
	"winkterm/flow/session"
	"winkterm/ui"
	"winkterm/ui/files"
	"winkterm/ui/files/query"
	"winkterm/ui/screen"
)

// hand does what a scenario wants on a page of the wizard: by keys, or by lines.
type hand interface {
	// begin takes the session over, refresh shows what has happened, and toward does one
	// key or line on the way to an intent; it says what the flow was given, and whether
	// there is a way at all.
	begin(*session.Session)
	refresh()
	toward(flow.Intent) (gives []flow.Intent, ok bool)
}

// stage is where a hand plays a scenario. What no way leads to is in missed.
type stage struct {
	*rerun.Player
	hand
	given  []flow.Intent
	missed *[]string
}

// settle is what a person takes to read a page that came unasked.
const settle = 400 * time.Millisecond

func (s *stage) Now() time.Time { return s.Session().Clock().Now() }

func (s *stage) Do(i flow.Intent) error {
	if len(s.given) > 0 && screen.Same(s.given[0], i) {
		s.given = s.given[1:]
		return nil
	}
	s.refresh()
	if err := s.Pass(settle); err != nil {
		return err
	}
	s.refresh()
	for range 300 {
		gives, ok := s.toward(i)
		if !ok {
			break
		}
		if gives != nil {
			s.given = gives[1:]
			return s.Quiet()
		}
		s.refresh()
	}
	*s.missed = append(*s.missed, fmt.Sprintf("%T on %s", i, s.Session().State().Page))
	return s.Player.Do(i)
}

func (s *stage) Again(o flow.Options) error {
	if err := s.Player.Again(o); err != nil {
		return err
	}
	s.begin(s.Session())
	return nil
}

func config(walk *session.Session) ui.Config {
	return ui.Config{
		Session: flushed{walk}, Journal: walk.Journal(), Now: walk.Clock().Now, Host: "seed 7", Term: "xterm-256color", People: walk.People(),
		Data: walk.Data(), Faults: walk.Faults(), Begun: true,
		Disk: func(q query.Question) query.Result {
			if _, ok := q.(query.List); ok {
				return query.Listed{Samples: files.Samples()}
			}
			return files.Answer(q)
		},
	}
}

// flushed is a session whose intents are performed when Do returns.
type flushed struct{ *session.Session }

func (f flushed) Do(i flow.Intent) error {
	err := f.Session.Do(i)
	f.Flush()
	return err
}

// byKeys presses keys in the full screen.
type byKeys struct{ app *ui.Stepped }

func (k *byKeys) begin(walk *session.Session) {
	k.app = ui.NewStepped(config(walk), "winkterm")
	k.app.Perform(k.app.Update(tea.WindowSizeMsg{Width: 120, Height: 40}))
	k.refresh()
}

func (k *byKeys) refresh() { k.app.Perform(k.app.Refresh()) }

func (k *byKeys) toward(i flow.Intent) ([]flow.Intent, bool) {
	next, ok := k.app.Toward(i)
	if !ok {
		return nil, false
	}
	if next == nil {
		return []flow.Intent{i}, true // all of it stands there
	}
	k.app.Perform(k.app.Update(next.Key))
	if len(next.Gives) > 0 && screen.Same(next.Gives[0], i) {
		return next.Gives, true
	}
	return nil, true
}

// byLines answers the questions of the talk.
type byLines struct {
	talk *Talk
	said *strings.Builder
}

func (l *byLines) begin(walk *session.Session) {
	c := config(walk)
	c.Out = l.said
	l.talk = New(Config{Config: c, Flush: walk.Flush})
	l.refresh()
}

func (l *byLines) refresh() { l.talk.Refresh() }

func (l *byLines) answer(line string) {
	l.talk.Answer(line, l.talk.Question())
	l.talk.Refresh()
}

// near is how many rows one goes down by keys rather than to search.
const near = 3

func (l *byLines) toward(i flow.Intent) ([]flow.Intent, bool) {
	for n, e := range l.talk.of(screen.Choice) {
		if out := e.Do(); len(out.Intents) > 0 && screen.Same(out.Intents[0], i) {
			l.answer(strconv.Itoa(n + 1))
			return out.Intents, true
		}
	}
	if word := l.wordFor(i); word != "" {
		l.answer(word)
		return []flow.Intent{i}, true
	}
	switch i := i.(type) {
	case flow.Typed:
		return l.types(i)
	case flow.ProviderChosen:
		return l.provider(i)
	case flow.TypeFiltered:
		if l.talk.state.Catalogue.Type != i.Type {
			l.answer("type")
			return nil, true
		}
		return []flow.Intent{i}, true
	case flow.Searched:
		l.answer(i.Query)
		return []flow.Intent{i}, true
	case flow.Submitted:
		if l.talk.state.Page == flow.FileType {
			l.answer("1")
		} else {
			l.answer("")
		}
		return []flow.Intent{i}, true
	case flow.AccountWanted:
		for _, list := range l.talk.of(screen.List) {
			for n := range list.Rows {
				if strings.Contains(list.Detail(n), i.ID) {
					l.answer(strconv.Itoa(n + 1))
					return []flow.Intent{i}, true
				}
			}
		}
	case flow.FileAdded:
		return l.row(i, func(text string) bool { return strings.HasPrefix(text, i.File.Path) })
	}
	return nil, false
}

func (l *byLines) row(i flow.Intent, is func(string) bool) ([]flow.Intent, bool) {
	for _, list := range l.talk.of(screen.List) {
		for n := range list.Rows {
			if is(list.Row(n)) {
				l.answer(strconv.Itoa(n + 1))
				return []flow.Intent{i}, true
			}
		}
	}
	return nil, false
}

// types answers each field; behind the last one the form is sent.
func (l *byLines) types(i flow.Typed) ([]flow.Intent, bool) {
	for n, f := range l.talk.state.Fields() {
		value, ok := i.Values[f.Name]
		if !ok {
			return nil, false
		}
		if l.talk.at > n {
			l.answer(strconv.Itoa(n + 1))
		}
		l.answer(value.Reveal())
	}
	return []flow.Intent{i, flow.Submitted{}}, len(l.talk.state.Fields()) > 0 || l.talk.state.Calls.Busy()
}

// provider takes a row that is near, as by keys, and searches for another one.
func (l *byLines) provider(i flow.ProviderChosen) ([]flow.Intent, bool) {
	v, _ := l.talk.env.Index.Get(i.Provider.ID)
	for _, list := range l.talk.of(screen.List) {
		for n := range list.Rows {
			if strings.HasPrefix(list.Row(n), v.Name) && strings.HasPrefix(list.Detail(n), v.ID) {
				if n > near && l.talk.state.Catalogue.Query == "" {
					l.answer(strings.ToLower(v.Name))
					return nil, true
				}
				l.answer(strconv.Itoa(n + 1))
				return []flow.Intent{i}, true
			}
		}
	}
	return nil, false
}

// wordFor is the word that gives an intent, "" where the page has none.
func (l *byLines) wordFor(i flow.Intent) string {
	word := ""
	switch i.(type) {
	case flow.Back:
		return map[bool]string{true: "back"}[l.talk.state.CanGoBack()]
	case flow.Close:
		return "close"
	case flow.BrowserWanted:
		return "browser"
	case flow.UploadWanted:
		word = "documents"
	case flow.AccountsWanted:
		word = "all accounts"
	case flow.ResendWanted:
		word = "new code"
	case flow.Refreshed:
		word = "look again"
	case flow.EmployerMissing:
		for _, e := range l.talk.of(screen.Action) {
			if strings.HasPrefix(e.Label, "Can't find your employer?") {
				word = e.Label
			}
		}
	}
	if l.talk.waits() && word != "" || !slices.ContainsFunc(l.talk.of(screen.Action), func(e screen.Entry) bool { return e.Label == word }) {
		return ""
	}
	return word
}

// events are what happened, without the times: callbacks, pages, statuses and intents. What
// is typed or searched for letter by letter counts as one.
func events(all []journal.Record) (lines []string) {
	var last string
	for _, r := range all {
		text := ""
		switch d := any(r.Data).(type) {
		case journal.Callback:
			text = "callback " + d.Name + " " + strings.Join(fields(d), " ")
		case journal.Screen:
			text = fmt.Sprint("screen ", d)
		case journal.Status:
			text = fmt.Sprint("status ", d.Subject, d.ID, d.From, d.To, d.ErrorCode)
		case journal.Intent:
			text = "intent " + d.Name + " " + string(d.Args)
			if d.Name == "Typed" && last == d.Name || d.Name == "ProviderChosen" && last == "Searched" {
				lines = lines[:len(lines)-1]
			}
			if d.Name == "Searched" { // how one looks for a provider is one's own
				text = "intent " + d.Name
			}
			if d.Name == "Searched" && last == d.Name {
				continue
			}
		default:
			continue
		}
		last = ""
		if d, ok := r.Data.(journal.Intent); ok {
			last = d.Name
		}
		lines = append(lines, text)
	}
	return lines
}

func fields(d journal.Callback) (parts []string) {
	for _, f := range compare.Read(time.Time{}, wire.CallbackName(d.Name), string(d.Args)).Fields {
		if f.Name != "eventTime" {
			parts = append(parts, f.Name, f.Value)
		}
	}
	return parts
}

// played plays a scenario by a hand.
func played(t *testing.T, s *spec.Scenario, h hand) (lines, missed []string, verdict string) {
	t.Helper()
	out := play.Run(t.Context(), s, play.Config{NoSnapshots: true, Timeout: time.Minute, Stage: func(p *rerun.Player) play.Stage {
		h.begin(p.Session())
		return &stage{Player: p, hand: h, missed: &missed}
	}})
	verdict = string(out.Verdict)
	if out.Failure != nil {
		verdict += ": " + out.Failure.Why()
	}
	return events(out.Records), missed, verdict
}

// elsewhere are the stories that go another way by lines, and why.
var elsewhere = map[string]string{
	"http-rate.yaml":                "the list is asked for once it is whole; by keys one chooses while it comes",
	"archive-files.yaml":            "by lines the last file is taken out, not any",
	"revoke-by-tenant.yaml":         "a key is held that is pressed as the page comes, a line is not",
	"revoke-archive-by-tenant.yaml": "a key is held that is pressed as the page comes, a line is not",
}

// every plays each shipped story; by itself the test plays those of told.
var every = flag.Bool("every", false, "play every shipped story by keys and by lines")

// told are of every path: a wrong code, documents, revoking, errors, an employer, resuming.
var told = []string{
	"accounts", "archive-refused", "archive-stopped", "archive-two-sides", "browser-account", "close-begin-again", "data-read",
	"demo-document", "demo-error", "demo-login", "employer-missing", "employer-record", "employer-upload", "host-restart", "invite", "list-filter", "list-linked", "login-way",
	"mfa-channel", "mfa-expired", "mfa-questions", "mfa-resend-limit", "mfa-wrong-code", "options-single-no-consent", "relink",
	"resume-account", "resume-archive", "resume-owner", "revoke-archive", "revoke-taken-back", "smoke-revoke", "token-time",
}

// The same stories are played by keys on the full screen and by lines: the same happens.
func TestTheSameHappensAsOnTheFullScreen(t *testing.T) {
	t.Parallel()
	names, err := fs.Glob(assets.Scenarios(), "*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if elsewhere[name] != "" || !*every && !slices.Contains(told, strings.TrimSuffix(name, ".yaml")) {
			continue
		}
		all, err := spec.Read(assets.Scenarios(), name)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range all {
			t.Run(name+" "+s.Name, func(t *testing.T) {
				t.Parallel()
				want, unseen, verdict := played(t, s, &byKeys{})
				said := &strings.Builder{}
				got, missed, verdictToo := played(t, s, &byLines{said: said})
				if diff := cmp.Diff(want, got); diff != "" || verdict != verdictToo {
					t.Errorf("by keys %s, by lines %s\n%s", verdict, verdictToo, diff)
				}
				if !slices.Equal(unseen, missed) {
					t.Errorf("no way by lines: %q, by keys: %q", missed, unseen)
				}
				for _, r := range said.String() {
					if r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 {
						t.Fatalf("%q is said", r)
					}
				}
			})
		}
	}
}
