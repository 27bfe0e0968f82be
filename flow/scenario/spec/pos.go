package spec

import "fmt"

// Pos is a place in a file. Line and Column count from 1; Line 0 is nowhere.
type Pos struct {
	File         string
	Line, Column int
}

// String is FILE:LINE:COLUMN, as editors and compilers have it.
func (p Pos) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Error is a mistake in a file, at its place.
type Error struct {
	Pos  Pos
	Text string
}

func (e *Error) Error() string { return e.Pos.String() + ": " + e.Text }
