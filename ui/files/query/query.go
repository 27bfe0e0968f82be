// Package query is what a page asks about the user's disk, and what is found there:
// plain data, so that a screen can ask without being able to touch the disk. ui/files
// answers. It must not do anything.
package query

import (
	"image/color"

	"winkterm/api/wire"
	"winkterm/flow"
)

// Query is a question about the disk. The app finds the answer beside the screen
// and gives it to the page that asked, while that page shows.
type Query struct {
	// ID is the page's number of the question; the answer carries it.
	ID   int
	What Question
}

// Question is what a page can ask about the disk.
//
//sumtype:decl
type Question interface{ question() }

type (
	// List asks what is in a directory, "" for the one where the program was
	// started; names that begin with a dot only if Hidden. Listed answers.
	List struct {
		Dir    string
		Hidden bool
	}
	// Check asks whether a file can be uploaded. Checked answers, or Listed where
	// the path is a directory.
	Check struct {
		Path   string
		Hidden bool
	}
	// Paste asks which files a pasted or dragged text names. Checked answers.
	Paste struct{ Text string }
	// Complete asks how a path that was begun goes on. Completed answers.
	Complete struct{ Text string }
	// Picture asks for a small picture of a file, in cells. Pictured answers.
	Picture struct {
		File          flow.File
		Width, Height int
	}
)

func (List) question()     {}
func (Check) question()    {}
func (Paste) question()    {}
func (Complete) question() {}
func (Picture) question()  {}

// Answer is the answer to a Query.
type Answer struct {
	ID   int
	What Result
}

// Result is what a query of the disk found.
//
//sumtype:decl
type Result interface{ result() }

type (
	// Listed is a directory, and the samples that are always there.
	Listed struct {
		Dir     string
		Entries []Entry
		// Truncated says that there are more entries than these.
		Truncated bool
		Samples   []flow.File
		Err       error
	}
	// Checked is what became of each path. Text is what was pasted.
	Checked struct {
		Text  string
		Found []Found
	}
	// Completed is the path as far as it is certain, and how it may go on.
	Completed struct {
		Text       string
		Candidates []string
	}
	// Pictured is the picture in rows, nil where there is none.
	Pictured struct{ Rows [][]Cell }
)

func (Listed) result()    {}
func (Checked) result()   {}
func (Completed) result() {}
func (Pictured) result()  {}

// Entry is one name of a directory.
type Entry struct {
	Name   string
	Dir    bool
	Size   int64 // bytes
	Format wire.FileFormat
	// Reason says why it cannot be uploaded, empty when it can.
	Reason string
}

// Found is a path with the file there, or why it cannot be uploaded.
type Found struct {
	Path string
	File flow.File
	Err  error
}

// Cell is one cell of a picture: the colours of its upper and its lower half.
type Cell = [2]color.RGBA
