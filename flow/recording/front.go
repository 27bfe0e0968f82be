package recording

import (
	"bytes"
	"strconv"
	"strings"
	"time"

	"winkterm/flow/journal"
)

// front is what a record's line begins with, in the order in which it is written; rest
// is the data with the closing brace.
type front struct {
	seq              int64
	at               time.Time
	lane, kind, rest []byte
}

// parseFront reads the front of a line as this program writes it; not ok for any other
// spelling of the same JSON.
func parseFront(line []byte) (f front, ok bool) {
	rest, ok := bytes.CutPrefix(line, []byte(`{"seq":`))
	if !ok {
		return f, false
	}
	number, rest, ok := bytes.Cut(rest, []byte(`,"at":"`))
	if !ok || len(number) == 0 || number[0] < '1' || number[0] > '9' {
		return f, false
	}
	var err error
	if f.seq, err = strconv.ParseInt(string(number), 10, 64); err != nil {
		return f, false
	}
	at, rest, ok := cutText(rest, `,"lane":"`)
	if !ok || f.at.UnmarshalText(at) != nil {
		return f, false
	}
	if f.lane, rest, ok = cutText(rest, `,"kind":"`); !ok || len(f.lane) == 0 {
		return f, false
	}
	if f.kind, rest, ok = cutText(rest, `,"data":`); !ok {
		return f, false
	}
	f.rest = bytes.TrimRight(rest, "\r\n")
	return f, len(f.rest) > 1 && f.rest[len(f.rest)-1] == '}'
}

// cutText gives a JSON string without escapes up to its closing quote, and what follows
// the next key.
func cutText(s []byte, key string) (text, rest []byte, ok bool) {
	i := bytes.IndexByte(s, '"')
	if i < 0 || bytes.IndexByte(s[:i], '\\') >= 0 {
		return nil, nil, false
	}
	rest, ok = bytes.CutPrefix(s[i+1:], []byte(key))
	return s[:i], rest, ok
}

// failed says whether the record is an error. No text of a record can hold one of the
// keys that are looked for, for its quotes would be escaped.
func (f front) failed() bool {
	switch string(f.lane) {
	case string(journal.LaneHTTP):
		_, after, _ := bytes.Cut(f.rest, []byte(`,"status":`))
		digits, _, _ := bytes.Cut(after, []byte(","))
		status, _ := strconv.Atoi(string(digits))
		return failedCall(status) || bytes.Contains(after, []byte(`,"error":"`))
	case string(journal.LaneStatus):
		return failedStatus(string(f.kind)) || bytes.Contains(f.rest, []byte(`,"errorCode":"`))
	case string(journal.LaneWebhook):
		return bytes.Contains(f.rest, []byte(`"marks":[`))
	}
	return failedKind(journal.Lane(f.lane), string(f.kind))
}

// failed says the same of a record that is decoded.
func failed(r journal.Record) bool {
	switch d := r.Data.(type) {
	case journal.HTTP:
		return failedCall(d.Status) || d.Err != ""
	case journal.Status:
		return failedStatus(r.Kind) || d.ErrorCode != ""
	case journal.Webhook:
		return len(d.Marks) > 0
	case journal.Screen, journal.Callback, journal.Launch, journal.Note, journal.State, journal.Intent, journal.Items, journal.Unknown:
	}
	return failedKind(r.Lane, r.Kind)
}

func failedCall(status int) bool { return status < 100 || status >= 400 }

func failedStatus(kind string) bool { return kind == "ERROR" }

// failedKind says whether a page or a callback stands for an error by its name.
func failedKind(lane journal.Lane, kind string) bool {
	page := lane == journal.LaneScreen && (strings.Contains(kind, "Error") || kind == "Problem")
	return page || lane == journal.LaneCallback && strings.HasSuffix(kind, "Error")
}
