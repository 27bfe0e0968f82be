package report

import (
	"bytes"
	"time"

	"winkterm/assets"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
)

// sample is a session in which everything happens that a report has words for. All that
// it says is the program's own.
var sample = []journal.Data{
	journal.Intent{Name: "Begin"},
	journal.Screen{Page: "Consent"},
	journal.Launch{},
	journal.HTTP{API: "open", Method: "GET", URL: "http://127.0.0.1/x", Path: "/x", Status: 200, Request: journal.Message{Header: []journal.Header{{Name: "Authorization", Value: "Basic [SECRET_1]"}}, Body: "{}"}},
	journal.HTTP{API: "link", Method: "GET", URL: "http://127.0.0.1/x", Path: "/x", Status: 400, Code: "INVALID_TOKEN", RequestID: "1", Attempt: 2},
	journal.HTTP{API: "link", Method: "GET", URL: "http://127.0.0.1/x", Path: "/x", Request: journal.Message{Body: "[TOKEN_1]…[1 bytes left out]"}},
	journal.Callback{Name: "onTokenExpired", Source: journal.SourceWidget, Args: `{"mode":"SANDBOX"}`},
	journal.Status{Subject: "account", ID: "1", To: "ERROR", ErrorCode: "INVALID_MFA"},
	journal.Status{Subject: "archive", ID: "2", From: "STARTED", To: "ERROR", ErrorCode: "OTHER"},
	journal.Note{}, journal.State{}, journal.Screen{Page: closedPage},
}

// someScreen is where a screen is drawn.
type someScreen struct{}

func (someScreen) Screen(int, int, int) []string { return []string{"\x1b[1;7m \x1b[m"} }

// vocabulary is what a format and the tables of explanations say of their own.
func vocabulary(f format) string {
	j := journal.New(func() time.Time { return time.Time{} })
	for _, d := range sample {
		j.Append(d)
	}
	var out bytes.Buffer
	for _, h := range []recording.Header{{Command: recording.Wizard}, {Command: recording.Watch, Host: "host", Native: true}} {
		if s, err := read(Case{Recording: recording.Of(h, j.Since(0)), Name: "last", Screens: someScreen{}}); err == nil {
			s.damage = []string{"damage"}
			s.derive()
			_ = f.write(&out, s) // into memory
		}
	}
	out.Write(encode(assets.Explanations()))
	out.Write(encode(assets.Terms()))
	out.Write(encode([]any{phrases, ended}))
	return out.String()
}
