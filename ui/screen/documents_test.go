package screen

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/ui/files/query"
	"winkterm/ui/widget"
)

var (
	payslip = wire.FileType{Type: "PAYSLIP", TypeLabel: "Payslip", Active: true, Enabled: true}
	badge   = wire.FileType{Type: "COMPANY_ID", TypeLabel: "Company ID", Active: true, Enabled: true}
	sample  = flow.File{Path: "a.pdf", Name: "a.pdf", Sample: true, Size: 1, Format: wire.FormatPDF}
	front   = flow.File{Path: "/f.png", Name: "f.png", Size: 1, Format: wire.FormatPNG, Subtype: "COMPANY_ID_FRONT"}
	back    = flow.File{Path: "/b.png", Name: "b.png", Size: 1, Format: wire.FormatPNG, Subtype: "COMPANY_ID_BACK"}
)

// doc is a state with documents switched on.
func doc(p flow.Page, status wire.ArchiveStatus) flow.State {
	return with(at(p), func(s *flow.State) {
		s.Options.Widget.EnableUpload = true
		s.Documents.Types = []wire.FileType{payslip, {Type: "WATER_BILL", TypeLabel: "Water Bill", Active: true}, badge}
		s.Documents.Type = payslip
		s.Documents.ArchiveID = "u-1"
		s.Documents.Archives = []wire.Archive{{ID: "u-1", Type: "PAYSLIP", State: wire.ArchiveState{Status: status}}}
	})
}

func picked(t wire.FileType, files ...flow.File) flow.State {
	return with(doc(flow.FileType, ""), func(s *flow.State) {
		s.Documents.Type, s.Documents.Files = t, map[string][]flow.File{t.Type: files}
	})
}

