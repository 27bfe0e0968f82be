package example_test

import (
	"cmp"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"

	"winkterm/api/wire"
	"winkterm/flow/webhook/example"
)

var at = time.Date(2026, 1, 15, 9, 0, 0, 0, time.UTC)

// specification reads the official one.
func specification(t *testing.T) *openapi3.T {
	t.Helper()
	file := cmp.Or(os.Getenv("WINKTERM_SPEC"), filepath.Join("..", "..", "..", "..", "shared", "smile", "openapi-v1.yaml"))
	doc, err := openapi3.NewLoader().LoadFromFile(file)
	if err != nil && os.Getenv("CI") != "true" {
		t.Skipf("the official specification is not here, set WINKTERM_SPEC: %v", err)
	} else if err != nil {
		t.Fatal(err)
	}
	return doc
}

// properties are those of a schema, with what it is put together of.
func properties(s *openapi3.Schema) map[string]*openapi3.Schema {
	all := map[string]*openapi3.Schema{}
	for name, p := range s.Properties {
		all[name] = p.Value
	}
	for _, parts := range []openapi3.SchemaRefs{s.AllOf, s.OneOf} {
		for _, part := range parts {
			maps.Copy(all, properties(part.Value))
		}
	}
	return all
}

// fits holds an event against its schema, and wants no field that this does not have.
func fits(t *testing.T, doc *openapi3.T, e wire.Event) {
	t.Helper()
	body, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	var event map[string]any
	if err := json.Unmarshal(body, &event); err != nil {
		t.Fatal(err)
	}
	name := ""
	for word := range strings.SplitSeq(string(e.Type), "_") {
		name += word[:1] + strings.ToLower(word[1:])
	}
	s := doc.Components.Schemas[name+"Event"].Value
	known := properties(s)
	ofData := properties(known["data"])
	data, _ := event["data"].(map[string]any)
	for field := range event {
		if known[field] == nil {
			t.Errorf("%s has %s, which its schema has not", e.Type, field)
		}
	}
	for field := range data {
		if ofData[field] == nil {
			t.Errorf("%s has data.%s, which its schema has not", e.Type, field)
		}
	}
	if e.Type == "TASK_FINISHED" {
		data["data"] = "wanted by the official one, which does not say what it is"
	}
	if err := s.VisitJSON(event, openapi3.MultiErrors()); err != nil {
		t.Errorf("%s: %v\n%.500s", e.Type, err, body)
	}
}

// TestEveryTypeFitsTheOfficialSpecification makes one event of each.
func TestEveryTypeFitsTheOfficialSpecification(t *testing.T) {
	t.Parallel()
	doc := specification(t)
	var documented []wire.WebhookEventType
	for _, kind := range doc.Components.Schemas["RefWebhookEventType"].Value.Enum {
		if kind != string(wire.EventAll) {
			documented = append(documented, wire.WebhookEventType(kind.(string))) //nolint:errcheck,forcetypeassert // an enumeration of texts
		}
	}
	if !slices.Equal(example.Types(), documented) {
		t.Errorf("there are %q, documented are %q", example.Types(), documented)
	}
	for _, kind := range example.Types() {
		fits(t, doc, example.Event(kind, "et-1", "example", at))
	}
	fits(t, doc, example.Large("et-1", "example", at))
}

func TestTheSameArgumentsMakeTheSameEvent(t *testing.T) {
	t.Parallel()
	for _, kind := range example.Types() {
		one, _ := json.Marshal(example.Event(kind, "et-1", "x", at))
		other, _ := json.Marshal(example.Event(kind, "et-1", "x", at))
		if string(one) != string(other) || !strings.Contains(string(one), "-x") {
			t.Errorf("%s and %s", one, other)
		}
	}
}

func TestListsOfALargeEventAreFull(t *testing.T) {
	t.Parallel()
	payload, _ := example.Large("et-1", "x", at).Data.Payload.(wire.AllDatapointPayload)
	body, _ := json.Marshal(payload)
	var pages map[string]struct{ Items []json.RawMessage }
	if err := json.Unmarshal(body, &pages); err != nil || len(pages) != 5 {
		t.Errorf("%d lists, %v", len(pages), err)
	}
	for name, page := range pages {
		if len(page.Items) != 300 {
			t.Errorf("%s has %d items", name, len(page.Items))
		}
	}
}

// TestAnotherTypeHasAUser: it stands for one that is not known yet.
func TestAnotherTypeHasAUser(t *testing.T) {
	t.Parallel()
	if e := example.Event("ACCOUNT_RENAMED", "et-1", "x", at); e.Type != "ACCOUNT_RENAMED" || e.Data.UserID != "tenant-x" {
		t.Errorf("%+v", e)
	}
}
