package cli

import "io"

// messages is stderr as the commands have it: what they say beside their data. --quiet
// leaves it out. What a user has to see all the same goes to rawErr: questions, a log that
// was asked for, and the error that ends a command.
type messages struct {
	to    io.Writer
	quiet bool
}

// Write writes a message, unless nobody wants any.
func (m *messages) Write(p []byte) (int, error) {
	if m.quiet {
		return len(p), nil
	}
	return m.to.Write(p)
}

// quiet says that nobody wants messages.
func (s Streams) quiet() bool {
	m, ok := s.Err.(*messages)
	return ok && m.quiet
}

// rawErr is stderr itself.
func (s Streams) rawErr() io.Writer {
	if m, ok := s.Err.(*messages); ok {
		return m.to
	}
	return s.Err
}
