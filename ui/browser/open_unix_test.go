//go:build unix

package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What the program is given is the address alone, and what it says of itself is said.
func TestOpeningByAProgram(t *testing.T) {
	dir := t.TempDir()
	program, said := filepath.Join(dir, "browser"), filepath.Join(dir, "said")
	for script, fails := range map[string]string{"echo \"$@\" >" + said: "", "exit 3": "exit status 3"} {
		if err := os.WriteFile(program, []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
		t.Setenv("BROWSER", program)
		err := OpenURL("http://127.0.0.1:1/x")
		if (err == nil) != (fails == "") || err != nil && (!strings.Contains(err.Error(), fails) || !strings.Contains(err.Error(), program)) {
			t.Errorf("%s: %v", script, err)
		}
	}
	if got, err := os.ReadFile(said); err != nil || string(got) != "http://127.0.0.1:1/x\n" {
		t.Errorf("%q, %v", got, err)
	}
	t.Setenv("BROWSER", filepath.Join(dir, "none"))
	if err := OpenURL("http://127.0.0.1:1/x"); err == nil || !strings.Contains(err.Error(), "BROWSER names no program") {
		t.Error(err)
	}
}
