package session_test

import (
	"encoding/json"
	"strings"
	"testing"

	"winkterm/flow/journal"
	"winkterm/flow/session"
)

// TestTheKeyIsMaskedFromTheStart has a key and a secret that look like ordinary
// words: nothing but being taught can mask them.
func TestTheKeyIsMaskedFromTheStart(t *testing.T) {
	t.Parallel()
	s, err := session.Open(t.Context(), session.Config{
		Host: session.Host{OpenAPI: "http://127.0.0.1:1/v1", Key: "lighthouse", Secret: "drydock"},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	s.Journal().Append(journal.Note{Topic: "host", Text: "who is lighthouse, what is drydock?"})
	text, err := json.Marshal(s.Records())
	if err != nil || !strings.Contains(string(text), "who is [KEY_1], what is [SECRET_1]?") {
		t.Errorf("the journal holds %s, %v", text, err)
	}
}
