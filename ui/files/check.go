package files

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/ui/format"
)

// check looks at a file before it is sent: that it is there, is a file and can be
// read, has 1 to wire.FileLimit bytes, and is inside what its name says. The path
// may begin with ~; the File has the absolute one, and the format by the
// extension. Its Name is made safe to draw and to send.
func (d disk) check(path string) (flow.File, error) {
	if path == "" {
		return flow.File{}, refuse(path, "no file is named", "type a path, or choose from the list")
	}
	path, err := filepath.Abs(expand(path))
	if err != nil {
		return flow.File{}, because(path, err)
	}
	f, info, err := d.opened(path, isFile)
	if err != nil {
		return flow.File{}, err
	}
	defer func() { _ = f.Close() }() // nothing was written
	if err := checkSize(path, info.Size()); err != nil {
		return flow.File{}, err
	}
	head, err := firstBytes(f)
	if err != nil {
		return flow.File{}, because(path, err)
	}
	if err := checkContent(path, head); err != nil {
		return flow.File{}, err
	}
	name := filepath.Base(path)
	return flow.File{Path: path, Name: clean(name), Size: info.Size(), Format: byName(name)}, nil
}

// firstBytes reads as much as a format is recognised by, or the file if it is shorter.
func firstBytes(f fs.File) ([]byte, error) {
	head := make([]byte, sniffed)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	return head[:n], nil
}

func checkSize(path string, size int64) error {
	switch {
	case size == 0:
		return refuse(path, "it is empty", "choose a file that has something in it")
	case size > wire.FileLimit:
		return refuse(path, fmt.Sprintf("it is larger than %s (%s)", limit(), format.Size(size)),
			"choose a smaller one: fewer pages, or a picture with fewer pixels")
	}
	return nil
}

// checkContent holds what a file begins with against its extension.
func checkContent(path string, head []byte) error {
	said, is := byName(path), byContent(head)
	if said == wire.FormatJPG {
		said = wire.FormatJPEG
	}
	ending := shorten(clean(filepath.Ext(path)), nameMax)
	if ending == "" {
		ending = "no extension"
	}
	switch {
	case is == formatTIFF || is == "" && said == formatTIFF:
		return refuse(path, "it is a TIFF, which the API does not take though the docs name it",
			"save it as PDF, PNG or JPEG and choose that")
	case is == "" && said == "":
		return refuse(path, "it is not a PDF, PNG or JPEG", "choose another file, or save it as one of these")
	case is == "":
		return refuse(path, fmt.Sprintf("its name ends in %s, but its content is no %s", ending, said),
			"it may be damaged: save it again, or choose another file")
	case is != said:
		return refuse(path, fmt.Sprintf("its content is a %s, but its name ends in %s", is, ending),
			fmt.Sprintf("rename it so that it ends in %s, or choose another file", extension(is)))
	}
	return nil
}
