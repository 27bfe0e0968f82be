package flow_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
)

// sealedTypes reads the package for every type that has the method of a sealed
// interface, by itself or through an embedded type.
func sealedTypes(t *testing.T, method string) []string {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	has, embeds := map[string]bool{}, map[string][]string{}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), e.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Recv != nil && n.Name.Name == method {
					if id, ok := n.Recv.List[0].Type.(*ast.Ident); ok {
						has[id.Name] = true
					}
				}
			case *ast.TypeSpec:
				if s, ok := n.Type.(*ast.StructType); ok {
					for _, f := range s.Fields.List {
						if id, ok := f.Type.(*ast.Ident); ok && len(f.Names) == 0 {
							embeds[id.Name] = append(embeds[id.Name], n.Name.Name)
						}
					}
				}
			}
			return true
		})
	}
	var names []string
	for name := range has {
		if ast.IsExported(name) {
			names = append(names, name)
		}
		names = append(names, embeds[name]...)
	}
	return names
}

// TestEveryTypeHasACodec writes every type of the sealed interfaces, each field of
// it set, and reads it back.
func TestEveryTypeHasACodec(t *testing.T) {
	t.Parallel()
	check[flow.Event](t, "event")
	check[flow.Reply](t, "reply")
	check[flow.Request](t, "request")
	check[flow.Effect](t, "effect")
}

func check[T any](t *testing.T, method string) {
	t.Helper()
	all := sealedTypes(t, method)
	if len(all) == 0 {
		t.Fatalf("no type has the method %s", method)
	}
	for _, name := range all {
		if flow.Named[name] == nil {
			t.Errorf("%s has no codec: add it to the table", name)
			continue
		}
		v := reflect.New(flow.Named[name]).Elem()
		fill(v, 0)
		want := v.Interface().(T) //nolint:errcheck // each of them has the method
		text, err := flow.Marshal(want)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got, err := flow.Unmarshal[T](text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s is not read back: %s gives %+v", name, text, got)
		}
	}
}

// fill sets every exported field of a value to something that is not its zero value.
func fill(v reflect.Value, depth int) {
	switch v.Kind() { //nolint:exhaustive // shapes have no other kinds
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(7)
	case reflect.Uint8:
		v.SetUint(1)
	case reflect.Float64:
		v.SetFloat(1.5)
	case reflect.String:
		v.SetString("text")
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), depth+1)
	case reflect.Slice:
		if v.Type() == reflect.TypeFor[json.RawMessage]() {
			v.SetBytes([]byte(`{"a":1}`))
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), depth+1)
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i), depth+1)
		}
	case reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key, depth+1)
		fill(value, depth+1)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(time.Date(2026, 3, 4, 5, 6, 7, 8, time.UTC)))
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(v.Field(i), depth+1)
			}
		}
		if fire, ok := v.Addr().Interface().(*flow.FireCallback); ok {
			fire.Name, fire.Args = wire.OnClose, wire.CloseCallback{Reason: wire.CloseX}
		}
	case reflect.Interface:
		switch v.Type() {
		case reflect.TypeFor[flow.Request]():
			v.Set(reflect.ValueOf(flow.CreateAccount{ProviderID: "p", Credentials: map[string]wire.Secret{"password": "x"}}))
		case reflect.TypeFor[flow.Reply]():
			v.Set(reflect.ValueOf(flow.ProvidersArrived{Cursor: "c", Last: true}))
		}
	default:
		panic("fill does not know " + v.Type().String())
	}
}

// TestAStateIsReadBack writes a state with every field set and reads it back.
func TestAStateIsReadBack(t *testing.T) {
	t.Parallel()
	var want, got flow.State
	fill(reflect.ValueOf(&want).Elem(), 0)
	text, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("a state is not read back: %s gives %+v", text, got)
	}
}

// TestACodecRefuses what it does not know.
func TestACodecRefuses(t *testing.T) {
	t.Parallel()
	for _, text := range []string{`{"type":"Nonsense","data":{}}`, `{"type":"Ask"`, `{"type":"Cancel","data":[]}`, `{"type":"Begin","data":{}}`} {
		if e, err := flow.Unmarshal[flow.Effect]([]byte(text)); err == nil {
			t.Errorf("%s gives %+v", text, e)
		}
	}
}

// TestNothingIsReadBack has no request and no arguments where there can be some.
func TestNothingIsReadBack(t *testing.T) {
	t.Parallel()
	for _, want := range []flow.Effect{flow.Ask{Attempt: 1}, flow.FireCallback{Name: wire.OnTokenExpired}} {
		text, err := flow.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := flow.Unmarshal[flow.Effect](text); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s gives %+v, %v", text, got, err)
		}
	}
}
