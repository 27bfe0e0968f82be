package recording

import (
	"cmp"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
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
	add(&s.UserIDs, h.UserID)
	if n := len(f.index); n > 0 {
		s.Records = int(f.index[n-1].seq - f.index[0].seq + 1)
		s.Length = f.index[n-1].after
	}
	lastState, refused := -1, -1
	for i := range f.index {
		switch m := f.Meta(i); m.Lane {
		case journal.LaneState:
			lastState = i
		case journal.LaneScreen, journal.LaneStatus:
			s.take(f, i)
		case journal.LaneHTTP:
			if m.Failed {
				refused = i
			}
		case journal.LaneCallback, journal.LaneIntent, journal.LaneNote, journal.LaneWidget:
		}
	}
	if lastState >= 0 {
		s.user(f, lastState)
	}
	if s.ErrorCode == "" && s.Page == "Problem" && refused >= 0 {
		s.ErrorCode = codeOf(f, refused)
	}
}

// take takes over what a page or a status says.
func (s *Summary) take(f *File, i int) {
	r, err := f.At(i)
	if err != nil {
		return
	}
	switch d := r.Data.(type) {
	case journal.Screen:
		if d.Page != "Closed" {
			s.Page = d.Page
		}
		s.Provider = cmp.Or(d.ProviderID, s.Provider)
		add(&s.AccountIDs, d.AccountID)
		add(&s.ArchiveIDs, d.ArchiveID)
	case journal.Status:
		s.status(d)
	case journal.Callback, journal.HTTP, journal.Launch, journal.Note, journal.State, journal.Intent, journal.Unknown:
	}
}

func (s *Summary) status(d journal.Status) {
	add(&s.UserIDs, d.UserID)
	switch d.Subject {
	case "account":
		add(&s.AccountIDs, d.ID)
	case "archive":
		add(&s.ArchiveIDs, d.ID)
	default:
		return
	}
	s.Outcome, s.ErrorCode = d.To, d.ErrorCode
	s.Provider = cmp.Or(d.ProviderID, s.Provider)
}

// user takes the user over from a snapshot of the flow's state.
func (s *Summary) user(f *File, i int) {
	r, err := f.At(i)
	snapshot, ok := r.Data.(journal.State)
	var state struct{ Session struct{ UserID string } }
	if err == nil && ok && json.Unmarshal([]byte(snapshot.State), &state) == nil {
		add(&s.UserIDs, state.Session.UserID)
	}
}

// codeOf is the code of a call that failed.
func codeOf(f *File, i int) string {
	r, _ := f.At(i)
	call, _ := r.Data.(journal.HTTP)
	return call.Code
}

// add adds an id that is not in the list yet.
func add(ids *[]string, id string) {
	if id != "" && len(*ids) < idsMax && !slices.Contains(*ids, id) {
		*ids = append(*ids, id)
	}
}
