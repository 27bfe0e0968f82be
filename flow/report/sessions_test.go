package report_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/driver"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/report"
	"winkterm/flow/rerun"
	"winkterm/flow/session"
)

// played are the sessions of the golden files, played once by the real session on the
// real sandbox: the same records every time, to the byte.
var played = map[string]func() (*recording.File, error){
	"wrong-code": sync.OnceValues(wrongCode), "payslip": sync.OnceValues(payslip), "widget": sync.OnceValues(widget),
}

// caseOf is one of the sessions with plain screens, so that the golden files are this
// package's own.
func caseOf(t *testing.T, name string) report.Case {
	t.Helper()
	f, err := played[name]()
	if err != nil {
		t.Fatal(err)
	}
	return report.Case{Recording: f, Name: name + ".ndjson", Screens: pages{f}}
}

// pages draws the name of the page at each record.
type pages struct{ file *recording.File }

func (p pages) Screen(i, width, height int) []string {
	for ; i >= 0; i-- {
		if r, err := p.file.At(i); err == nil && r.Lane == journal.LaneScreen {
			d, _ := r.Data.(journal.Screen)
			return []string{"\x1b[1m" + d.Page + "\x1b[m <&> \x1b[38;5;124;48;5;254m日本\x1b[m", "", fmt.Sprintf("\x1b[7m %d×%d \x1b[m", width, height)}
		}
	}
	return nil
}

func header(o wire.WidgetOptions) recording.Header {
	return recording.Header{
		Recording: recording.Version, Program: "1.0", Command: recording.Wizard, Started: at, Native: true, Widget: o,
		Sandbox:  &recording.Sandbox{Seed: 7, Speed: 1, Now: at},
		Terminal: recording.Terminal{Term: "xterm-256color", Width: 100, Height: 30},
	}
}

func play(h recording.Header, c session.Config, steps ...rerun.Step) (*recording.File, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for i := range steps {
		steps[i].After = max(steps[i].After, time.Second)
	}
	return rerun.Play(ctx, rerun.Script{Header: h, Steps: steps}, rerun.Config{Session: c})
}

func wrongCode() (*recording.File, error) {
	steps := toMFA()
	for range 3 {
		steps = append(steps, rerun.Step{On: flow.MFA, Intent: typed("9999")}, rerun.Step{Intent: flow.Submitted{}})
	}
	return play(header(wire.WidgetOptions{}), session.Config{}, append(steps, rerun.Step{On: flow.ConnectError, Intent: flow.Done{}})...)
}

// toMFA logs George in at the Social Security System.
func toMFA() []rerun.Step {
	return []rerun.Step{
		{On: flow.Consent, Intent: flow.ConsentGiven{}},
		{On: flow.ProviderList, Intent: flow.Searched{Query: "sss"}},
		{On: flow.ProviderList, Intent: flow.ProviderChosen{Provider: wire.Provider{ID: "sss_ph"}}},
		{On: flow.Login, Person: "George"},
		{On: flow.Login, Intent: flow.Submitted{}},
	}
}

func typed(code wire.Secret) flow.Typed {
	return flow.Typed{Values: map[string]wire.Secret{flow.CodeField: code}}
}

func payslip() (*recording.File, error) {
	sample := assets.Payslips()[0]
	add := func(name string) rerun.Step {
		return rerun.Step{On: flow.FileType, Intent: flow.FileAdded{File: flow.File{
			Path: name, Name: name, Size: int64(len(sample.Content())), Format: wire.FileFormat(sample.Format),
		}}}
	}
	open := func(flow.File) (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(string(sample.Content()))), nil
	}
	return play(header(wire.WidgetOptions{EnableUpload: true}), session.Config{OpenFile: open},
		rerun.Step{On: flow.Consent, Intent: flow.ConsentGiven{}},
		rerun.Step{On: flow.ProviderList, Intent: flow.UploadWanted{}},
		rerun.Step{On: flow.FileTypeList, Intent: flow.FileTypeChosen{Type: wire.FileType{Type: "PAYSLIP"}}},
		add("missing.pdf"), rerun.Step{Intent: flow.Submitted{}},
		rerun.Step{On: flow.ArchiveStatus, After: time.Minute, Intent: flow.Retried{}},
		rerun.Step{On: flow.FileType, Intent: flow.FileRemoved{}},
		add(sample.Name), rerun.Step{Intent: flow.Submitted{}},
		rerun.Step{On: flow.ArchiveSuccess, Intent: flow.Done{}},
	)
}

// hosted is a page with the widget whose browser sends what it is given: a part with
// each token.
type hosted struct {
	tell  func(flow.Event)
	sends [][]flow.Event
}

func (h *hosted) URL() string  { return "http://127.0.0.1:8971/page" }
func (h *hosted) Close() error { return nil }

func (h *hosted) Renew(context.Context) error {
	if len(h.sends) == 0 {
		return errors.New("there is nothing more to send")
	}
	for _, e := range h.sends[0] {
		h.tell(e)
	}
	h.sends = h.sends[1:]
	return nil
}

func callback(name wire.CallbackName, data any) flow.Event {
	text, err := json.Marshal(data)
	if err != nil {
		panic(err)
	}
	return flow.WidgetCallback{Name: name, At: at, Data: text}
}

func widget() (*recording.File, error) {
	event := func(e wire.EventName) flow.Event {
		return callback(wire.OnUIEvent, wire.UIEvent{EventName: e, EventTime: at, Mode: "SANDBOX", UserID: "tenant-1"})
	}
	page := &hosted{sends: [][]flow.Event{
		{event(wire.ConsentPageOpened), event(wire.ProviderListPageOpened), callback(wire.OnTokenExpired, nil)},
		{event(wire.ConsentPageOpened), callback(wire.OnClose, wire.CloseCallback{Reason: wire.CloseX})},
	}}
	open := func(session.Host) (driver.Widget, error) {
		return func(ctx context.Context, c driver.WidgetConfig) (driver.Hosted, error) {
			_, err := c.Token(ctx)
			page.tell = c.Tell
			c.Tell(flow.WidgetPage{State: flow.PageOpen})
			return page, err
		}, nil
	}
	return play(header(wire.WidgetOptions{CompanyName: "Acme"}), session.Config{Widget: open},
		rerun.Step{On: flow.Consent, Intent: flow.BrowserWanted{}},
		rerun.Step{On: flow.Browsing, Intent: flow.TokenWanted{}},
		rerun.Step{On: flow.Browsing, Intent: flow.TokenWanted{}},
		rerun.Step{On: flow.Browsing, Intent: flow.Close{}},
	)
}