func TestDocumentKeysBecomeIntents(t *testing.T) {
	t.Parallel()
	asked := with(doc(flow.RevokeArchive, wire.ArchiveAnalyzed), func(s *flow.State) { s.Revocation.Stage = flow.RevokeAsked })
	for name, c := range map[string]struct {
		state flow.State
		keys  []string
		want  []flow.Intent
	}{
		"list, documents":              {doc(flow.ProviderList, ""), []string{"ctrl+d"}, []flow.Intent{flow.UploadWanted{}}},
		"list, documents off":          {at(flow.ProviderList), []string{"ctrl+d"}, nil},
		"survey, documents":            {doc(flow.EmployerSurvey, ""), []string{"u"}, []flow.Intent{flow.UploadWanted{}}},
		"survey, documents off":        {at(flow.EmployerSurvey), []string{"u"}, nil},
		"error, documents":             {doc(flow.ConnectError, ""), []string{"u"}, []flow.Intent{flow.UploadWanted{}}},
		"error, documents off":         {at(flow.ConnectError), []string{"u"}, nil},
		"types, first":                 {doc(flow.FileTypeList, ""), []string{"enter"}, []flow.Intent{flow.FileTypeChosen{Type: payslip}}},
		"types, disabled is passed":    {doc(flow.FileTypeList, ""), []string{"down", "enter"}, []flow.Intent{flow.FileTypeChosen{Type: badge}}},
		"types, uploaded already":      {doc(flow.FileTypeList, ""), []string{"up", "enter"}, []flow.Intent{flow.ArchiveWanted{ID: "u-1"}}},
		"picker, send":                 {picked(payslip, sample), []string{"enter"}, []flow.Intent{flow.Submitted{}}},
		"picker, nothing there yet":    {picked(payslip), []string{"enter"}, nil},
		"picker, remove the last":      {picked(badge, front, back), []string{"ctrl+x"}, []flow.Intent{flow.FileRemoved{Index: 1}}},
		"picker, remove the chosen":    {picked(badge, front, back), []string{"down", "ctrl+x"}, []flow.Intent{flow.FileRemoved{Index: 0}}},
		"picker, nothing to remove":    {picked(payslip), []string{"ctrl+x"}, nil},
		"picker, sides change places":  {picked(badge, front, back), []string{"down", "enter"}, []flow.Intent{flow.FileRemoved{Index: 0}, flow.FileAdded{File: front}}},
		"picker, one side stays":       {picked(payslip, sample), []string{"down", "enter"}, nil},
		"archive, look again":          {doc(flow.ArchiveStatus, wire.ArchiveStarted), []string{"r"}, []flow.Intent{flow.Refreshed{}}},
		"archive, no retry yet":        {doc(flow.ArchiveStatus, wire.ArchiveStarted), []string{"t"}, nil},
		"archive failed, try again":    {doc(flow.ArchiveStatus, wire.ArchiveError), []string{"enter"}, []flow.Intent{flow.Retried{}}},
		"archive failed, another":      {doc(flow.ArchiveStatus, wire.ArchiveUnsupported), []string{"o"}, []flow.Intent{flow.AnotherWanted{}}},
		"archive failed, exit":         {doc(flow.ArchiveStatus, wire.ArchiveError), []string{"x"}, []flow.Intent{flow.Done{}}},
		"analyzed, done":               {doc(flow.ArchiveSuccess, wire.ArchiveAnalyzed), []string{"enter"}, []flow.Intent{flow.Done{}}},
		"analyzed, JSON":               {doc(flow.ArchiveSuccess, wire.ArchiveAnalyzed), []string{"j"}, nil},
		"analyzed, another":            {doc(flow.ArchiveSuccess, wire.ArchiveAnalyzed), []string{"a"}, []flow.Intent{flow.AnotherWanted{}}},
		"analyzed, see":                {doc(flow.ArchiveSuccess, wire.ArchiveAnalyzed), []string{"s"}, []flow.Intent{flow.ArchiveWanted{ID: "u-1"}}},
		"upload, revoke":               {doc(flow.RevokeArchive, wire.ArchiveAnalyzed), []string{"x"}, []flow.Intent{flow.RevokeWanted{}}},
		"upload, revoked already":      {doc(flow.RevokeArchive, wire.ArchiveRevoked), []string{"x"}, nil},
		"upload asked, keep is first":  {asked, []string{"enter"}, []flow.Intent{flow.Back{}}},
		"upload asked, revoke":         {asked, []string{"y"}, []flow.Intent{flow.RevokeConfirmed{}}},
		"production, the id is typed":  {production(asked), []string{"u", "enter"}, []flow.Intent{flow.RevokeConfirmed{Typed: "u"}}},
		"production, y is only a text": {production(asked), []string{"y"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := keys(c.state, c.keys...).Intents; !reflect.DeepEqual(got, c.want) {
				t.Errorf("%v gives %v, want %v", c.keys, got, c.want)
			}
		})
	}
}

func production(s flow.State) flow.State {
	s.Session.Mode = wire.ModeProduction
	return s
}

// chooser is a picker with a directory and a sample, as it is after it has come.
func chooser(t *testing.T, s flow.State) *picker {
	t.Helper()
	p := newPicker(&Page{Env: env()})
	out := p.Update(Arrived{}, s)
	if len(out.Queries) != 1 || out.Queries[0].What != (query.List{}) {
		t.Fatalf("the picker asks %v first", out.Queries)
	}
	p.Update(query.Answer{ID: 1, What: query.Listed{Dir: "/home/g", Samples: []flow.File{sample}, Entries: []query.Entry{
		{Name: "sub", Dir: true}, {Name: "b.txt", Reason: "not a PDF"}, {Name: "c.pdf", Size: 1, Format: wire.FormatPDF},
	}}}, s)
	p.View(s, 60, 20)
	return p
}

// types presses keys and gives what the last one wants.
func (p *picker) types(s flow.State, pressed ...string) Out {
	var out Out
	for _, k := range pressed {
		out = p.Update(press(k), s)
	}
	return out
}

