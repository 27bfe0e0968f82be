package cli

import (
	"errors"
	"io/fs"

	"winkterm/flow/recording"
)

// openRecording opens what a FILE argument names: a path, a name of the user's folder, or
// last. Close it.
func openRecording(s Streams, name string) (*recording.File, error) {
	path, err := findRecording(s, name)
	if err != nil {
		return nil, err
	}
	return recording.Open(path)
}

// findRecording is the path of what a FILE argument names. Without a folder for
// recordings the name can still be a path. That there is no such recording is an error
// of the command line.
func findRecording(s Streams, name string) (string, error) {
	folder, err := recording.UserFolder(s.env)
	if err != nil && name == recording.Last {
		return "", err
	}
	path, err := folder.Find(name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, recording.ErrNone) {
		err = usageError{err}
	}
	return path, err
}
