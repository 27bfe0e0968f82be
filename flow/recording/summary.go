package recording

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"winkterm/flow/journal"
)

// summaryBytes is how much of a file is read for its summary: half of it from the
// beginning, half from the end.
const summaryBytes = 2 << 20

// idsMax is how many ids of a kind a summary has at most.
const idsMax = 20

// Summary is what a list says of a recording. Of one of more than 2 MiB the middle is not
// read: ids and a provider that are named there alone are not in it.
type Summary struct {
	// Name is what Find takes.
	Name string `json:"name"`
	Path string `json:"path"`
	// Recorded is when the file was begun, by the system's clock, Started when the session
	// was, by its own.
	Recorded time.Time `json:"recorded"`
	Started  time.Time `json:"started"`
	Command  string    `json:"command"`
	// Host is the authority of the Open API, empty for the sandbox in the binary.
	Host string `json:"host"`
	// Provider is the last one that a page or a status was about.
	Provider string `json:"provider"`
	// Outcome is the last status of an account or archive, ErrorCode its error code or
	// that of the failure on which the session ended, Page the last one that was shown
	// before it was closed.
	Outcome   string `json:"outcome"`
	ErrorCode string `json:"errorCode"`
	Page      string `json:"page"`
	// UserIDs, AccountIDs and ArchiveIDs are the first 20 that are named, each once.
	UserIDs    []string `json:"userIds"`
	AccountIDs []string `json:"accountIds"`
	ArchiveIDs []string `json:"archiveIds"`
	// Length is from the start to the last record.
	Length  time.Duration `json:"-"`
	Records int           `json:"records"`
	// Size is in bytes.
	Size int64 `json:"size"`
	// Live says that it is being written, Damage why not all of it can be read.
	Live   bool   `json:"live"`
	Damage string `json:"damage,omitempty"`
}

// MarshalJSON gives the length in milliseconds.
func (s Summary) MarshalJSON() ([]byte, error) {
	type plain Summary
	return json.Marshal(struct {
		plain
		LengthMS int64 `json:"lengthMs"`
	}{plain(s), s.Length.Milliseconds()})
}

// List gives a summary of each recording in the folder, newest first. One that cannot be
// read says so in its Damage.
func (d Folder) List() ([]Summary, error) {
	names, err := d.Names()
	if err != nil {
		return nil, err
	}
	list := make([]Summary, 0, len(names))
	for _, name := range names {
		s, err := Summarize(d.path(name))
		if errors.Is(err, fs.ErrNotExist) {
			continue // another process has removed it
		}
		if err != nil {
			s.Damage = err.Error()
		}
		s.Name = name
		if at, err := begun(name); err == nil {
			s.Recorded = at
		}
		list = append(list, s)
	}
	return list, nil
}

// Summarize reads what a summary says of the file. On an error it has what is known
// nevertheless.
func Summarize(path string) (Summary, error) {
	s := Summary{Name: path, Path: path, UserIDs: []string{}, AccountIDs: []string{}, ArchiveIDs: []string{}}
	disk, err := os.Open(filepath.Clean(path))
	if err != nil {
		return s, err
	}
	f := &File{disk: disk}
	defer func() { _ = f.Close() }()
	if info, err := disk.Stat(); err == nil {
		s.Size = info.Size()
		s.Recorded, s.Started = info.ModTime(), info.ModTime()
		f.from, f.to = summaryBytes/2, s.Size-summaryBytes/2
	}
	if err := f.begin(); err != nil {
		return s, err
	}
	s.fill(f)
	return s, nil
}

// fill takes over what the file says.
func (s *Summary) fill(f *File) {
	h := f.header
	s.Started, s.Command, s.Host, s.Live = h.Started, h.Command, h.Host, f.live
	if f.damage != nil {
		s.Damage = f.Damage().Error()
	}
	if n := len(f.index); n > 0 {
		s.Records = int(f.index[n-1].seq - f.index[0].seq + 1)
		s.Length = f.index[n-1].after
	}
	facts, refused := summarized(f)
	end := facts.Last("").Status()
	s.Provider, s.Page, s.Outcome, s.ErrorCode = facts.Provider, facts.Screen.Page, end.To, end.ErrorCode
	if s.ErrorCode == "" && s.Page == "Problem" && refused >= 0 {
		r, _ := f.At(refused)
		call, _ := r.Data.(journal.HTTP)
		s.ErrorCode = call.Code
	}
	for kind, ids := range map[string]*[]string{KindUser: &s.UserIDs, KindAccount: &s.AccountIDs, KindArchive: &s.ArchiveIDs} {
		all := facts.IDs(kind)
		*ids = all[:min(len(all), idsMax)]
	}
}

// summarized reads of a file what a summary needs: pages, statuses and the last snapshot.
// refused is the index of the last call that failed, -1 where there is none.
func summarized(f *File) (facts *Facts, refused int) {
	facts, refused = FactsOf(f.header), -1
	state := -1
	for i := range f.index {
		switch m := f.Meta(i); m.Lane {
		case journal.LaneState:
			state = i
		case journal.LaneScreen, journal.LaneStatus:
			if r, err := f.At(i); err == nil {
				facts.Take(r)
			}
		case journal.LaneHTTP:
			if m.Failed {
				refused = i
			}
		case journal.LaneCallback, journal.LaneIntent, journal.LaneNote, journal.LaneWidget, journal.LaneWebhook, journal.LaneData:
		}
	}
	if state >= 0 {
		facts.user(f, state)
	}
	return facts, refused
}

// user takes the user over from a snapshot of the flow's state.
func (f *Facts) user(file *File, i int) {
	r, err := file.At(i)
	snapshot, ok := r.Data.(journal.State)
	var state struct{ Session struct{ UserID string } }
	if err == nil && ok && json.Unmarshal([]byte(snapshot.State), &state) == nil {
		f.subject(KindUser, state.Session.UserID)
	}
}