func TestThePickerAsksForWhatIsTaken(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		keys []string
		want query.Question
	}{
		"the way up":         {[]string{"down", "enter"}, query.List{Dir: "/home"}},
		"a directory":        {[]string{"down", "down", "enter"}, query.List{Dir: "/home/g/sub"}},
		"a file":             {[]string{"down", "down", "down", "down", "enter"}, query.Check{Path: "/home/g/c.pdf"}},
		"what was typed":     {[]string{"x", "enter"}, query.Check{Path: "/home/g/x"}},
		"an absolute path":   {[]string{"/", "x", "enter"}, query.Check{Path: "/x"}},
		"below the home":     {[]string{"~", "enter"}, query.Check{Path: "~"}},
		"the rest of a path": {[]string{"c", "tab"}, query.Complete{Text: "/home/g/c"}},
		"nothing typed yet":  {[]string{"tab"}, query.Complete{Text: "/home/g/"}},
		"in a directory":     {[]string{"s", "/", "tab"}, query.Complete{Text: "/home/g/s/"}},
		"hidden files":       {[]string{"ctrl+p"}, query.List{Dir: "/home/g", Hidden: true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := picked(payslip)
			out := chooser(t, s).types(s, c.keys...)
			if len(out.Queries) != 1 || out.Queries[0].What != c.want {
				t.Errorf("%v asks %+v, want %+v", c.keys, out.Queries, c.want)
			}
		})
	}
}

func TestASampleNeedsNoLook(t *testing.T) {
	t.Parallel()
	s := picked(payslip)
	out := chooser(t, s).types(s, "enter")
	if !reflect.DeepEqual(out.Intents, []flow.Intent{flow.FileAdded{File: sample}}) {
		t.Errorf("enter on the sample gives %v", out.Intents)
	}
}

func TestAnUnsuitableFileSaysWhy(t *testing.T) {
	t.Parallel()
	s := picked(payslip)
	p := chooser(t, s)
	if out := p.types(s, "down", "down", "down", "enter"); out.Queries != nil || out.Intents != nil {
		t.Errorf("enter gives %+v", out)
	}
	if text := drawn(p, s); !strings.Contains(text, "b.txt: not a PDF") {
		t.Errorf("no reason:\n%s", text)
	}
}

func drawn(p interface {
	View(flow.State, int, int) View
}, s flow.State) string {
	return ansi.Strip(strings.Join(p.View(s, 60, 20).Lines, "\n"))
}

// A paste of several files adds those that can be sent, and keeps the other one
// in the field with its reason.
func TestAPasteAddsFiles(t *testing.T) {
	t.Parallel()
	s := picked(badge)
	p := chooser(t, s)
	out := p.Update(tea.PasteMsg{Content: "'/f.png' /b.png /gone"}, s)
	if len(out.Queries) != 1 || out.Queries[0].What != (query.Paste{Text: "'/f.png' /b.png /gone"}) {
		t.Fatalf("a paste asks %v", out.Queries)
	}
	out = p.Update(query.Answer{ID: out.Queries[0].ID, What: query.Checked{Found: []query.Found{
		{Path: "/f.png", File: front}, {Path: "/gone", Err: errors.New("there is no such file")}, {Path: "/b.png", File: back},
	}}}, s)
	if !reflect.DeepEqual(out.Intents, []flow.Intent{flow.FileAdded{File: front}, flow.FileAdded{File: back}}) {
		t.Errorf("added %v", out.Intents)
	}
	if text := drawn(p, s); !strings.Contains(text, "/gone") || !strings.Contains(text, "there is no such file") {
		t.Errorf("the one that is gone is not named:\n%s", text)
	}
}

func TestAPasteThatIsNoPathIsTyped(t *testing.T) {
	t.Parallel()
	s := picked(payslip)
	p := chooser(t, s)
	p.Update(query.Answer{ID: 9, What: query.Checked{Text: "pay"}}, s)
	if p.input.Value() != "pay" {
		t.Errorf("the field has %q", p.input.Value())
	}
}

func TestStaleAnswersAreDropped(t *testing.T) {
	t.Parallel()
	s := picked(payslip)
	p := chooser(t, s)
	older := p.types(s, "down", "down", "enter").Queries[0].ID
	p.types(s, "ctrl+p")
	p.Update(query.Answer{ID: older, What: query.Listed{Dir: "/home/g/sub"}}, s)
	if p.listed.Dir != "/home/g" {
		t.Errorf("an answer that nobody waits for shows %s", p.listed.Dir)
	}
	older = p.types(s, "c", "tab").Queries[0].ID
	p.types(s, "d", "tab")
	p.Update(query.Answer{ID: older, What: query.Completed{Text: "/home/g/c.pdf"}}, s)
	if p.input.Value() != "cd" {
		t.Errorf("a completion that is out of date wrote %q", p.input.Value())
	}
}

