package flow

import "winkterm/api/wire"

// File is a file that was picked and checked. Its content stays where it is: who
// sends it opens it by its path.
type File struct {
	// Path is where the file is, or the name of a sample when Sample is set.
	Path, Name string
	Sample     bool
	Size       int64 // bytes
	Format     wire.FileFormat
	// Subtype tells the sides of a document apart, such as COMPANY_ID_FRONT; empty
	// where the type has one side.
	Subtype string
}

// Progress is how much of an upload was sent, in bytes; the zero value is nothing
// under way.
type Progress struct{ Sent, Total int64 }
