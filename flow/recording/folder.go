package recording

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"
)

const (
	// KeepMost is how many recordings stay in the folder, unless the user says otherwise.
	KeepMost = 50
	// Last is the name of the newest recording.
	Last = "last"

	extension = ".ndjson"
	// stamp is the moment in a file's name, in UTC and without what some file systems
	// do not allow.
	stamp = "20060102-150405.000"
)

// ErrNone says that nothing is recorded yet.
var ErrNone = errors.New("there is no recorded session yet: the wizard and watch record unless they are told not to")

// Folder is where the user's recordings are, by its path. It need not be there yet.
type Folder string

// UserFolder is the folder for the state of the user's programs, by the variables of the
// environment. It fails when the user has no such place.
func UserFolder(env func(name string) string) (Folder, error) {
	return userFolder(runtime.GOOS, env)
}

func userFolder(system string, env func(string) string) (Folder, error) {
	state := env("XDG_STATE_HOME")
	if !filepath.IsAbs(state) { // as its specification wants
		state = ""
		home := env("HOME")
		switch {
		case system == "windows":
			state = env("LocalAppData")
		case home == "":
		case system == "darwin":
			state = filepath.Join(home, "Library", "Application Support")
		default:
			state = filepath.Join(home, ".local", "state")
		}
	}
	if state == "" {
		return "", errors.New("there is no folder for recordings: set XDG_STATE_HOME, or name a file")
	}
	return Folder(filepath.Join(state, "winkterm", "sessions")), nil
}

// own are the names that this package gives: nothing else in the folder is ever touched.
var own = regexp.MustCompile(`^\d{8}-\d{6}-\d{3}\.ndjson$`)

// fileName is the name of a recording that begins at a moment.
func fileName(at time.Time) string {
	return strings.ReplaceAll(at.UTC().Format(stamp), ".", "-") + extension
}

// begun is the moment in a name.
func begun(name string) (time.Time, error) {
	i := strings.LastIndexByte(name, '-')
	return time.Parse(stamp, name[:max(i, 0)]+"."+name[i+1:])
}

// Names gives the names of the recordings, newest first, as Find takes them.
func (d Folder) Names() ([]string, error) {
	entries, err := os.ReadDir(string(d))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("the folder of the recorded sessions cannot be read: %w; mend that, or name a recording by its path", err)
	}
	var names []string
	for _, e := range slices.Backward(entries) {
		if e.Type().IsRegular() && own.MatchString(e.Name()) {
			names = append(names, strings.TrimSuffix(e.Name(), extension))
		}
	}
	return names, nil
}

// Find gives the path of a recording: of the newest for Last, else of a name in the
// folder, else the name is a path itself. It fails with ErrNone where nothing is recorded,
// and with fs.ErrNotExist where nothing has that name.
func (d Folder) Find(name string) (path string, err error) {
	if name == Last {
		names, err := d.Names()
		if err != nil {
			return "", err
		}
		if len(names) == 0 {
			return "", ErrNone
		}
		return d.path(names[0]), nil
	}
	if own.MatchString(name + extension) {
		name += extension
	}
	if own.MatchString(name) {
		if path := filepath.Join(string(d), name); exists(path) {
			return path, nil
		}
	}
	if !exists(name) {
		return "", fmt.Errorf("no recording is named %q: \"winkterm sessions\" lists them, last is the newest, and a path names a file (%w)", name, fs.ErrNotExist)
	}
	return name, nil
}

// Name gives what Find takes for a path: the name of a recording in the folder, else the
// path itself.
func (d Folder) Name(path string) string {
	if name := filepath.Base(path); own.MatchString(name) && filepath.Dir(path) == filepath.Clean(string(d)) {
		return strings.TrimSuffix(name, extension)
	}
	return path
}

func (d Folder) path(name string) string { return filepath.Join(string(d), name+extension) }

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// ErrLive says that a recording is being written: end that session first.
var ErrLive = errors.New("the recording is being written: end that session first")

// Remove removes a recording of the folder, by its name or as Last. It fails with ErrLive
// while the recording is being written, and with fs.ErrNotExist where the folder has none
// of that name.
func (d Folder) Remove(name string) error {
	path, err := d.Find(name)
	if err != nil {
		return err
	}
	if d.Name(path) == path {
		return fmt.Errorf("%s is not in the folder of recordings, where alone something is removed (%w)", name, fs.ErrNotExist)
	}
	return remove(path)
}

// remove removes a file that nobody writes.
func remove(path string) error {
	f, err := os.Open(filepath.Clean(path))
	if err != nil {
		return err
	}
	live, err := held(f)
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	if live {
		return fmt.Errorf("%s: %w", strings.TrimSuffix(filepath.Base(path), extension), ErrLive)
	}
	return os.Remove(path)
}

// Prune removes all recordings but the newest, of which it keeps that many, and gives the
// names of those that it removed. Recordings that are being written stay.
func (d Folder) Prune(keep int) (removed []string, err error) {
	names, err := d.Names()
	if err != nil {
		return nil, err
	}
	var failed []error
	for _, name := range names[min(max(keep, 0), len(names)):] {
		switch err := remove(d.path(name)); {
		case err == nil:
			removed = append(removed, name)
		case !errors.Is(err, ErrLive) && !errors.Is(err, fs.ErrNotExist):
			failed = append(failed, err)
		}
	}
	return removed, errors.Join(failed...)
}
