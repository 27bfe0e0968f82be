package compare_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/compare"
)

// start is when the paths of the tests begin; each thing on them takes a while.
var start = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

const pause = 7 * time.Second

// path is what a widget told, with the statuses that were seen beside it.
type path struct {
	options wire.WidgetOptions
	told    []compare.Callback
	seen    []compare.Seen
	at      time.Time
	user    string
	mode    wire.Mode
}

func newPath() *path { return &path{at: start, user: "u-1", mode: wire.ModeSandbox} }

// tell adds a callback with data that is made as the driver makes it.
func (p *path) tell(t testing.TB, name wire.CallbackName, args any) {
	t.Helper()
	data, err := json.Marshal(args)
	if err != nil {
		t.Fatal(err)
	}
	p.at = p.at.Add(pause)
	p.told = append(p.told, compare.Read(p.at, name, string(data)))
}

func (p *path) opened(t testing.TB, e flow.ShowPage) {
	t.Helper()
	e.UserID, e.Mode = p.user, p.mode
	if data, ok := e.UIEvent(p.at.Add(pause)); ok {
		p.tell(t, wire.OnUIEvent, data)
	}
}

// status adds a status that was seen.
func (p *path) status(id, status, code string) {
	p.at = p.at.Add(pause)
	p.seen = append(p.seen, compare.Seen{At: p.at, ID: id, Status: status, ErrorCode: code})
}

// pages are the words for the screen events in the tests.
var pages = map[string]flow.Page{
	"consent": flow.Consent, "list": flow.ProviderList, "ways": flow.LoginOptions, "login": flow.Login, "survey": flow.EmployerSurvey,
	"code": flow.MFA, "success": flow.ConnectSuccess, "account": flow.AccountRevoke, "types": flow.FileTypeList, "files": flow.FileType,
	"read": flow.ArchiveSuccess, "archive": flow.RevokeArchive,
}

var callbacks = map[string]wire.CallbackName{
	"created": wire.OnAccountCreated, "connected": wire.OnAccountConnected, "failed": wire.OnAccountError, "removed": wire.OnAccountRemoved,
	"sent": wire.OnUploadsCreated, "withdrawn": wire.OnUploadsRemoved,
}

// pathOf reads a path of words: "login:sss", "created:a-1@sss", "failed:a-1@sss=INVALID_MFA",
// "files:PAYSLIP", "read:d-1@PAYSLIP", "expired", "close=exit", and "a-1=CONNECTED"
// for a status that was seen.
func pathOf(t testing.TB, text string) *path {
	t.Helper()
	p := newPath()
	for word := range strings.FieldsSeq(text) {
		head, value, _ := strings.Cut(word, "=")
		name, subject, _ := strings.Cut(head, ":")
		id, at, _ := strings.Cut(subject, "@")
		page, isPage := pages[name]
		callback, isCallback := callbacks[name]
		switch {
		case isPage:
			p.opened(t, openedPage(page, id, at))
		case callback == wire.OnUploadsCreated || callback == wire.OnUploadsRemoved:
			p.tell(t, callback, wire.UploadsCallback{Uploads: []string{id}, UserID: p.user})
		case isCallback:
			p.tell(t, callback, wire.AccountCallback{AccountID: id, UserID: p.user, ProviderID: at, ErrorCode: wire.AccountErrorCode(value)})
		case name == "expired":
			p.tell(t, wire.OnTokenExpired, nil)
		case name == "close":
			p.tell(t, wire.OnClose, wire.CloseCallback{Reason: wire.CloseReason(value)})
		default:
			status, code, _ := strings.Cut(value, ",")
			p.status(head, status, code)
		}
	}
	return p
}

func openedPage(page flow.Page, id, at string) flow.ShowPage {
	e := flow.ShowPage{Page: page}
	switch page { //nolint:exhaustive // the others are about nothing
	case flow.Login, flow.MFA:
		e.ProviderID = id
	case flow.ConnectSuccess, flow.AccountRevoke:
		e.AccountID, e.ProviderID = id, at
	case flow.FileType:
		e.FileType = id
	case flow.ArchiveSuccess, flow.RevokeArchive:
		e.ArchiveID, e.FileType = id, at
	}
	return e
}

// lines draws what is not the same, a row a line: mark, title, subject, fields, and
// why the flow did not go along.
func lines(told []compare.Callback, e compare.Expectation) []string {
	var out []string
	for _, r := range compare.Diff(told, e.Callbacks).Rows {
		if r.Mark == compare.Same {
			continue
		}
		about := compare.Callback{}
		if r.Expected >= 0 {
			about = e.Callbacks[r.Expected]
		}
		if r.Sent >= 0 {
			about = told[r.Sent]
		}
		line := strings.TrimSpace(fmt.Sprintf("%s %s %s", r.Mark, about.Title(), about.Subject()))
		for _, f := range r.Fields {
			line += fmt.Sprintf("; %s %s not %s", f.Name, f.Sent, f.Expected)
		}
		if r.Sent >= 0 && e.Why[r.Sent] != "" {
			line += ": " + e.Why[r.Sent]
		}
		out = append(out, line)
	}
	return out
}

// transcripts are the stories of package flow by name.
func transcripts(t testing.TB) map[string]*path {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "testdata", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no transcripts: %v", err)
	}
	all := map[string]*path{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all[strings.TrimSuffix(filepath.Base(file), ".txt")] = transcript(t, string(text))
	}
	return all
}

// transcript reads what the flow told in a story.
func transcript(t testing.TB, text string) *path {
	t.Helper()
	p := newPath()
	p.mode = ""
	for line := range strings.Lines(text) {
		words := append(strings.Fields(line), "", "", "", "", "")
		switch words[0] {
		case ">":
			p.command(words[1:])
		case "show":
			for _, page := range flow.Pages() {
				if page.String() == words[1] {
					id, at := words[3], words[4]
					if at != "" {
						id, at = at, id
					}
					p.opened(t, openedPage(page, id, at))
				}
			}
		case "callback":
			p.callback(t, words[1:])
		case "status":
			before, after, _ := strings.Cut(line, "→")
			to := append(strings.Fields(after), "")
			p.status(strings.Fields(before)[1], to[0], to[1])
		}
	}
	return p
}

func (p *path) command(words []string) {
	switch words[0] {
	case "options":
		for _, w := range words[1:] {
			name, value, _ := strings.Cut(w, "=")
			switch name {
			case "upload":
				p.options.EnableUpload = true
			case "only":
				p.options.Providers = []string{value}
			case "no-consent":
				p.options.EnableConsentPage = new(bool)
			}
		}
	case "token":
		p.user, p.mode = words[1], wire.Mode(words[2])
	}
}

// callback reads "onAccountCreated a-1 u-1 grab" and the like.
func (p *path) callback(t testing.TB, words []string) {
	t.Helper()
	name := wire.CallbackName(words[0])
	switch name {
	case wire.OnUploadsCreated, wire.OnUploadsRemoved:
		p.tell(t, name, wire.UploadsCallback{Uploads: []string{words[1]}, UserID: words[2]})
	case wire.OnClose:
		p.tell(t, name, wire.CloseCallback{Reason: wire.CloseReason(words[1])})
	case wire.OnTokenExpired:
		p.tell(t, name, nil)
	case wire.OnAccountCreated, wire.OnAccountConnected, wire.OnAccountError, wire.OnAccountRemoved, wire.OnUIEvent:
		p.tell(t, name, wire.AccountCallback{AccountID: words[1], UserID: words[2], ProviderID: words[3], ErrorCode: wire.AccountErrorCode(words[4])})
	}
}
