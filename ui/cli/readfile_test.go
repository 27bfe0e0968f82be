package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What cannot be read is named, once, with the reason (the system's, in two of these).
func TestAFileThatCannotBeReadIsNamed(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	large := filepath.Join(dir, "large.yaml")
	if err := os.WriteFile(large, make([]byte, readMax+1), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, why := range map[string]string{
		filepath.Join(dir, "missing.yaml"): "",
		dir:                                "",
		large:                              "more than 8 MiB",
	} {
		code, _, errText := run(t, nil, "sandbox", "--faults", path)
		if code != ExitUsage || strings.Count(errText, path) != 1 || !strings.Contains(errText, why) {
			t.Errorf("exit %d, %s", code, errText)
		}
	}
}
