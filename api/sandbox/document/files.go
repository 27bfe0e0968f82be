package document

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
	"winkterm/assets"
)

// maxName bounds a file's name, in bytes.
const maxName = 1000

// file is one file of an upload that passed all checks.
type file struct {
	name, subtype string
	format        wire.FileFormat
	content       content
}

// checkType finds the file type that an upload names; with none named it is
// empty. What the widget does not offer cannot be uploaded by way of it.
func checkType(name *string, widget bool) (assets.FileType, error) {
	if name == nil {
		return assets.FileType{}, nil
	}
	t, ok := findFileType(*name)
	if !ok || widget && !t.Widget {
		return t, web.Invalid("fileType", "must be one of GET /fileTypes, or null to have it classified")
	}
	if !t.Enabled {
		return t, web.Forbidden("fileType: this file type is not enabled for the tenant")
	}
	return t, nil
}

// checkFiles holds each file against the type, its own format and the limits.
func checkFiles(req wire.ArchiveRequest, contents []content, t assets.FileType) ([]file, error) {
	switch n := len(req.RawFiles); {
	case n == 0:
		return nil, web.Invalid("rawFiles", "at least one file is wanted")
	case n > maxFiles:
		return nil, errManyFiles
	}
	files := make([]file, len(req.RawFiles))
	for i, raw := range req.RawFiles {
		var err error
		if files[i], err = readFile(fmt.Sprintf("rawFiles[%d].", i), raw, contents, t); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// readFile checks one file; field is what stands before the names of its fields.
func readFile(field string, raw wire.FileObject, contents []content, t assets.FileType) (file, error) {
	f := file{name: cmp.Or(raw.FileName, t.Type, otherDocument), subtype: raw.FileSubtype, format: raw.FileExtensionType}
	if err := checkFile(field, f, t); err != nil {
		return f, err
	}
	c, sent := lookUp(contents, raw)
	if !sent {
		return f, web.Invalid(field+"fileContent", "is wanted")
	}
	f.content = c
	return f, checkContent(field+"fileContent", c, f.format)
}

// checkFile checks what is said about a file.
func checkFile(field string, f file, t assets.FileType) error {
	switch f.format {
	case wire.FormatPDF, wire.FormatPNG, wire.FormatJPG, wire.FormatJPEG:
	case formatTIFF:
		return web.Invalid(field+"fileExtensionType", "TIFF is named by the documentation, but the API takes PDF, PNG, JPG and JPEG alone")
	default:
		return web.Invalid(field+"fileExtensionType", "must be PDF, PNG, JPG or JPEG")
	}
	if len(f.name) > maxName {
		return web.Invalid(field+"fileName", "is longer than %d bytes", maxName)
	}
	if allowed := subtypes(t); f.subtype != "" && !slices.Contains(allowed, f.subtype) {
		return web.Invalid(field+"fileSubtype", "must be null or one that fits the fileType: %s", cmp.Or(strings.Join(allowed, ", "), "it has none"))
	}
	return nil
}

// subtypes are those of a file type, or of all when the type is not known yet.
func subtypes(t assets.FileType) []string {
	var list []string
	for _, f := range assets.FileTypes() {
		for _, sub := range f.Subtypes {
			if t.Type == "" || t.Type == f.Type {
				list = append(list, sub.ID)
			}
		}
	}
	return list
}

// checkContent checks what was sent of a file, and that it is what the
// extension says.
func checkContent(field string, c content, want wire.FileFormat) error {
	if want == wire.FormatJPG {
		want = wire.FormatJPEG
	}
	switch {
	case c.size > wire.FileLimit:
		return web.Invalid(field, "the file is larger than %d MB", wire.FileLimit>>20)
	case c.broken:
		return web.Invalid(field, "is not base64")
	case c.size == 0:
		return web.Invalid(field, "the file is empty")
	case c.format == formatTIFF:
		return web.Invalid(field, "the file is a TIFF, but the API takes PDF, PNG, JPG and JPEG alone")
	case c.format == "":
		return web.Invalid(field, "the file is neither PDF nor PNG nor JPEG, whatever its fileExtensionType says")
	case c.format != want:
		return web.Invalid(field, "the file is a %s, which its fileExtensionType does not say", c.format)
	}
	return nil
}
