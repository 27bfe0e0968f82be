package cli

import "winkterm/flow/recording"

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
// recordings the name can still be a path.
func findRecording(s Streams, name string) (string, error) {
	folder, err := recording.UserFolder(s.env)
	if err != nil && name == recording.Last {
		return "", err
	}
	return folder.Find(name)
}
