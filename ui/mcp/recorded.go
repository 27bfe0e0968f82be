package mcp

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/report"
	"winkterm/ui/replay"
)

// recorded is a session that is read: one of the folder, or one that goes on.
type recorded struct {
	*recording.File
	name string
	done func()
}

// open opens a session by the name of a recording, "last", or the id of one that goes on.
// A path is not taken, so that nothing is read but recordings of the folder.
func (c *call) open(name string) (recorded, error) {
	names, err := c.Folder.Names()
	if err != nil {
		return recorded{}, err
	}
	if name != recording.Last && !slices.Contains(names, name) {
		l, done, err := c.use(name)
		if err != nil {
			return recorded{}, err
		}
		out := l.play.Outcome()
		return recorded{recording.Of(out.Header, out.Records), l.id, done}, nil
	}
	path, err := c.Folder.Find(name)
	if err != nil {
		return recorded{}, err
	}
	file, err := recording.Open(path)
	if err != nil {
		return recorded{}, fmt.Errorf("the recording %s cannot be read", name) // the error has its path
	}
	return recorded{file, c.Folder.Name(path), func() { _ = file.Close() }}, nil
}

// brief is a session in a list.
type brief struct {
	Session    string    `json:"session"`
	GoesOn     bool      `json:"goes_on"`
	Started    time.Time `json:"started"`
	Host       string    `json:"host"`
	ProviderID string    `json:"provider_id,omitempty"`
	Status     string    `json:"status,omitempty"`
	ErrorCode  string    `json:"error_code,omitempty"`
	Page       string    `json:"page,omitempty"`
	AccountIDs []string  `json:"account_ids,omitempty"`
	ArchiveIDs []string  `json:"archive_ids,omitempty"`
}

func sessions(c *call, in paged) (answer, error) {
	var all []brief
	c.mu.Lock()
	lives := c.order()
	c.mu.Unlock()
	for _, l := range lives {
		if l, done, err := c.use(l.id); err == nil {
			out := l.play.Outcome()
			f := recording.FactsOf(out.Header, out.Records...)
			last := f.Last("").Status()
			all = append(all, brief{l.id, true, out.Header.Started, embedded, f.Provider, last.To, last.ErrorCode, f.Screen.Page, f.IDs(recording.KindAccount), f.IDs(recording.KindArchive)})
			done()
		}
	}
	list, err := c.Folder.List()
	for _, s := range list {
		all = append(all, brief{s.Name, false, s.Started, cmp.Or(s.Host, embedded), s.Provider, s.Outcome, s.ErrorCode, s.Page, s.AccountIDs, s.ArchiveIDs})
	}
	kept, goOn := page(in, all)
	names := strings.Join(named(kept, func(b brief) string { return b.Session }), ", ")
	return answer{text: fmt.Sprintf("%d of %d sessions: %s", len(kept), len(all), names), data: struct {
		Sessions []brief `json:"sessions"`
		more
	}{kept, goOn}}, err
}

// ofRecorded names the session that is read.
type ofRecorded struct {
	Session string `json:"session" doc:"A recorded session by its name, last for the newest of them, or one that goes on, such as s1."`
}

func (o ofRecorded) id() string { return o.Session }

// of makes a tool that reads a session.
func of[In interface{ id() string }](read func(*call, recorded, In) (answer, error)) func(*call, In) (answer, error) {
	return func(c *call, in In) (answer, error) {
		f, err := c.open(in.id())
		if err != nil {
			return answer{}, err
		}
		defer f.done()
		return read(c, f, in)
	}
}

type callbacksArgs struct {
	ofRecorded
	After int `json:"after,omitempty" range:"0,100000000" doc:"Only what comes behind the record of this number, to go on."`
	Limit int `json:"limit,omitempty" range:"1,100" default:"25" doc:"How many at most."`
}

type recordsArgs struct {
	callbacksArgs
	Lane string `json:"lane,omitempty" words:"lane" doc:"Only records of this lane; all but snapshots where it is left out."`
	Full bool   `json:"full,omitempty" doc:"With all that a record has, such as headers and bodies, beside its line."`
}

