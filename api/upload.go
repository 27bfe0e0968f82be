package api

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"winkterm/api/wire"
)

// Upload is what becomes one archive. Its files are read while they are sent, so
// their size costs no memory.
type Upload struct {
	// UserID owns the archive. Empty makes a new user in the Open API, and is
	// the session's user in the Link contract.
	UserID string
	// FileType is one of GET /fileTypes, nil to let the host classify.
	FileType *string
	// Files are sent in this order; there must be one at least.
	Files []UploadFile
}

// UploadFile is one file of an Upload. The client never touches a file system:
// it reads what Open gives.
type UploadFile struct {
	// Name is what the host gets; empty leaves it to the host. Its path, if
	// it has one, is sent as well: give the last part alone.
	Name string
	// Subtype is for instance COMPANY_ID_FRONT; empty sends none.
	Subtype string
	Format  wire.FileFormat
	// Size is the content's length in bytes, 1 to wire.FileLimit. Content that
	// turns out to be shorter or longer is never sent as a whole.
	Size int64
	// Open gives the content from its beginning. It is called once for each
	// time that the upload is sent, on the goroutine that sends, and what it
	// gives is closed there. A change that leaves the size as it was is for
	// Open to notice: let it fail, or the reader.
	Open func() (io.ReadCloser, error)
}

// Progress is called with the bytes of a request's body: how many were handed to the
// connection, of how many. It begins with 0 and ends with total, and begins with
// 0 again when the upload is sent again. The files are in base64, so total is
// about 4/3 of their size. It is called on the goroutine that sends, never after
// the call has returned, and must be quick and never wait.
type Progress func(sent, total int64)

// content is an Upload ready to be sent, as often as need be: pieces of JSON
// with a file between each two of them.
type content struct {
	pieces   []string
	files    []UploadFile
	size     int64
	progress Progress
}

// emptyFile is where a file's base64 belongs in the JSON. Within a string the
// quotes would be escaped, so it is found nowhere else.
const emptyFile = `"fileContent":"`

func newContent(u Upload, progress Progress) (*content, error) {
	if err := checkUpload(u); err != nil {
		return nil, err
	}
	body := wire.ArchiveRequest{UserID: u.UserID, FileType: u.FileType}
	for _, f := range u.Files {
		body.RawFiles = append(body.RawFiles, wire.FileObject{
			FileExtensionType: f.Format, FileSubtype: f.Subtype, FileName: f.Name,
		})
	}
	text, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	c := &content{
		pieces: strings.SplitAfter(string(text), emptyFile), files: u.Files,
		size: int64(len(text)), progress: progress,
	}
	for _, f := range u.Files {
		c.size += int64(base64.StdEncoding.EncodedLen(int(f.Size)))
	}
	return c, nil
}

func checkUpload(u Upload) error {
	if len(u.Files) == 0 {
		return errors.New("there is no file in the upload")
	}
	for i, f := range u.Files {
		switch {
		case f.Size > wire.FileLimit:
			return &FileError{Index: i, Name: f.Name, Problem: FileTooLarge}
		case f.Size <= 0:
			return &FileError{Index: i, Name: f.Name, Problem: FileEmpty}
		case f.Open == nil:
			return &FileError{Index: i, Name: f.Name, Problem: FileUnreadable, cause: errors.New("there is no way to open it")}
		}
	}
	return nil
}

// shown is the body as an observer may keep it, with a note for each file.
func (c *content) shown() []byte {
	var b strings.Builder
	for i, piece := range c.pieces {
		b.WriteString(piece)
		if i < len(c.files) {
			_, _ = fmt.Fprintf(&b, "<base64 of %d bytes>", c.files[i].Size)
		}
	}
	return []byte(b.String())
}

// chunk is how much of the body's base64 is in memory at a time, in bytes.
const chunk = 32 << 10

// writeTo writes the body as it is sent. Each file is open while it is read;
// behind one that fails, nothing is written. The error is a *FileError or w's.
func (c *content) writeTo(w io.Writer) error {
	buffered := bufio.NewWriterSize(w, chunk)
	for i, f := range c.files {
		if _, err := buffered.WriteString(c.pieces[i]); err != nil {
			return err
		}
		if problem, err := f.writeTo(buffered); problem != "" {
			return &FileError{Index: i, Name: f.Name, Problem: problem, cause: err}
		}
	}
	if _, err := buffered.WriteString(c.pieces[len(c.files)]); err != nil {
		return err
	}
	return buffered.Flush()
}

// writeTo writes the file in base64. The problem is empty when the file is as it was
// said to be; w then fails again at the next Write if it has failed.
func (f UploadFile) writeTo(w *bufio.Writer) (FileProblem, error) {
	source, err := f.Open()
	if err != nil {
		return FileUnreadable, err
	}
	// What closing a file says that was only read changes nothing.
	defer func() { _ = source.Close() }()
	encoder := base64.NewEncoder(base64.StdEncoding, w)
	_, err = io.CopyN(encoder, source, f.Size)
	switch failed := w.Flush(); {
	case failed != nil:
		return "", failed
	case errors.Is(err, io.EOF):
		return FileChanged, errors.New("it is shorter than before")
	case err != nil:
		return FileUnreadable, err
	}
	if n, err := io.ReadFull(source, make([]byte, 1)); n > 0 {
		return FileChanged, errors.New("it is longer than before")
	} else if !errors.Is(err, io.EOF) {
		return FileUnreadable, err
	}
	return "", encoder.Close()
}
