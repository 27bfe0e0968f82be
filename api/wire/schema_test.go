package wire

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// named finds the schema that a comment names.
var named = regexp.MustCompile(`schemas?\s+([A-Z]\w+)`)

// Every shape of the Open API has the name of its schema, or says which it is.
func TestShapesNameTheirSchema(t *testing.T) {
	t.Parallel()
	file := cmp.Or(os.Getenv("WINKTERM_SPEC"), filepath.Join("..", "..", "..", "shared", "smile", "openapi-v1.yaml"))
	doc, err := openapi3.NewLoader().LoadFromFile(file)
	if err != nil && os.Getenv("CI") != "true" {
		t.Skipf("the official specification is not here, set WINKTERM_SPEC: %v", err)
	} else if err != nil {
		t.Fatal(err)
	}
	ours := map[string]bool{"link.go": true, "callback.go": true, "control.go": true, "fault.go": true, "own.go": true}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range parsed.Decls {
			d, ok := decl.(*ast.GenDecl)
			if !ok || d.Tok != token.TYPE || ours[name] {
				continue
			}
			shape := d.Specs[0].(*ast.TypeSpec) //nolint:errcheck,forcetypeassert // a type declaration has nothing else
			if _, ok := shape.Type.(*ast.StructType); !ok {
				continue
			}
			schema := shape.Name.Name
			if m := named.FindStringSubmatch(d.Doc.Text()); m != nil {
				schema = m[1]
			}
			if doc.Components.Schemas[schema] == nil {
				t.Errorf("%s: %s names no schema, and there is no schema %s", name, shape.Name.Name, schema)
			}
		}
	}
}
