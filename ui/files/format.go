package files

import (
	"path/filepath"
	"strings"

	"github.com/gabriel-vasile/mimetype"

	"winkterm/api/wire"
)

// formatTIFF is recognised to say why it is refused: Smile's documentation names
// it, the enumeration of the API does not.
const formatTIFF wire.FileFormat = "TIFF"

// sniffed is how many bytes a file is recognised by. A PDF may begin anywhere in them.
const sniffed = 1024

// byName gives a format by the extension, empty for another one.
func byName(name string) wire.FileFormat {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".pdf":
		return wire.FormatPDF
	case ".png":
		return wire.FormatPNG
	case ".jpg":
		return wire.FormatJPG
	case ".jpeg":
		return wire.FormatJPEG
	case ".tif", ".tiff":
		return formatTIFF
	}
	return ""
}

// byContent gives a format by the first bytes of a file, empty for another one.
// A JPEG is always FormatJPEG.
func byContent(head []byte) wire.FileFormat {
	switch is := mimetype.Detect(head[:min(len(head), sniffed)]); {
	case is.Is("application/pdf"):
		return wire.FormatPDF
	case is.Is("image/png"), is.Is("image/apng"):
		return wire.FormatPNG
	case is.Is("image/jpeg"):
		return wire.FormatJPEG
	case is.Is("image/tiff"):
		return formatTIFF
	}
	return ""
}

// extension is what a file of a format is called.
func extension(f wire.FileFormat) string { return "." + strings.ToLower(string(f)) }

// unsuited says why a file of that name and size cannot be taken, empty when
// nothing speaks against it so far. Listing and checking share it.
func unsuited(name string, size int64) string {
	switch f := byName(name); {
	case f == formatTIFF:
		return "TIFF: the API does not take it though the docs name it"
	case f == "":
		return "not a PDF, PNG or JPEG"
	case size == 0:
		return "empty"
	case size > wire.FileLimit:
		return "larger than " + limit()
	}
	return ""
}
