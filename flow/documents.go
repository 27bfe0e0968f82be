package flow

import (
	"fmt"
	"maps"
	"slices"

	"winkterm/api/wire"
)

// filesMax is how many files of a type go into one upload; sides is what a type
// of several sides calls them, in order.
const filesMax = 4

var sides = map[string][]string{"COMPANY_ID": {"COMPANY_ID_FRONT", "COMPANY_ID_BACK"}}

// subtypes are those of the types that have one only.
var subtypes = map[string]string{"PAYSLIP": "PAYSLIP", "TAX_DOCUMENT": "TAX_PAYMENT"}

// CanUpload says whether documents may be uploaded in this session.
func (s State) CanUpload() bool { return s.Options.Widget.EnableUpload }

// Picked are the files of the type that was taken, in the order in which they go.
func (s State) Picked() []File { return s.Files[s.FileType.Type] }

// FilesMax is how many files an upload of the type that was taken may have.
func (s State) FilesMax() int {
	if n := len(sides[s.FileType.Type]); n > 0 {
		return n
	}
	return filesMax
}

// Sending says that files are being sent, or wait for a new token to be.
func (s State) Sending() bool {
	_, ok := s.Calls[Front].What.(CreateArchive)
	return ok
}

// documents goes to the document types, which are read once.
func (t *turn) documents() {
	switch {
	case !t.CanUpload():
	case len(t.FileTypes) > 0:
		t.advance(FileTypeList)
	default:
		t.Notice = Notice{}
		t.call(Front, LoadFileTypes{})
	}
}

func (t *turn) fileTypesLoaded(r FileTypesLoaded) {
	if len(r.FileTypes) == 0 {
		t.refused("the host offers no document types")
		return
	}
	t.FileTypes = r.FileTypes
	t.advance(FileTypeList)
}

// stepFileTypeList takes a type, or opens what was uploaded already.
func stepFileTypeList(t *turn, i Intent) {
	switch i := i.(type) {
	case FileTypeTaken:
		t.takeFileType(i.Type.Type)
	case ArchiveWanted:
		if _, ok := t.Archive(i.ID); ok {
			t.openArchive(i.ID)
		}
	}
}

func (t *turn) takeFileType(name string) {
	for _, f := range t.FileTypes {
		if f.Type != name {
			continue
		}
		if !f.Active || !f.Enabled {
			t.refused(f.TypeLabel + " cannot be uploaded at present")
			return
		}
		t.FileType = f
		t.advance(FileType)
		return
	}
}

// stepFileType changes what is to be sent, sends it, or stops sending.
func stepFileType(t *turn, i Intent) {
	switch i := i.(type) {
	case FileAdded:
		t.addFile(i.File)
	case FileRemoved:
		if i.Place >= 0 && i.Place < len(t.Picked()) {
			t.Notice = Notice{}
			t.pick(slices.Delete(slices.Clone(t.Picked()), i.Place, i.Place+1))
		}
	case Submitted:
		t.send()
	case UploadStopped:
		if t.Sending() {
			t.drop(Front)
			t.Notice = Notice{Level: Info, Text: "stopped; the files are still here"}
		}
	}
}

func (t *turn) addFile(f File) {
	if why := t.unfit(f); why != "" {
		t.Notice = Notice{Level: Error, Text: why}
		return
	}
	t.Notice = Notice{}
	t.pick(append(slices.Clone(t.Picked()), f))
}

// unfit says why a file cannot be added, nothing when it can.
func (t *turn) unfit(f File) string {
	same := func(other File) bool { return other.Path == f.Path && other.Sample == f.Sample }
	switch {
	case f.Size > wire.FileLimit:
		return fmt.Sprintf("%s is larger than %d MB, which is the most", f.Name, wire.FileLimit>>20)
	case f.Size <= 0:
		return f.Name + " is empty"
	case !taken(f.Format):
		return f.Name + " is neither PDF nor PNG nor JPEG"
	case slices.ContainsFunc(t.Picked(), same):
		return f.Name + " is there already"
	case len(t.Picked()) >= t.FilesMax():
		return fmt.Sprintf("at most %d files: take one out first", t.FilesMax())
	}
	return ""
}

// taken says whether hosts take a format.
func taken(f wire.FileFormat) bool {
	switch f {
	case wire.FormatPDF, wire.FormatPNG, wire.FormatJPG, wire.FormatJPEG:
		return true
	}
	return false
}

// pick makes the files those of the type that was taken; their places say what
// they show.
func (t *turn) pick(files []File) {
	name := t.FileType.Type
	for i := range files {
		files[i].Subtype = subtypes[name]
		if i < len(sides[name]) {
			files[i].Subtype = sides[name][i]
		}
	}
	t.Files = maps.Clone(t.Files)
	if t.Files == nil {
		t.Files = map[string][]File{}
	}
	t.Files[name] = files
	if len(files) == 0 {
		delete(t.Files, name)
	}
}

func (t *turn) send() {
	if len(t.Picked()) == 0 {
		t.Notice = Notice{Level: Warning, Text: "add a file first"}
		return
	}
	t.Notice = Notice{}
	t.call(Front, CreateArchive{UserID: t.UserID, FileType: t.FileType.Type, Files: t.Picked()})
}
