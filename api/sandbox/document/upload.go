package document

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

const (
	// maxFiles is how many files one archive may have. The bound is the
	// sandbox's own; the specification names none.
	maxFiles = 10
	// maxUpload bounds the body of an upload: so many of the largest files in
	// base64, and all else that a body may have.
	maxUpload = maxFiles*((wire.FileLimit+2)/3*4) + web.MaxBody
	// uploadTime is how long an upload may take on a slow line.
	uploadTime = 10 * time.Minute
)

// readUpload reads the body of an upload into v. The content of the files is
// looked at as it comes in and not kept, so the size of the files costs no memory.
func readUpload(c *web.Call, v any) (contents []content, err error) {
	if err := c.WantJSON(); err != nil {
		return nil, err
	}
	if c.R.ContentLength > maxUpload { // no need to hear all of it first
		return nil, refuseBody(&http.MaxBytesError{Limit: maxUpload})
	}
	c.Extend(uploadTime)
	r := bodyReader{in: bufio.NewReaderSize(http.MaxBytesReader(c.W, c.R.Body, maxUpload), 32<<10)}
	if err := r.run(); err != nil {
		return nil, refuseBody(err)
	}
	if r.rest.Len() == 0 {
		return nil, web.Invalid("body", "is wanted")
	}
	return r.contents, c.Unmarshal(r.rest.Bytes(), v)
}

// bodyReader copies a JSON body but for the contents of files, which it digests on
// the way. In their place stands the number of the content, which the request
// is then matched up by. It knows strings and colons only: whether the body is
// JSON at all is seen when the rest of it is parsed.
type bodyReader struct {
	in       *bufio.Reader
	rest     bytes.Buffer
	contents []content
	// key is the string that was just copied, content says that it named a
	// file's content, whose value is due.
	key     []byte
	content bool
}

// Why a body is refused before all of it was read.
var (
	errManyFiles = web.Invalid("rawFiles", "at most %d files", maxFiles)
	errLongRest  = web.Invalid("body", "is larger than %d bytes beside its files", web.MaxBody)
	errNoString  = web.Invalid("body", "is not the JSON object that is wanted")
)

func (r *bodyReader) run() error {
	for r.rest.Len() <= web.MaxBody {
		b, err := r.in.ReadByte()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := r.step(b); err != nil {
			return err
		}
	}
	return errLongRest
}

func (r *bodyReader) step(b byte) error {
	switch b {
	case ' ', '\t', '\r', '\n':
	case '"':
		if r.content {
			r.content = false
			return r.readFile()
		}
		return r.copyString()
	default:
		r.content = b == ':' && namesContent(r.key)
		r.key = nil
	}
	return r.rest.WriteByte(b)
}

// namesContent says whether a JSON string is the key of a file's content, in any
// case and with any escapes, as the parser of the rest reads it.
func namesContent(key []byte) bool {
	var name string
	return len(key) > 0 && json.Unmarshal(key, &name) == nil && strings.EqualFold(name, "fileContent")
}

// copyString copies a string whose opening quote was read.
func (r *bodyReader) copyString() error {
	start := r.rest.Len()
	r.rest.WriteByte('"')
	for escaped := false; r.rest.Len() <= web.MaxBody; {
		b, err := r.in.ReadByte()
		if err != nil {
			return io.ErrUnexpectedEOF
		}
		r.rest.WriteByte(b)
		if b == '"' && !escaped {
			r.key = r.rest.Bytes()[start:]
			return nil
		}
		escaped = b == '\\' && !escaped
	}
	return errLongRest
}

// readFile digests the content whose opening quote was read.
func (r *bodyReader) readFile() error {
	if len(r.contents) == maxFiles {
		return errManyFiles
	}
	c, err := readContent(r.in)
	if err != nil {
		return err
	}
	r.rest.WriteString(strconv.Quote(strconv.Itoa(len(r.contents))))
	r.contents = append(r.contents, c)
	return nil
}

// refuseBody says what is wrong with a body that could not be read.
func refuseBody(err error) error {
	if tooLarge, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return web.Invalid("body", "is larger than %d bytes", tooLarge.Limit)
	}
	if no, ok := errors.AsType[*web.Refused](err); ok {
		return no
	}
	return web.Invalid("body", "broke off")
}

// lookUp returns the content that stands for a file, by the number that the
// bodyReader left in its place; false when the file came without.
func lookUp(contents []content, f wire.FileObject) (content, bool) {
	i, err := strconv.Atoi(f.FileContent)
	if err != nil || i >= len(contents) {
		return content{}, false
	}
	return contents[i], true
}
