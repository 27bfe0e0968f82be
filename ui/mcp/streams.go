package mcp

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// The bounds of a client: how long one of its messages may be, in bytes, and how long its
// last questions are answered once it sends no more.
const (
	lineMost = 1 << 20
	endMost  = 10 * time.Second
)

// Streams is the transport over a pair of streams, a message a line. Both stay open. A line
// that is no message gets an error, and ends nothing; what was asked before the end of in
// is answered still.
func Streams(in io.Reader, out io.Writer) sdk.Transport {
	l := &lines{in: bufio.NewReaderSize(in, 64<<10), out: out, answered: make(chan struct{}, 1)}
	return &sdk.IOTransport{Reader: l, Writer: l, MaxLineLength: 2 * lineMost} // lines bounds them
}

// lines are the streams of a client. Reading gives whole messages alone.
type lines struct {
	in   *bufio.Reader
	rest []byte

	mu  sync.Mutex
	out io.Writer
	// asked is how many calls have no answer yet; answered has a value when that is less.
	asked    int
	answered chan struct{}
}

func (l *lines) Close() error { return nil }

// Read gives the next message, or what is left of it.
func (l *lines) Read(p []byte) (int, error) {
	for len(l.rest) == 0 {
		line, err := l.line()
		if line = bytes.TrimSpace(line); len(line) > 0 {
			l.take(line)
		}
		if err != nil && len(l.rest) == 0 {
			l.awaitAnswers()
			return 0, err
		}
	}
	n := copy(p, l.rest)
	l.rest = l.rest[n:]
	return n, nil
}

// line reads a line; of one that is too long it gives what is too much already.
func (l *lines) line() (line []byte, err error) {
	for {
		part, err := l.in.ReadSlice('\n')
		line = append(line, part[:min(len(part), lineMost+1-min(len(line), lineMost+1))]...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

// take passes a message on, and answers what is none.
func (l *lines) take(line []byte) {
	code, message := int64(0), jsonrpc.Message(nil)
	var err error
	switch {
	case len(line) > lineMost:
		code, err = jsonrpc.CodeInvalidRequest, fmt.Errorf("a message has at most %d bytes", lineMost)
	case !json.Valid(line):
		code, err = jsonrpc.CodeParseError, errors.New("each line is to be one message as JSON")
	default:
		if message, err = jsonrpc.DecodeMessage(line); err != nil { // its text has some of the line
			code, err = jsonrpc.CodeInvalidRequest, errors.New("each line is to be one message of JSON-RPC, and no list of them")
		}
	}
	if err != nil {
		wrong, _ := json.Marshal(map[string]any{"jsonrpc": "2.0", "id": nil, "error": map[string]any{"code": code, "message": err.Error()}})
		l.mu.Lock()
		defer l.mu.Unlock()
		_, _ = l.out.Write(append(wrong, '\n')) // where nothing can be written, the next answer fails
		return
	}
	if r, ok := message.(*jsonrpc.Request); ok && r.IsCall() {
		l.mu.Lock()
		l.asked++
		l.mu.Unlock()
	}
	l.rest = append(line, '\n')
}

// Write writes one message.
func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if message, err := jsonrpc.DecodeMessage(p); err == nil {
		if _, ok := message.(*jsonrpc.Response); ok {
			l.asked--
			select {
			case l.answered <- struct{}{}:
			default:
			}
		}
	}
	return l.out.Write(p)
}

// awaitAnswers waits until all is answered, but no longer than endMost.
func (l *lines) awaitAnswers() {
	ctx, cancel := context.WithTimeout(context.Background(), endMost)
	defer cancel()
	for {
		l.mu.Lock()
		asked := l.asked
		l.mu.Unlock()
		if asked <= 0 {
			return
		}
		select {
		case <-l.answered:
		case <-ctx.Done():
			return
		}
	}
}
