package report

import (
	"io"
	"path/filepath"
	"slices"
	"strings"
)

// format is one way to write a case.
type format struct {
	name string
	// endings are those of its files; the first one is what it is given.
	endings []string
	write   func(io.Writer, *story) error
	// packed says that it is made of parts that were checked before they were packed.
	packed bool
}

// formats are all of them, the ticket first.
var formats []format

func init() { // for zip looks at the table that it stands in
	formats = []format{
		{name: "markdown", endings: []string{".md", ".markdown"}, write: writeMarkdown},
		{name: "json", endings: []string{".json"}, write: writeJSON},
		{name: "har", endings: []string{".har"}, write: writeHAR},
		{name: "curl", endings: []string{".sh"}, write: writeCurl},
		{name: "hurl", endings: []string{".hurl"}, write: writeHurl},
		{name: "mermaid", endings: []string{".mmd"}, write: writeMermaid},
		{name: "html", endings: []string{".html", ".htm"}, write: writeHTML},
		{name: "cast", endings: []string{".cast"}, write: writeCast},
		{name: "svg", endings: []string{".svg"}, write: writeSVG},
		{name: "zip", endings: []string{".zip"}, write: writeZip, packed: true},
	}
}

// Formats are the names that Write takes.
func Formats() (names []string) {
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

// FormatOf gives the format of a file by its ending, and whether there is one.
func FormatOf(path string) (name string, ok bool) {
	for _, f := range formats {
		if slices.Contains(f.endings, strings.ToLower(filepath.Ext(path))) {
			return f.name, true
		}
	}
	return "", false
}

// Ending is what the name of a file in that format ends in, such as ".md"; "" for a
// format that is not known.
func Ending(name string) string {
	f, ok := find(name)
	if !ok {
		return ""
	}
	return f.endings[0]
}

// Binary says whether a format is not to be read in a terminal.
func Binary(name string) bool {
	f, _ := find(name)
	return f.packed
}

func find(name string) (format, bool) {
	for _, f := range formats {
		if f.name == name {
			return f, true
		}
	}
	return format{}, false
}
