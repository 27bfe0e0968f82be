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

// Documents is what is uploaded, or was.
type Documents struct {
	// Types are the document types, Type the one chosen.
	Types []wire.FileType
	Type  wire.FileType
	// Files are what was picked, by document type, so that going back loses nothing.
	Files map[string][]File
	// ArchiveID is the archive that the page is about; Archives are all that are
	// known of this user, oldest first.
	ArchiveID string
	Archives  []wire.Archive
}

// Picked are the files of the type that was taken, in the order in which they go.
func (d Documents) Picked() []File { return d.Files[d.Type.Type] }

// FilesMax is how many files an upload of the type that was taken may have.
func (d Documents) FilesMax() int {
	if n := len(sides[d.Type.Type]); n > 0 {
		return n
	}
	return filesMax
}

// documents goes to the document types, which are read once.
func (t *turn) documents() {
	switch {
	case !t.Options.CanUpload():
		t.refuse("the options offer no upload of documents")
	case len(t.Documents.Types) > 0:
		t.advance(FileTypeList)
	default:
		t.Notice = Notice{}
		t.call(SlotUser, LoadFileTypes{})
	}
}

func (t *turn) fileTypesLoaded(r FileTypesLoaded) {
	if len(r.FileTypes) == 0 {
		t.refused("the host offers no document types")
		return
	}
	t.Documents.Types = r.FileTypes
	t.advance(FileTypeList)
}

// stepFileTypeList takes a type, or opens what was uploaded already.
func stepFileTypeList(t *turn, i Intent) {
	switch i := i.(type) {
	case FileTypeChosen:
		t.takeFileType(i.Type.Type)
	case ArchiveWanted:
		t.openKnownArchive(i.ID)
	default:
		t.notOffered(i)
	}
}

func (t *turn) takeFileType(name string) {
	for _, f := range t.Documents.Types {
		if f.Type != name {
			continue
		}
		if !f.Active || !f.Enabled {
			t.refused(f.TypeLabel + " cannot be uploaded at present")
			return
		}
		t.Documents.Type = f
		t.advance(FileType)
		return
	}
	t.refuse("there is no such document type")
}

// stepFileType changes what is to be sent, sends it, or stops sending.
func stepFileType(t *turn, i Intent) {
	switch i := i.(type) {
	case FileAdded:
		t.addFile(i.File)
	case FileRemoved:
		if i.Index < 0 || i.Index >= len(t.Documents.Picked()) {
			t.refuse("there is no such file")
			return
		}
		t.Notice = Notice{}
		t.pick(slices.Delete(slices.Clone(t.Documents.Picked()), i.Index, i.Index+1))
	case Submitted:
		t.send()
	case UploadStopped:
		if !t.Calls.Sending() {
			t.refuse("nothing is being sent")
			return
		}
		t.drop(SlotUser)
		t.Notice = Notice{Level: Info, Text: "stopped; the files are still here"}
	default:
		t.notOffered(i)
	}
}

func (t *turn) addFile(f File) {
	if why := t.unfit(f); why != "" {
		t.notify(Error, why)
		return
	}
	t.Notice = Notice{}
	t.pick(append(slices.Clone(t.Documents.Picked()), f))
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
	case slices.ContainsFunc(t.Documents.Picked(), same):
		return f.Name + " is there already"
	case len(t.Documents.Picked()) >= t.Documents.FilesMax():
		return fmt.Sprintf("at most %d files: take one out first", t.Documents.FilesMax())
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
	name := t.Documents.Type.Type
	for i := range files {
		files[i].Subtype = subtypes[name]
		if i < len(sides[name]) {
			files[i].Subtype = sides[name][i]
		}
	}
	t.Documents.Files = maps.Clone(t.Documents.Files)
	if t.Documents.Files == nil {
		t.Documents.Files = map[string][]File{}
	}
	t.Documents.Files[name] = files
	if len(files) == 0 {
		delete(t.Documents.Files, name)
	}
}

func (t *turn) send() {
	if len(t.Documents.Picked()) == 0 {
		t.notify(Warning, "add a file first")
		return
	}
	t.Notice = Notice{}
	t.call(SlotUser, CreateArchive{UserID: t.Session.UserID, FileType: t.Documents.Type.Type, Files: t.Documents.Picked()})
}
