package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"
)

// Bounds of a file that is read whole: its bytes, and how long a pipe may take.
const (
	readMax  = 8 << 20
	pipeWait = 30 * time.Second
)

// errPipe says that a pipe was not written in time.
var errPipe = fmt.Errorf("it is no plain file, and nobody wrote it to its end within %s", pipeWait)

// errReadMax says that a file is too large to be one of settings or faults.
var errReadMax = fmt.Errorf("it has more than %d MiB", readMax>>20)

// readFile reads a file whole. One that is no plain file, such as the pipe of a
// password manager, may take pipeWait and is named on stderr; ctx ends the waiting.
func readFile(ctx context.Context, s Streams, path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Mode().IsRegular() || info.IsDir() {
		return readWhole(path)
	}
	fmt.Fprintf(s.Err, "winkterm: %s is no plain file: waiting up to %s for the program that writes it\n", path, pipeWait)
	type result struct {
		content []byte
		err     error
	}
	// Opening a pipe cannot be ended, so whoever is stuck in it is left behind.
	done := make(chan result, 1)
	go func() {
		content, err := readWhole(path)
		done <- result{content, err}
	}()
	select {
	case r := <-done:
		return r.content, r.err
	case <-s.later(pipeWait):
		return nil, errPipe
	case <-ctx.Done():
		return nil, fmt.Errorf("stopped while waiting for %s: %w", path, ctx.Err())
	}
}

// unreadable is an error of readFile for the user, in which what names the file; a
// signal is no wrong usage.
func unreadable(ctx context.Context, what string, err error) error {
	if ctx.Err() != nil {
		return err
	}
	if at := new(fs.PathError); errors.As(err, &at) {
		err = at.Err
	}
	return usage("%s: %w", what, err)
}

func readWhole(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(io.LimitReader(file, readMax+1))
	if err == nil && len(content) > readMax {
		err = errReadMax
	}
	return content, errors.Join(err, file.Close())
}
