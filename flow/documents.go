package flow

import (
	"fmt"
	"slices"

	"winkterm/api/wire"
)

// filesMax is how many files of a type go into one upload; sides is what a type
// of several sides calls them, in order.
const filesMax = 4

var sides = map[string][]string{"COMPANY_ID": {"COMPANY_ID_FRONT", "COMPANY_ID_BACK"}}

// subtypes are those of the types that have one only.
var subtypes = map[string]string{"PAYSLIP": "PAYSLIP", "TAX_DOCUMENT": "TAX_PAYMENT"}

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

// Archive gives the archive of that id as last seen.
func (d Documents) Archive(id string) (wire.Archive, bool) {
	return find(d.Archives, func(a wire.Archive) bool { return a.ID == id })
}

// Current gives the archive that the page is about, zero when there is none.
func (d Documents) Current() wire.Archive {
	a, _ := d.Archive(d.ArchiveID)
	return a
}

// Analysing says that the page's archive is still being looked into: a status
// that is not known ends nothing.
func (d Documents) Analysing() bool { return archiveRank(string(d.Current().State.Status)) == 0 }

// Picked are the files of the type that was chosen, in the order in which they go.
func (d Documents) Picked() []File { return d.Files[d.Type.Type] }

// FilesMax is how many files an upload of the type that was chosen may have.
func (d Documents) FilesMax() int {
	if n := len(sides[d.Type.Type]); n > 0 {
		return n
	}
	return filesMax
}

// rejects says why a file cannot be added, nothing when it can.
func (d Documents) rejects(f File) string {
	same := func(other File) bool { return other.Path == f.Path && other.Sample == f.Sample }
	formats := []wire.FileFormat{wire.FormatPDF, wire.FormatPNG, wire.FormatJPG, wire.FormatJPEG}
	switch {
	case f.Size > wire.FileLimit:
		return fmt.Sprintf("%s is larger than %d MB, which is the most", f.Name, wire.FileLimit>>20)
	case f.Size <= 0:
		return f.Name + " is empty"
	case !slices.Contains(formats, f.Format):
		return f.Name + " is neither PDF nor PNG nor JPEG"
	case slices.ContainsFunc(d.Picked(), same):
		return f.Name + " is there already"
	case len(d.Picked()) >= d.FilesMax():
		return fmt.Sprintf("at most %d files: take one out first", d.FilesMax())
	}
	return ""
}

// pick makes the files those of the type that was chosen; their order says what
// they show. The list is the caller's no more.
func (d *Documents) pick(files []File) {
	name := d.Type.Type
	for i := range files {
		files[i].Subtype = subtypes[name]
		if i < len(sides[name]) {
			files[i].Subtype = sides[name][i]
		}
	}
	d.Files = with(d.Files, name, files)
	if len(files) == 0 {
		delete(d.Files, name)
	}
}

// uploading is the way of documents from the choice of their type to the archive.
type uploading part

// open goes to the document types, which are read once.
func (u uploading) open(UploadWanted) {
	switch {
	case !u.Options.CanUpload():
		u.refuse("the options offer no upload of documents")
	case len(u.Documents.Types) > 0:
		u.advance(FileTypeList)
	default:
		u.Notice = Notice{}
		u.call(SlotUser, LoadFileTypes{})
	}
}

func (u uploading) typesLoaded(loaded FileTypesLoaded) {
	if u.Page == Start {
		resuming(u).archive(loaded.FileTypes)
		return
	}
	if len(loaded.FileTypes) == 0 {
		u.unavailable("the host offers no document types")
		return
	}
	u.Documents.Types = loaded.FileTypes
	u.advance(FileTypeList)
}

func (u uploading) chooseType(i FileTypeChosen) {
	chosen, ok := find(u.Documents.Types, func(f wire.FileType) bool { return f.Type == i.Type.Type })
	switch {
	case !ok:
		u.refuse("there is no such document type")
	case !chosen.Active || !chosen.Enabled:
		u.unavailable(chosen.TypeLabel + " cannot be uploaded at present")
	default:
		u.Documents.Type = chosen
		u.advance(FileType)
	}
}

func (u uploading) add(i FileAdded) {
	if why := u.Documents.rejects(i.File); why != "" {
		u.notify(Error, why)
		return
	}
	u.Notice = Notice{}
	u.Documents.pick(append(slices.Clone(u.Documents.Picked()), i.File))
}

func (u uploading) remove(i FileRemoved) {
	picked := slices.Clone(u.Documents.Picked())
	if i.Index < 0 || i.Index >= len(picked) {
		u.refuse("there is no such file")
		return
	}
	u.Notice = Notice{}
	u.Documents.pick(slices.Delete(picked, i.Index, i.Index+1))
}

func (u uploading) send(Submitted) {
	picked := u.Documents.Picked()
	if len(picked) == 0 {
		u.notify(Warning, "add a file first")
		return
	}
	u.Notice = Notice{}
	u.call(SlotUser, CreateArchive{UserID: u.Session.UserID, FileType: u.Documents.Type.Type, Files: picked})
}

// stop stops sending.
func (u uploading) stop(UploadStopped) {
	u.require(u.Calls.Sending(), "nothing is being sent")
	u.drop(SlotUser)
	u.Notice = Notice{Level: Info, Text: "stopped; the files are still here"}
}
