package api_test

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"winkterm/api"
	"winkterm/api/wire"
)

// schemas are those of the specification. Its request for an archive requires
// "files", which is not among its properties and not in its examples: "rawFiles"
// is meant, and is required here in its place.
func schemas(t *testing.T) openapi3.Schemas {
	t.Helper()
	loadSpec(t) // skips or fails without it
	raw, err := os.ReadFile(specPath())
	if err != nil {
		t.Fatal(err)
	}
	doc, err := openapi3.NewLoader().LoadFromData(raw)
	if err != nil {
		t.Fatal(err)
	}
	request := doc.Components.Schemas["ArchiveCreateRequest"].Value
	if !slices.Equal(request.Required, []string{"files"}) || request.Properties["files"] != nil || request.Properties["rawFiles"] == nil {
		t.Fatalf("the specification was mended: it requires %v of %v", request.Required, request.Properties)
	}
	request.Required = []string{"rawFiles"}
	return doc.Components.Schemas
}

func fits(t *testing.T, schema *openapi3.SchemaRef, text string) {
	t.Helper()
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		t.Error(err)
	}
	if err := schema.Value.VisitJSON(value, openapi3.VisitAsRequest()); err != nil {
		t.Errorf("%v\n%s", err, text)
	}
}

// TestUploadsFitTheSpecification holds requests and the answers that these tests
// give to them against the specification, unknown fields included.
func TestUploadsFitTheSpecification(t *testing.T) {
	t.Parallel()
	all := schemas(t)
	kind := "COMPANY_ID"
	u := uploadOf(&noise{seed: 1, size: 1000}, &noise{seed: 2, size: 1})
	u.Files[0].Subtype, u.Files[1].Format = "COMPANY_ID_FRONT", wire.FormatJPEG
	typed := u
	typed.FileType = &kind
	for name, tc := range map[string]struct {
		schema string
		u      api.Upload
		send   func(*api.Client, api.Upload) (wire.Archive, error)
	}{
		"typed":   {"ArchiveCreateRequest", typed, func(c *api.Client, u api.Upload) (wire.Archive, error) { return c.CreateArchive(t.Context(), u, nil) }},
		"untyped": {"ArchiveCreateRequest", u, func(c *api.Client, u api.Upload) (wire.Archive, error) { return c.CreateArchive(t.Context(), u, nil) }},
	} {
		c := client(t, stub(t, step{"POST /v1/archives", func(w http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				t.Error(err)
			}
			fits(t, all[tc.schema], string(body))
			envelope(200, "OK", oneArchive)(w, r)
		}}))
		if _, err := tc.send(c, tc.u); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for schema, answer := range map[string]string{
		"ArchiveCreateResponse": oneArchive, "ArchiveClassifyResponse": oneArchive, "ArchiveGetResponse": readArchive,
		"ArchiveListResponse": `{"items":[` + oneArchive + `,` + readArchive + `],"nextCursor":"c"}`, "FileTypeListResponse": `{"items":[` + oneFileType + `]}`,
	} {
		fits(t, all[schema], `{"code":"OK","message":"Success","requestId":"r","data":`+answer+`}`)
	}
}

// TestShapesAreTheSpecifications compares the fields of the types of documents,
// but for the validation of an archive, which nothing here shows.
func TestShapesAreTheSpecifications(t *testing.T) {
	t.Parallel()
	all := schemas(t)
	for name, shape := range map[string]any{
		"Archive": wire.Archive{}, "RawFile": wire.RawFile{}, "FileType": wire.FileType{}, "FileObject": wire.FileObject{},
		"ArchiveCreateRequest": wire.ArchiveRequest{}, "ArchiveClassification": wire.ArchiveClassification{},
		"ArchivePayslipExtraction": wire.ArchiveExtraction{},
	} {
		var got, want []string
		for i := range reflect.TypeOf(shape).NumField() {
			tag, _, _ := strings.Cut(reflect.TypeOf(shape).Field(i).Tag.Get("json"), ",")
			got = append(got, tag)
		}
		for property := range all[name].Value.Properties {
			if property != "validation" {
				want = append(want, property)
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s has %v, the specification %v", name, got, want)
		}
	}
}
