package api_test

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"winkterm/api"
	"winkterm/api/wire"
)

// specification is what the test reads of Smile's published document.
type specification struct {
	Paths      map[string]map[string]yaml.Node `yaml:"paths"`
	Components struct {
		Parameters map[string]parameter `yaml:"parameters"`
	} `yaml:"components"`
}

type parameter struct {
	Ref  string `yaml:"$ref"`
	Name string `yaml:"name"`
	In   string `yaml:"in"`
}

func specPath() string {
	if path := os.Getenv("WINKTERM_SPEC"); path != "" {
		return path
	}
	return filepath.Join("..", "..", "shared", "smile", "openapi-v1.yaml")
}

// loadSpec skips where the document is missing, but not in CI.
func loadSpec(t *testing.T) specification {
	t.Helper()
	raw, err := os.ReadFile(specPath())
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("the specification is needed in CI: set WINKTERM_SPEC to it: %v", err)
		}
		t.Skipf("Smile's specification is not at hand (set WINKTERM_SPEC to openapi-v1.yaml): %v", err)
	}
	var spec specification
	if err := yaml.Unmarshal(raw, &spec); err != nil {
		t.Fatal(err)
	}
	return spec
}

func (s specification) queries(t *testing.T, path, method string) []string {
	t.Helper()
	node := s.Paths[path][method]
	var operation struct {
		Parameters []parameter `yaml:"parameters"`
	}
	if err := node.Decode(&operation); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, p := range operation.Parameters {
		if p.Ref != "" {
			p = s.Components.Parameters[p.Ref[strings.LastIndex(p.Ref, "/")+1:]]
		}
		if p.In == "query" {
			names = append(names, p.Name)
		}
	}
	slices.Sort(names)
	return names
}

// TestQueriesAreTheSpecifications: each option has a parameter of the
// specification, and each parameter an option.
func TestQueriesAreTheSpecifications(t *testing.T) {
	t.Parallel()
	spec := loadSpec(t)
	yes := true
	for path, query := range map[string]map[string][]string{
		"/users":     api.QueryOf(api.ListOptions{Size: 1, Cursor: "c", StartDate: "s", EndDate: "e"}),
		"/accounts":  api.QueryOf(api.ListOptions{Size: 1, Cursor: "c", UserID: "u", StartDate: "s", EndDate: "e"}),
		"/archives":  api.QueryOf(api.ListOptions{Size: 1, Cursor: "c", UserID: "u", FileType: "f", StartDate: "s", EndDate: "e"}),
		"/fileTypes": api.QueryOf(api.ListOptions{Cursor: "c", Size: 1, Type: "t", Active: &yes, Enabled: &yes, OCR: &yes}),
		"/tasks":     api.QueryOf(api.ListOptions{Size: 1, Cursor: "c", UserID: "u", StartDate: "s", EndDate: "e", SourceID: "s"}),
		"/providers": api.QueryOf(api.ListOptions{
			Cursor: "c", Size: 1, Type: string(wire.TypeGig), SubType: "s", Active: &yes, Enabled: &yes, AccountConnection: &yes,
			Name: "n", IDs: []string{"a"}, TopIDs: []string{"b"},
		}),
	} {
		var got []string
		for name := range query {
			got = append(got, name)
		}
		slices.Sort(got)
		if want := spec.queries(t, path, "get"); !reflect.DeepEqual(got, want) {
			t.Errorf("GET %s: options give %v, the specification has %v", path, got, want)
		}
	}
	if got := spec.queries(t, "/tokens", "post"); !slices.Equal(got, []string{"userId"}) {
		t.Errorf("POST /tokens takes %v", got)
	}
}

func TestCallsAreInTheSpecification(t *testing.T) {
	t.Parallel()
	spec := loadSpec(t)
	for _, call := range []string{
		"post /users", "get /users", "get /users/{id}", "post /tokens", "get /providers", "get /providers/{id}",
		"get /accounts", "get /accounts/{id}", "delete /accounts/{id}", "post /accounts/{accountId}/disableMonitor",
		"get /tasks", "get /fileTypes", "get /archives", "post /archives", "get /archives/{id}",
		"delete /archives/{id}",
	} {
		method, path, _ := strings.Cut(call, " ")
		if _, ok := spec.Paths[path][method]; !ok {
			t.Errorf("the specification has no %s", call)
		}
	}
}

// TestDataListsAreTheSpecifications: every kind of data has its list, which takes the
// options that are named for it.
func TestDataListsAreTheSpecifications(t *testing.T) {
	t.Parallel()
	spec := loadSpec(t)
	if len(api.DataPaths) != 11 {
		t.Errorf("%d lists of user data", len(api.DataPaths))
	}
	for kind, list := range api.DataPaths {
		takes := spec.queries(t, "/"+list, "get")
		for name := range api.QueryOf(api.ListOptions{Size: 1, Cursor: "c", UserID: "u", SourceID: "s"}) {
			if !slices.Contains(takes, name) {
				t.Errorf("%s: GET /%s takes %v, not %s", kind, list, takes, name)
			}
		}
	}
}