func TestADirectoryThatCannotBeReadLeavesTheOneBefore(t *testing.T) {
	t.Parallel()
	s := picked(payslip)
	p := chooser(t, s)
	p.Update(query.Answer{ID: 1, What: query.Listed{Err: errors.New("you have no permission to read it")}}, s)
	if text := drawn(p, s); !strings.Contains(text, "you have no permission") || !strings.Contains(text, "c.pdf") {
		t.Errorf("shows:\n%s", text)
	}
}

func TestAPictureIsAskedForWhereThereAreColours(t *testing.T) {
	t.Parallel()
	s := picked(payslip)
	for _, colours := range []bool{true, false} {
		p := chooser(t, s)
		p.Colours = colours
		out := p.types(s, "enter")
		if (len(out.Queries) == 1) != colours {
			t.Errorf("colours %v: asks %v", colours, out.Queries)
		}
	}
}

func TestProgressInWords(t *testing.T) {
	t.Parallel()
	const mb = 1 << 20
	for want, c := range map[string]struct {
		upload flow.Progress
		since  time.Duration
	}{
		"opening the connection":                        {flow.Progress{}, 0},
		"42 % 6.7 MB of 16 MB":                          {flow.Progress{Sent: 64 * mb / 10, Total: 15 * mb}, 0},
		"50 % 5.2 MB of 10 MB 2.6 MB/s 2 s left":        {flow.Progress{Sent: 5 * mb, Total: 10 * mb}, 2 * time.Second},
		"10 % 1.0 MB of 10 MB 102 kB/s 1 min 33 s left": {flow.Progress{Sent: mb, Total: 10 * mb}, 10240 * time.Millisecond},
		"100 % 1.0 MB of 1.0 MB waiting for the host":   {flow.Progress{Sent: mb, Total: mb}, time.Second},
	} {
		if got := progress(c.upload, c.since, " "); !strings.HasPrefix(got, want) {
			t.Errorf("%+v after %s: %q, want %q", c.upload, c.since, got, want)
		}
	}
}

func TestExtractedValues(t *testing.T) {
	t.Parallel()
	got := extracted([]byte(`{"zeta":[1, 2],"netAmount":1234567.10,"ssNumber":null,"employeeName":"Jo\u001b[31m \"J\"","vatAmount":0,"fooBar":true}`), "–")
	want := []widget.Pair{
		{Name: "Employee name", Value: `Jo "J"`}, {Name: "Net amount", Value: "1,234,567.10", Right: true}, {Name: "Zeta", Value: "[1, 2]"},
		{Name: "SS number", Value: "–"}, {Name: "VAT amount", Value: "0", Right: true}, {Name: "Foo bar", Value: "true"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	for _, odd := range []string{`[1]`, `{"a":`, `"text"`, ``} {
		if pairs := extracted([]byte(odd), "–"); len(pairs) != 1 || pairs[0].Name != "Values" {
			t.Errorf("%q gives %v", odd, pairs)
		}
	}
}

func TestEveryArchiveEndIsExplained(t *testing.T) {
	t.Parallel()
	for _, code := range []wire.ArchiveErrorCode{wire.ErrMissingMandatoryField, wire.ErrInvalidFieldFormat, wire.ErrArchiveSystemError, ""} {
		s := doc(flow.ArchiveStatus, wire.ArchiveError)
		s.Documents.Archives[0].State.ErrorCode = &code
		if code == "" {
			s.Documents.Archives[0].State = wire.ArchiveState{Status: wire.ArchiveUnsupported}
		}
		text := drawn(For(s, env()), s)
		for _, want := range []string{"What happened", "The user sees", "Who acts", "Trying again"} {
			if !strings.Contains(text, want) {
				t.Errorf("%q lacks %q:\n%s", code, want, text)
			}
		}
	}
}
