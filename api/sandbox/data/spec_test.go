package data

import (
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"

	"winkterm/api/wire"
	"winkterm/assets"
)

// schemas are those of Smile's specification, which is not of this repository.
func schemas(t *testing.T) openapi3.Schemas {
	t.Helper()
	file := cmp.Or(os.Getenv("WINKTERM_SPEC"), filepath.Join("..", "..", "..", "..", "shared", "smile", "openapi-v1.yaml"))
	if _, err := os.Stat(file); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("the official specification is wanted in CI: %v", err)
		}
		t.Skipf("left out: the official specification is not here, set WINKTERM_SPEC: %v", err)
	}
	readSpecification.Do(func() { readDoc, readErr = openapi3.NewLoader().LoadFromFile(file) })
	if readErr != nil {
		t.Fatal(readErr)
	}
	return readDoc.Components.Schemas
}

// The specification is read once, for all only look at it.
var (
	readSpecification sync.Once
	readDoc           *openapi3.T
	readErr           error
)

// fits holds a value against a schema, and wants each of its fields to be there.
func fits(t *testing.T, schema *openapi3.Schema, value any) {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	var plain any
	if err := json.Unmarshal(text, &plain); err != nil {
		t.Fatal(err)
	}
	if err := schema.VisitJSON(plain, openapi3.MultiErrors(), openapi3.VisitAsResponse()); err != nil {
		t.Fatalf("%v\n%.2000s", err, text)
	}
	onlyKnown(t, "", schema, plain)
}

// onlyKnown wants every field to be one of the schema's.
func onlyKnown(t *testing.T, path string, schema *openapi3.Schema, value any) {
	t.Helper()
	switch v := value.(type) {
	case map[string]any:
		known := fields(schema)
		for name, part := range v {
			if known[name] == nil {
				t.Fatalf("%s.%s is not in the specification", path, name)
			}
			onlyKnown(t, path+"."+name, known[name], part)
		}
	case []any:
		for _, part := range v {
			onlyKnown(t, path+"[]", schema.Items.Value, part)
		}
	}
}

func fields(schema *openapi3.Schema) map[string]*openapi3.Schema {
	all := map[string]*openapi3.Schema{}
	for name, p := range schema.Properties {
		all[name] = p.Value
	}
	for _, part := range schema.AllOf {
		for name, p := range fields(part.Value) {
			all[name] = p
		}
	}
	return all
}

func TestAllDataFitTheOfficialSpecification(t *testing.T) {
	t.Parallel()
	spec := schemas(t)
	for _, p := range assets.Providers() {
		t.Run(p.ID, func(t *testing.T) {
			t.Parallel()
			for _, who := range assets.People() {
				checkSource(t, spec, account(p, who, ""))
			}
			s := account(p, assets.People()[0], "7")
			s.Synced = []time.Time{since.AddDate(0, 1, 0), since.AddDate(0, 2, 0)}
			checkSource(t, spec, s)
		})
	}
}

func TestArchivesFitTheOfficialSpecification(t *testing.T) {
	t.Parallel()
	spec := schemas(t)
	for _, slip := range assets.Payslips() {
		checkSource(t, spec, archive(slip.Values))
	}
	checkSource(t, spec, archive(wire.PayslipValues{}))
}

// checkSource holds every item and both payloads against the specification.
func checkSource(t *testing.T, spec openapi3.Schemas, s Source) {
	t.Helper()
	for _, k := range kinds() {
		items := k.items(s)
		if supports := s.has(k.kind); supports != (items != nil) {
			t.Errorf("%s: supported %t, but %d items", k.kind, supports, len(items))
		}
		for _, item := range items {
			fits(t, spec[k.schema].Value, item)
		}
	}
	session := &wire.UserSession{UserID: s.UserID, Channel: "Default", Status: "COMPLETED"}
	fits(t, spec["UserPayload"].Value, User(session, []Source{s}, noCursor))
	fits(t, spec["AccountPayload"].Value, Account(s))
}

func noCursor(wire.Datapoint, string) string { return "" }

// The specification describes every figure; each must be there for somebody.
func TestEveryFigureIsComputed(t *testing.T) {
	t.Parallel()
	missing := map[string]bool{}
	for name := range schemas(t)["ObjectFeature"].Value.Properties {
		missing[name] = true
	}
	p := anything("GOVERNMENT")
	for _, alias := range []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"} {
		text, err := json.Marshal(Insights(account(p, assets.People()[0], alias))[0].Features)
		if err != nil {
			t.Fatal(err)
		}
		var found map[string]any
		if err := json.Unmarshal(text, &found); err != nil {
			t.Fatal(err)
		}
		for name := range found {
			delete(missing, name)
		}
	}
	for name := range missing {
		t.Errorf("%s is never there", name)
	}
}
