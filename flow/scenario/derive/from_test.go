package derive_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/rerun"
	"winkterm/flow/scenario/derive"
	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
)

// story are the pages, callbacks and statuses of a recording, a line each.
func story(t *testing.T, f *recording.File) (lines []string) {
	t.Helper()
	for i := range f.Len() {
		r, err := f.At(i)
		if err != nil {
			t.Fatal(err)
		}
		switch d := r.Data.(type) { //nolint:gochecksumtype // the others are not what one sees
		case journal.Screen:
			lines = append(lines, d.Page)
		case journal.Callback:
			lines = append(lines, d.Name)
		case journal.Status:
			lines = append(lines, d.Subject+" "+d.To+" "+d.ErrorCode)
		}
	}
	return lines
}

// again makes a scenario of a recording, writes it down, and plays what reads back.
func again(t *testing.T, f *recording.File) play.Outcome {
	t.Helper()
	s, err := derive.From(f)
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := spec.Write(&text, s); err != nil {
		t.Fatal(err)
	}
	all, err := spec.Read(fstest.MapFS{"case.yaml": {Data: text.Bytes()}}, "case.yaml")
	if err != nil || len(all) != 1 {
		t.Fatalf("%d scenarios, %v\n%s", len(all), err, &text)
	}
	s = all[0]
	o := play.Run(t.Context(), s, play.Config{})
	if o.Verdict != play.Passed {
		t.Errorf("%s: it is %s: %+v", actions(s), o.Verdict, o.Failure)
	}
	return o
}

func TestASessionIsPlayedAgain(t *testing.T) {
	t.Parallel()
	recordings := map[string]*recording.File{}
	for name, s := range written() {
		o := play.Run(t.Context(), s, play.Config{})
		if o.Verdict != play.Passed {
			t.Fatalf("%s: %+v", name, o.Failure)
		}
		recordings[name] = recording.Of(o.Header, o.Records)
	}
	for name, script := range stories() {
		f, err := rerun.Play(t.Context(), script, rerun.Config{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		recordings[name] = f
	}
	for name, f := range recordings {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := again(t, f)
			if want, got := story(t, f), story(t, recording.Of(o.Header, o.Records)); !slices.Equal(got, want) {
				t.Errorf("got  %s\nwant %s", strings.Join(got, ", "), strings.Join(want, ", "))
			}
		})
	}
}

// TestASessionAtAHost is written without what only that host knows, and says what needs
// the browser.
func TestASessionAtAHost(t *testing.T) {
	t.Parallel()
	o := play.Run(t.Context(), written()["browser"], play.Config{})
	h := o.Header
	h.Sandbox, h.Native, h.Host, h.UserID, h.Widget.TemplateID, h.Widget.CompanyName = nil, false, "api.smile.test", "tenant-1", "wtpl-1", "Acme"
	s, err := derive.From(recording.Of(h, o.Records))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(s.Description, "api.smile.test") || s.Options.UserID != "" || s.Options.TemplateID != "" || s.Options.CompanyName != "Acme" || s.Speed != nil {
		t.Errorf("got %q, %+v", s.Description, s.Options)
	}
	h = o.Header
	h.UserID, h.Widget.TemplateID = "tenant-1", "wtpl-1"
	if own, err := derive.From(recording.Of(h, o.Records)); err != nil || own.Options.UserID != "tenant-1" || own.Options.TemplateID != "wtpl-1" {
		t.Errorf("at the sandbox: %+v, %v", own, err)
	}
	for _, step := range s.Steps {
		name := spec.ActionOf(step.Do).Name
		if needs := name == "openBrowser" || name == "browser" || name == "token"; needs != strings.Contains(step.Note, "browser") {
			t.Errorf("%s has the note %q", name, step.Note)
		}
	}
}

// TestWhatIsLeftForPeople is a file of the user's own, of which neither name nor place is
// taken over; and a watch, in which nobody did anything.
func TestWhatIsLeftForPeople(t *testing.T) {
	t.Parallel()
	file := flow.File{Path: "/home/maria/maria-santos.pdf", Name: "maria-santos.pdf", Size: 9, Format: wire.FormatPDF}
	script := rerun.Script{Header: sandboxed(), Steps: append(uploads(), at(flow.FileType, flow.FileAdded{File: file}))}
	script.Steps = append([]rerun.Step{at(flow.Consent, flow.ConsentGiven{})}, slices.DeleteFunc(script.Steps, func(s rerun.Step) bool { return s.Intent == flow.Intent(flow.Submitted{}) })...)
	f, err := rerun.Play(t.Context(), script, rerun.Config{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := derive.From(f)
	if err != nil {
		t.Fatal(err)
	}
	last := s.Steps[len(s.Steps)-1]
	if do, ok := last.Do.(spec.File); !ok || do.Path != "your-file.pdf" || !strings.Contains(last.Note, "yours") {
		t.Errorf("the last step is %+v", last)
	}
	masked := rerun.Script{Header: sandboxed(), Steps: []rerun.Step{
		at(flow.Consent, flow.ConsentGiven{}), at(flow.ProviderList, choose("philhealth_ph")), at(flow.Login, typed("password", "hunter-2-hunter")),
		{After: time.Second, Intent: flow.Submitted{}}, at(flow.Login, typed("username", "George")), {After: time.Second, Intent: flow.Submitted{}},
		at(flow.ConnectError, flow.Retried{}), at(flow.Login, flow.Back{}), at(flow.ProviderList, flow.Searched{Query: "hunter-2-hunter"}), at(flow.ProviderList, flow.Close{}),
	}}
	if f, err = rerun.Play(t.Context(), masked, rerun.Config{}); err != nil {
		t.Fatal(err)
	}
	if s, err = derive.From(f); err != nil || strings.Contains(actions(s), "search") || len(s.Steps) < 5 {
		t.Errorf("a search of which the recording has a mask: %s, %v", actions(s), err)
	}
	h := sandboxed()
	h.Command = recording.Watch
	if _, err := derive.From(recording.Of(h, nil)); !errors.Is(err, rerun.ErrWatch) {
		t.Errorf("got %v", err)
	}
}

// TestWhatWasDoneMeanwhile goes back while the login is loaded: its page never waits for
// nothing.
func TestWhatWasDoneMeanwhile(t *testing.T) {
	t.Parallel()
	script := rerun.Script{Header: sandboxed(), Steps: []rerun.Step{at(flow.Consent, flow.ConsentGiven{}), at(flow.ProviderList, choose("sss_ph")), at(flow.Login, flow.Back{})}}
	f, err := rerun.Play(t.Context(), script, rerun.Config{})
	if err != nil {
		t.Fatal(err)
	}
	var records []journal.Record
	loading := false
	for i := range f.Len() {
		r, _ := f.At(i)
		loading = (loading || r.Kind == "GET /providers/sss_ph/login") && r.Kind != "Back"
		if !loading {
			records = append(records, r)
		}
	}
	s, err := derive.From(recording.Of(f.Header(), records))
	if err != nil || actions(s) != "consent choose back" || s.Steps[2].On != "" {
		t.Errorf("%s: %+v, %v", actions(s), s.Steps, err)
	}
}
