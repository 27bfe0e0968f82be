package api

import (
	"errors"
	"fmt"
	"io/fs"
)

// FileProblem says in a few words what is wrong with a file of an upload.
type FileProblem string

// The problems of a file.
const (
	// FileTooLarge: it has more than wire.FileLimit bytes. Nothing was sent.
	FileTooLarge FileProblem = "the file is larger than 15 MB"
	// FileEmpty: it has no content. Nothing was sent.
	FileEmpty FileProblem = "the file is empty"
	// FileChanged: it has not the size that it was said to have. Look at it
	// again and send it anew.
	FileChanged FileProblem = "the file changed while it was sent"
	// FileUnreadable: it cannot be opened, or not be read to its end: it is
	// gone, or may not be read.
	FileUnreadable FileProblem = "the file cannot be read"
)

// FileError says why a file of an upload cannot be sent. The host has received
// nothing, or a body without its end, and made no archive of it. It is the cause
// of an *Error of KindFile.
type FileError struct {
	// Index is the file's place in Upload.Files; Name is its name there.
	Index   int
	Name    string
	Problem FileProblem

	cause error
}

// nameMax is how much of a file's name an error quotes, in characters.
const nameMax = 80

// Error names the problem, the file and the cause.
func (e *FileError) Error() string {
	text := string(e.Problem)
	if e.Name != "" {
		text += fmt.Sprintf(" (%q)", clip(e.Name, nameMax))
	}
	if e.cause != nil {
		text += ": " + withoutPath(e.cause).Error()
	}
	return text
}

// Unwrap gives what Open or the reader said, if that is the cause.
func (e *FileError) Unwrap() error { return e.cause }

// withoutPath takes the path off an error: it may name the person.
func withoutPath(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
