package wire

import (
	"fmt"
	"io"
	"log/slog"
)

const hidden = "••••••"

// Secret is text that must not be printed: a password, a code, a key, a token.
// Every verb of fmt and every slog handler shows dots instead. Marshalling to
// JSON writes the text itself, for that is how it reaches the API; what is
// recorded of a request goes through the journal's redactor.
//
// Keep it in exported fields only: fmt does not call the methods of unexported
// ones.
type Secret string

// Reveal gives the text itself, for the one place that sends it.
func (s Secret) Reveal() string { return string(s) }

// String gives dots, or nothing for an empty secret.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return hidden
}

// Format writes String for every verb.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, s.String()) }

// LogValue hides the text from slog.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }
