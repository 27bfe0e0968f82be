package api

import (
	"errors"
	"fmt"
	"io/fs"

	"winkterm/api/wire"
)

// FileProblem is what is wrong with a file of an upload.
type FileProblem int

// The problems of a file.
const (
	// FileTooLarge: it has more than wire.FileLimit bytes. Nothing was sent.
	FileTooLarge FileProblem = iota + 1
	// FileEmpty: it has no content. Nothing was sent.
	FileEmpty
	// FileChanged: it has not the size that it was said to have. Look at it
	// again and send it anew.
	FileChanged
	// FileUnreadable: it cannot be opened, or not be read to its end: it is
	// gone, or may not be read.
	FileUnreadable
)

var fileProblems = map[FileProblem]struct{ what, advice string }{
	FileTooLarge: {
		fmt.Sprintf("the file is larger than %d MB", wire.FileLimit>>20),
		fmt.Sprintf("choose one of at most %d MB, or send fewer pages or a smaller picture", wire.FileLimit>>20),
	},
	FileEmpty:      {"the file is empty", "choose a file that has something in it"},
	FileChanged:    {"the file changed while it was sent", "no archive was made of it: choose the file again"},
	FileUnreadable: {"the file cannot be read", "check that the file is still there and may be read, then choose it again"},
}

// String says what is wrong.
func (p FileProblem) String() string {
	if text, ok := fileProblems[p]; ok {
		return text.what
	}
	return fmt.Sprintf("problem %d", int(p))
}

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
	text := e.Problem.String()
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
