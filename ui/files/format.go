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

// byExtension has the formats by the extension in small letters.
var byExtension = map[string]wire.FileFormat{
	".pdf": wire.FormatPDF, ".png": wire.FormatPNG, ".jpg": wire.FormatJPG, ".jpeg": wire.FormatJPEG,
	".tif": formatTIFF, ".tiff": formatTIFF,
}

// byName gives a format by the extension, empty for another one.
func byName(name string) wire.FileFormat { return byExtension[strings.ToLower(filepath.Ext(name))] }

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
