package sandbox

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// comments are all comments of the sandbox's rooms.
func comments(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("*", "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatal("there are no rooms", err)
	}
	var all strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			if text := strings.TrimSpace(line); strings.HasPrefix(text, "//") {
				all.WriteString(strings.TrimPrefix(text, "//"))
			}
		}
	}
	return all.String()
}

// TestEveryOperationIsNamed: whoever looks for an operation of a specification by
// its operationId finds the function that serves it.
func TestEveryOperationIsNamed(t *testing.T) {
	t.Parallel()
	all := comments(t)
	served := map[string]bool{}
	for _, rt := range New(Config{}).routes {
		served[bare(rt.Name())] = true
	}
	for file, base := range map[string]string{official(t): "/v1", filepath.Join("..", "link", "openapi.yaml"): "/link/v1"} {
		doc, err := openapi3.NewLoader().LoadFromFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for path, item := range doc.Paths.Map() {
			for method, op := range item.Operations() {
				if !served[bare(method+" "+base+path)] {
					continue
				}
				if !regexp.MustCompile(`\b` + regexp.QuoteMeta(op.OperationID) + `\b`).MatchString(all) {
					t.Errorf("no comment names %s, which serves %s %s", op.OperationID, method, path)
				}
			}
		}
	}
}
