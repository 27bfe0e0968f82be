package link_test

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"winkterm/api/wire"
)

func TestDocumentIsValid(t *testing.T) {
	t.Parallel()
	if err := document(t).Validate(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestDocumentHasTheCallsOfTheContract(t *testing.T) {
	t.Parallel()
	var got []string
	for path, item := range document(t).Paths.Map() {
		for method, operation := range item.Operations() {
			got = append(got, method+" "+path)
			if operation.Responses.Value("401") == nil || operation.Responses.Value("429") == nil || operation.Responses.Default() == nil {
				t.Errorf("%s %s does not document its errors", method, path)
			}
		}
	}
	slices.Sort(got)
	want := []string{
		"DELETE /accounts/{id}", "DELETE /archives/{id}", "GET /accounts/{id}", "GET /archives/{id}", "GET /fileTypes",
		"GET /providers", "GET /providers/{id}", "GET /providers/{id}/login",
		"POST /accounts", "POST /accounts/{id}/mfa", "POST /accounts/{id}/mfa/resend", "POST /archives", "POST /sessions",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the document has\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// shapes are the schemas with the types that they describe.
var shapes = map[string]reflect.Type{
	"Envelope":        reflect.TypeFor[wire.Envelope[any]](),
	"SessionRequest":  reflect.TypeFor[wire.SessionRequest](),
	"WidgetOptions":   reflect.TypeFor[wire.WidgetOptions](),
	"Session":         reflect.TypeFor[wire.Session](),
	"Template":        reflect.TypeFor[wire.Template](),
	"TemplateColours": reflect.TypeFor[wire.TemplateColours](),
	"ConsentText":     reflect.TypeFor[wire.ConsentText](),
	"ProviderPage":    reflect.TypeFor[wire.Page[wire.Provider]](),
	"Provider":        reflect.TypeFor[wire.Provider](),
	"LoginForm":       reflect.TypeFor[wire.LoginForm](),
	"LoginOption":     reflect.TypeFor[wire.LoginOption](),
	"Field":           reflect.TypeFor[wire.Field](),
	"MFA":             reflect.TypeFor[wire.MFA](),
	"LoginRequest":    reflect.TypeFor[wire.LoginRequest](),
	"LinkAccount":     reflect.TypeFor[wire.LinkAccount](),
	"Monitor":         reflect.TypeFor[wire.Monitor](),
	"Connection":      reflect.TypeFor[wire.Connection](),
	"Challenge":       reflect.TypeFor[wire.Challenge](),
	"ChannelChoice":   reflect.TypeFor[wire.ChannelChoice](),
	"Question":        reflect.TypeFor[wire.Question](),
	"MFAAnswer":       reflect.TypeFor[wire.MFAAnswer](),

	"FileTypePage":          reflect.TypeFor[wire.Page[wire.FileType]](),
	"FileType":              reflect.TypeFor[wire.FileType](),
	"ArchiveRequest":        reflect.TypeFor[wire.ArchiveRequest](),
	"FileObject":            reflect.TypeFor[wire.FileObject](),
	"Archive":               reflect.TypeFor[wire.Archive](),
	"ArchiveState":          reflect.TypeFor[wire.ArchiveState](),
	"RawFile":               reflect.TypeFor[wire.RawFile](),
	"ArchiveClassification": reflect.TypeFor[wire.ArchiveClassification](),
	"ArchiveExtraction":     reflect.TypeFor[wire.ArchiveExtraction](),
}

func TestSchemasAreTheWireTypes(t *testing.T) {
	t.Parallel()
	schemas := document(t).Components.Schemas
	for name, schema := range schemas {
		if schema.Value.Type.Is("string") {
			continue // an enumeration, see below
		}
		shape, known := shapes[name]
		if !known {
			t.Errorf("schema %s has no type in package wire", name)
			continue
		}
		got := slices.Sorted(maps.Keys(schema.Value.Properties))
		if want := slices.Sorted(slices.Values(jsonNames(shape))); !slices.Equal(got, want) {
			t.Errorf("schema %s has %v, the type %v", name, got, want)
		}
		for _, required := range schema.Value.Required {
			if _, there := schema.Value.Properties[required]; !there {
				t.Errorf("schema %s requires %s, which it does not have", name, required)
			}
		}
	}
	for name := range shapes {
		if schemas[name] == nil {
			t.Errorf("the document has no schema %s", name)
		}
	}
}

// jsonNames are the names of a type's fields in JSON, embedded ones included.
func jsonNames(shape reflect.Type) []string {
	var names []string
	for i := range shape.NumField() {
		field := shape.Field(i)
		if field.Anonymous {
			names = append(names, jsonNames(field.Type)...)
			continue
		}
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		names = append(names, name)
	}
	return names
}

func TestEnumerationsAreTheWireConstants(t *testing.T) {
	t.Parallel()
	schemas := document(t).Components.Schemas
	for name, tc := range map[string]struct{ got, want []any }{
		"ConnectionStatus": {schemas["ConnectionStatus"].Value.Enum, []any{
			string(wire.StatusPending), string(wire.StatusAwaitingMFA), string(wire.StatusConnected),
			string(wire.StatusError), string(wire.StatusDisconnected),
		}},
		"MFAKind": {schemas["MFAKind"].Value.Enum, []any{
			string(wire.MFANone), string(wire.MFAOTP), string(wire.MFAChoice), string(wire.MFAQuestions),
		}},
		"Field.kind": {schemas["Field"].Value.Properties["kind"].Value.Enum, []any{
			string(wire.FieldText), string(wire.FieldEmail), string(wire.FieldTel), string(wire.FieldPassword), string(wire.FieldNumber),
		}},
		"ArchiveStatus": {schemas["ArchiveStatus"].Value.Enum, []any{
			string(wire.ArchiveStarted), string(wire.ArchiveAnalyzed), string(wire.ArchiveUnsupported),
			string(wire.ArchiveError), string(wire.ArchiveRevoked),
		}},
		"FileFormat": {schemas["FileFormat"].Value.Enum, []any{
			string(wire.FormatPDF), string(wire.FormatPNG), string(wire.FormatJPG), string(wire.FormatJPEG),
		}},
		"Session.mode": {schemas["Session"].Value.Properties["mode"].Value.Enum, []any{
			string(wire.ModeSandbox), string(wire.ModeProduction),
		}},
	} {
		if !slices.Equal(tc.got, tc.want) {
			t.Errorf("%s has %v, want %v", name, tc.got, tc.want)
		}
	}
}
