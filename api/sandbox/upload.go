package sandbox

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

	"winkterm/api/wire"
)

const (
	// maxFiles is how many files one archive may have. The bound is the
	// sandbox's own; the specification names none.
	maxFiles = 10
	// maxUpload bounds the body of an upload: so many of the largest files in
	// base64, and all else that a body may have.
	maxUpload = maxFiles*((wire.FileLimit+2)/3*4) + maxBody
	// uploadTime is how long an upload may take on a slow line.
	uploadTime = 10 * time.Minute
)

// readUpload reads the body of an upload into v. The content of the files is
// looked at as it comes in and not kept, so the size of the files costs no memory.
func readUpload(c *call, v any) (contents []content, err error) {
	if !isJSON(c.r) {
		return nil, unsupportedType()
	}
	if c.r.ContentLength > maxUpload { // no need to hear all of it first
		return nil, bodyFault(&http.MaxBytesError{Limit: maxUpload})
	}
	c.takeTime(uploadTime)
	p := peeler{in: bufio.NewReaderSize(http.MaxBytesReader(c.w, c.r.Body, maxUpload), 32<<10)}
	if err := p.run(); err != nil {
		return nil, bodyFault(err)
	}
	if p.rest.Len() == 0 {
		return nil, invalid("body", "is wanted")
	}
	return p.contents, unmarshal(p.rest.Bytes(), v)
}

// takeTime moves the deadlines of the connection. They are of the real time,
// whatever the sandbox's clock says; a server without deadlines needs nothing.
func (c *call) takeTime(d time.Duration) {
	end := systemClock{}.Now().Add(d)
	rc := http.NewResponseController(c.w)
	_ = rc.SetReadDeadline(end)
	_ = rc.SetWriteDeadline(end)
}

// peeler copies a JSON body but for the contents of files, which it digests on
// the way. In their place stands the number of the content, which the request
// is then matched up by. It knows strings and colons only: whether the body is
// JSON at all is seen when the rest of it is parsed.
type peeler struct {
	in       *bufio.Reader
	rest     bytes.Buffer
	contents []content
	// key is the string that was just copied, content says that it named a
	// file's content, whose value is due.
	key     []byte
	content bool
}

var (
	errManyFiles = errors.New("too many files")
	errLongRest  = errors.New("the body without its files is too long")
)

func (p *peeler) run() error {
	for p.rest.Len() <= maxBody {
		b, err := p.in.ReadByte()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := p.step(b); err != nil {
			return err
		}
	}
	return errLongRest
}

func (p *peeler) step(b byte) error {
	switch b {
	case ' ', '\t', '\r', '\n':
	case '"':
		if p.content {
			p.content = false
			return p.peel()
		}
		return p.copyString()
	default:
		p.content = b == ':' && namesContent(p.key)
		p.key = nil
	}
	return p.rest.WriteByte(b)
}

// namesContent says whether a JSON string is the key of a file's content, in any
// case and with any escapes, as the parser of the rest reads it.
func namesContent(key []byte) bool {
	var name string
	return len(key) > 0 && json.Unmarshal(key, &name) == nil && strings.EqualFold(name, "fileContent")
}

// copyString copies a string whose opening quote was read.
func (p *peeler) copyString() error {
	start := p.rest.Len()
	p.rest.WriteByte('"')
	for escaped := false; p.rest.Len() <= maxBody; {
		b, err := p.in.ReadByte()
		if err != nil {
			return io.ErrUnexpectedEOF
		}
		p.rest.WriteByte(b)
		if b == '"' && !escaped {
			p.key = p.rest.Bytes()[start:]
			return nil
		}
		escaped = b == '\\' && !escaped
	}
	return errLongRest
}

// peel digests the content whose opening quote was read.
func (p *peeler) peel() error {
	if len(p.contents) == maxFiles {
		return errManyFiles
	}
	c, err := readContent(p.in)
	if err != nil {
		return err
	}
	p.rest.WriteString(strconv.Quote(strconv.Itoa(len(p.contents))))
	p.contents = append(p.contents, c)
	return nil
}

// bodyFault says what is wrong with a body that could not be read.
func bodyFault(err error) error {
	if tooLarge, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return invalid("body", "is larger than %d bytes", tooLarge.Limit)
	}
	switch {
	case errors.Is(err, errManyFiles):
		return invalid("rawFiles", "at most %d files", maxFiles)
	case errors.Is(err, errLongRest):
		return invalid("body", "is larger than %d bytes beside its files", maxBody)
	case errors.Is(err, errNoString):
		return invalid("body", "is not the JSON object that is wanted")
	}
	return invalid("body", "broke off")
}

// lookUp gives the content that stands for a file, by the number that the
// peeler left in its place; false when the file came without.
func lookUp(contents []content, f wire.FileObject) (content, bool) {
	i, err := strconv.Atoi(f.FileContent)
	if err != nil || i >= len(contents) {
		return content{}, false
	}
	return contents[i], true
}
