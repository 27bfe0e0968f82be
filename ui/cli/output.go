package cli

import (
	"fmt"
	"io"
	"sync"
)

// output is stdout as the commands have it. It keeps the first failure, so that no
// command ends well whose output was lost, whatever the command makes of it.
type output struct {
	to     io.Writer
	mu     sync.Mutex
	failed error
}

// Write writes to stdout until that fails, and from then on fails in the same way.
func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.failed != nil {
		return 0, o.failed
	}
	n, err := o.to.Write(p)
	if err != nil {
		o.failed = fmt.Errorf("the output was lost: %w", err)
	}
	return n, o.failed
}

// lost is the first failure, nil when all was written.
func (o *output) lost() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.failed
}

// raw is stdout itself, for a screen or to ask the system about it.
func (s Streams) raw() io.Writer {
	if o, ok := s.Out.(*output); ok {
		return o.to
	}
	return s.Out
}
