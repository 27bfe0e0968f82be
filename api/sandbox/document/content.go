package document

import (
	"bufio"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"

	"github.com/gabriel-vasile/mimetype"

	"winkterm/api/wire"
)

// content is what is kept of a file: no more than what it is recognised by.
type content struct {
	size   int64 // bytes, FileLimit+1 for anything larger
	sum    [sha256.Size]byte
	format wire.FileFormat // by its first bytes, empty for what is not known
	broken bool            // it is not base64
}

// sniffed is how many bytes a file is recognised by. A PDF may begin anywhere in
// them.
const sniffed = 1024

// formatTIFF is recognised so that its refusal can say why: the documentation
// names it, the specification does not take it.
const formatTIFF wire.FileFormat = "TIFF"

// readContent digests a JSON string of base64 whose opening quote was read, to
// its end. It fails when the string is none or the body breaks off; what is
// wrong with the file itself is said in the content.
func readContent(in *bufio.Reader) (content, error) {
	text, hash := &quoted{in: in}, sha256.New()
	data := bufio.NewReaderSize(base64.NewDecoder(base64.StdEncoding, text), sniffed)
	first, _ := data.Peek(sniffed)
	c := content{format: sniff(first)}
	size, err := io.Copy(hash, io.LimitReader(data, wire.FileLimit+1))
	c.size, c.broken = size, err != nil
	hash.Sum(c.sum[:0])
	left, _ := io.Copy(io.Discard, text)
	if !text.closed {
		return c, text.err
	}
	c.broken = c.broken || left > 0 && size <= wire.FileLimit // after the padding
	return c, nil
}

// formats are those that the API takes, and TIFF, by their media types.
var formats = map[string]wire.FileFormat{
	"application/pdf": wire.FormatPDF, "image/png": wire.FormatPNG, "image/jpeg": wire.FormatJPEG, "image/tiff": formatTIFF,
}

// sniff recognises a file by its first bytes, empty for what is not among the formats.
func sniff(first []byte) wire.FileFormat {
	for kind := mimetype.Detect(first); kind != nil; kind = kind.Parent() {
		if f, ok := formats[kind.String()]; ok {
			return f
		}
	}
	return ""
}

// quoted reads what a JSON string says, up to its closing quote.
type quoted struct {
	in     *bufio.Reader
	err    error // the end of the string, or why there is none
	closed bool  // the quote was read
}

func (q *quoted) Read(p []byte) (n int, err error) {
	for n < len(p) && q.err == nil {
		if p[n], q.err = q.next(); q.err == nil {
			n++
		}
	}
	return n, q.err
}

func (q *quoted) next() (byte, error) {
	b, err := q.in.ReadByte()
	switch {
	case err != nil:
		return 0, err
	case b == '"':
		q.closed = true
		return 0, io.EOF
	case b == '\\':
		return q.escape()
	case b < ' ':
		return 0, errNoString
	}
	return b, nil
}

// escape reads what a backslash is followed by. Some writers of JSON escape every
// slash, and base64 is full of them.
func (q *quoted) escape() (byte, error) {
	size := 1
	if kind, _ := q.in.Peek(1); string(kind) == "u" {
		size = 5
	}
	text := append(make([]byte, 0, 8), `"\`...)
	text = text[:len(text)+size]
	if _, err := io.ReadFull(q.in, text[2:]); err != nil {
		return 0, err
	}
	var plain string
	if json.Unmarshal(append(text, '"'), &plain) != nil {
		return 0, errNoString
	}
	if len(plain) != 1 {
		return 0xff, nil // beyond what base64 has
	}
	return plain[0], nil
}
