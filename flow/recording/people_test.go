package recording_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winkterm/api/sandbox"
	"winkterm/api/wire"
	"winkterm/flow/recording"
)

// TestAFileHasNoSecretOfPeople records a session with people and data of one's own: the
// header has their names, no more, and people who can log in at a sandbox in their place.
func TestAFileHasNoSecretOfPeople(t *testing.T) {
	t.Parallel()
	maria := wire.Person{
		Name: "maria", FullName: "Maria Reyes", Email: "mreyes@bank.test", Mobile: "(+63) 9170000042", SSNumber: "3399887766",
		Password: "Tr0ub4dor&3", Code: "8642", Code6: "975313", Answers: map[string]string{"city": "Cebu!"},
	}
	box := recording.Sandbox{People: []wire.Person{maria}, Data: wire.OwnData{
		Kinds: map[string][]map[string]any{"identities": {{"fullName": "Maria Reyes"}}, "documents": {{"docId": "N-77"}}, "incomes": {{"grossAmount": 12345}}},
		Gap:   wire.Gap{Months: 3},
	}}
	path := filepath.Join(t.TempDir(), "x.ndjson")
	w, err := recording.Create(path, recording.Header{Sandbox: &box})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, value := range []string{"Maria Reyes", "mreyes", "bank", "9170000042", "3399887766", "Tr0ub", "&", "8642", "975313", "Cebu", "N-77"} {
		if bytes.Contains(text, []byte(value)) {
			t.Errorf("the file has %q:\n%s", value, text)
		}
	}
	var h recording.Header
	if err := json.Unmarshal(text, &h); err != nil {
		t.Fatal(err)
	}
	people, err := sandbox.People(h.Sandbox.People)
	if err != nil {
		t.Fatal(err)
	}
	got := people[len(people)-1]
	if got.Name != "maria" || !strings.HasPrefix(got.Mobile, "(+63) ") || len(got.Password) != len(maria.Password) || len(got.Mobile) != len(maria.Mobile) {
		t.Errorf("%+v", got)
	}
	if h.Sandbox.Data.Gap.Months != 3 || h.Sandbox.Data.Kinds["incomes"][0]["grossAmount"] != 12345.0 {
		t.Errorf("data %+v", h.Sandbox.Data)
	}
	if box.People[0].Password != maria.Password || len(box.Data.Kinds) != 3 {
		t.Error("the header in memory has changed")
	}
}