// record is one of a session.
type record struct {
	Number int             `json:"number"`
	At     time.Time       `json:"at"`
	Lane   journal.Lane    `json:"lane"`
	Line   string          `json:"line"`
	Data   json.RawMessage `json:"data,omitempty"`
}

func callbacks(c *call, f recorded, in callbacksArgs) (answer, error) {
	return records(c, f, recordsArgs{callbacksArgs: in, Lane: string(journal.LaneCallback), Full: true})
}

func records(_ *call, f recorded, in recordsArgs) (answer, error) {
	var found []record
	for i := range f.Len() {
		m := f.Meta(i)
		if len(found) > in.Limit || m.Seq <= in.After || in.Lane != "" && string(m.Lane) != in.Lane || m.Lane == journal.LaneState {
			continue
		}
		r, err := f.At(i)
		if err != nil {
			return answer{}, err
		}
		one := record{Number: r.Seq, At: r.At, Lane: r.Lane, Line: cmp.Or(r.Line(), r.Kind)}
		if in.Full {
			one.Data, _ = json.Marshal(r.Data) // it came as JSON
		}
		found = append(found, one)
	}
	kept, goOn := page(paged{Limit: in.Limit}, found)
	if goOn.Truncated {
		goOn.HowToGoOn = fmt.Sprintf("call again with after %d", kept[len(kept)-1].Number)
	}
	lines := named(kept, func(r record) string { return fmt.Sprintf("%d %s %s", r.Number, r.Lane, r.Line) })
	return answer{text: strings.Join(lines, "\n"), data: struct {
		Records []record `json:"records"`
		more
	}{kept, goOn}}, nil
}

type reportArgs struct {
	ofRecorded
	From int `json:"from,omitempty" range:"0,100000000" doc:"From which byte on, to go on."`
}

// reportBytes is how much of a report is answered at once.
const reportBytes = 20 << 10

func ticket(c *call, f recorded, in reportArgs) (answer, error) {
	var out bytes.Buffer
	if err := report.Write(&out, "markdown", report.Case{Recording: f.File, Name: f.name, Proof: c.redactor.Proof(), Screens: replay.NewScreens(f.File)}); err != nil {
		return answer{}, err
	}
	text, goOn := out.String()[min(in.From, out.Len()):], more{}
	if len(text) > reportBytes {
		text = text[:cmp.Or(strings.LastIndexByte(text[:reportBytes], '\n')+1, reportBytes)]
		goOn = more{true, fmt.Sprintf("call again with from %d", in.From+len(text))}
		text += "\n(" + goOn.HowToGoOn + ")\n"
	}
	return answer{text: text, whole: true, data: struct {
		Session string `json:"session"`
		Bytes   int    `json:"bytes"`
		more
	}{f.name, out.Len(), goOn}}, nil
}

type screenArgs struct {
	ofRecorded
	At     int `json:"at,omitempty" range:"0,100000000" doc:"As it was at the record of this number; the last screen where it is left out."`
	Width  int `json:"width,omitempty" range:"60,200" default:"80" doc:"The terminal's width in cells; on a wide one the records stand beside the page."`
	Height int `json:"height,omitempty" range:"18,80" default:"24" doc:"The terminal's height in lines."`
}

func screen(_ *call, f recorded, in screenArgs) (answer, error) {
	i := f.Len() - 1
	for i > 0 && in.At > 0 && f.Meta(i).Seq > in.At {
		i--
	}
	lines := replay.NewScreens(f.File).Screen(i, in.Width, in.Height)
	if lines == nil {
		return answer{}, fail(kindNotFound, "take another record, or read the records themselves", "what showed there was not kept")
	}
	text := strings.Join(named(lines, func(l string) string { return strings.TrimRight(ansi.Strip(l), " ") }), "\n")
	return answer{text: text, whole: true, data: map[string]any{"session": f.name, "record": f.Meta(i).Seq, "width": in.Width, "height": in.Height}}, nil
}
