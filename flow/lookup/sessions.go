package lookup

import (
	"bytes"
	"context"
	"strings"

	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/repro"
)

// InSessions gives the recorded sessions of a folder in which an id stands, newest first.
// What cannot be read is passed over. It fails when the folder cannot be listed, or as
// the context does.
func InSessions(ctx context.Context, in recording.Folder, id string) (all []Session, err error) {
	names, err := in.Names()
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return all, err
		}
		if s, there := inSession(in, name, id); there {
			all = append(all, s)
		}
	}
	return all, nil
}

func inSession(in recording.Folder, name, id string) (s Session, there bool) {
	path, err := in.Find(name)
	if err != nil {
		return s, false
	}
	f, err := recording.Open(path)
	if err != nil {
		return s, false
	}
	defer func() { _ = f.Close() }()
	if !holds(f, id) {
		return s, false
	}
	s = Session{Name: name, Started: f.Header().Started, Host: f.Header().Host}
	if c, err := repro.CaseOf(f, id); err == nil {
		s.Status, s.ErrorCode, s.ProviderID = c.Ends.Status, c.Ends.ErrorCode, c.Provider.ID
	}
	return s, true
}

// holds says whether an id stands in a recording, as a whole word of one of the lanes
// that name ids.
func holds(f *recording.File, id string) bool {
	if f.Header().UserID == id {
		return true
	}
	for i := range f.Len() {
		switch f.Meta(i).Lane {
		case journal.LaneScreen, journal.LaneCallback, journal.LaneStatus, journal.LaneHTTP, journal.LaneWebhook:
			if line, err := f.Line(i); err == nil && hasWord(line, id) {
				return true
			}
		case journal.LaneState, journal.LaneIntent, journal.LaneNote, journal.LaneWidget, journal.LaneData:
		}
	}
	return false
}

// hasWord says whether an id stands in a line, and not only as a part of a longer one.
func hasWord(line []byte, id string) bool {
	for at := 0; ; {
		i := bytes.Index(line[at:], []byte(id))
		if i < 0 {
			return false
		}
		from, to := at+i, at+i+len(id)
		if (from == 0 || !inID(line[from-1])) && (to == len(line) || !inID(line[to])) {
			return true
		}
		at = from + 1
	}
}

func inID(b byte) bool { return strings.IndexByte(idLetters, b) >= 0 && b != '.' }
