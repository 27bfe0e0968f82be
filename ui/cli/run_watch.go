package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"

	"winkterm/ui/widget"
)

// watchRuns plays what the arguments name again whenever a scenario file is saved, until
// ctx ends or the user stops a run. What is being played then is stopped first.
func watchRuns(ctx context.Context, s Streams, f runFlags, args []string) error {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("files cannot be watched here: %w", err)
	}
	ctx, end := context.WithCancel(ctx)
	defer func() { end(); _ = w.Close() }()
	f.opened = func(path string) { _ = w.Add(filepath.Dir(path)) }
	for {
		watchFolders(w, args)
		playing, stop := context.WithCancel(ctx)
		saved := make(chan string, 1)
		go func() {
			saved <- nextSaved(ctx, w, s.later)
			stop()
		}()
		err := runScenarios(playing, s, f, args)
		run := new(endedError)
		if errors.As(err, &run) && run.interrupted && playing.Err() == nil || ctx.Err() != nil {
			stop()
			return err
		}
		if err != nil && playing.Err() == nil {
			fmt.Fprintf(s.Err, "winkterm: %v\n", err)
		}
		if playing.Err() == nil {
			fmt.Fprintln(s.Err, "winkterm: it plays again when a scenario file is saved; ctrl+c ends it")
		}
		path := <-saved
		stop()
		if ctx.Err() != nil {
			return nil
		}
		fmt.Fprintf(s.Err, "winkterm: %s was %s\n", widget.Clean(path), done(path))
	}
}

// done is what happened to a file that is there or not.
func done(path string) string {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return "removed"
	}
	return "saved"
}

// watchFolders watches the folders of the arguments, with those that came since. A file
// is watched by its folder, for editors put another one in its place.
func watchFolders(w *fsnotify.Watcher, args []string) {
	for _, arg := range args {
		_ = filepath.WalkDir(arg, func(path string, entry fs.DirEntry, err error) error {
			if err == nil && entry.IsDir() {
				_ = w.Add(path)
			}
			return nil
		})
		_ = w.Add(filepath.Dir(arg))
	}
}

// quiet is how long nothing is saved before what was saved is taken for whole.
const quiet = 100 * time.Millisecond

// nextSaved waits until a scenario file was saved, removed or renamed, or a folder was
// made, and until nothing more of that comes. It gives the first, or "" when ctx ends.
func nextSaved(ctx context.Context, w *fsnotify.Watcher, after func(time.Duration) <-chan time.Time) string {
	var whole <-chan time.Time
	first := ""
	for {
		select {
		case <-ctx.Done():
			return ""
		case <-whole:
			return first
		case e := <-w.Events:
			if info, err := os.Stat(e.Name); e.Op == fsnotify.Chmod || !scenarioFile(e.Name) && (err != nil || !info.IsDir()) {
				continue
			}
			if whole = after(quiet); first == "" {
				first = e.Name
			}
		case err := <-w.Errors: // it lost some events
			whole, first = after(quiet), cmp.Or(first, fmt.Sprintf("something that was not seen (%v)", err))
		}
	}
}
