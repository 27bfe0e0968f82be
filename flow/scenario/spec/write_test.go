package spec_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"winkterm/api/wire"
	"winkterm/flow/scenario/spec"
)

// TestWhatIsWrittenReadsBack writes scenarios with anything in them.
func TestWhatIsWrittenReadsBack(t *testing.T) {
	t.Parallel()
	options := append([]cmp.Option{cmpopts.EquateEmpty(), cmpopts.IgnoreTypes(spec.Pos{})}, compare...)
	rapid.Check(t, func(t *rapid.T) {
		want := anyScenario(t)
		var out bytes.Buffer
		if err := spec.Write(&out, want); err != nil {
			t.Fatal(err)
		}
		env := func(name string) (string, bool) { return hushed, strings.HasPrefix(name, "WINKTERM_SECRET_") }
		got, err := spec.Reader{FS: files("x.yaml", out.String()), Env: env}.Read("x.yaml")
		if err != nil {
			t.Fatalf("%v\n%s", err, out.String())
		}
		got[0].Secrets = want.Secrets
		if diff := cmp.Diff(want, got[0], options...); diff != "" {
			t.Fatalf("%s\n%s", diff, out.String())
		}
		if strings.Contains(out.String(), hushed) {
			t.Fatalf("the secret is written:\n%s", out.String())
		}
	})
}

const hushed = "hunter2-of-the-environment"

func anyScenario(t *rapid.T) *spec.Scenario {
	s := &spec.Scenario{Version: 1, Name: "x", Secrets: []wire.Secret{hushed}}
	fill(t, reflect.ValueOf(&s.Options).Elem(), "")
	s.Tags = rapid.SliceOfN(anyText.Filter(func(s string) bool { return s != "" && !strings.ContainsAny(s, "!,") }), 0, 3).Draw(t, "tags")
	s.Description = anyText.Draw(t, "description")
	s.Seed = rapid.Uint64().Draw(t, "seed")
	s.Speed = new(rapid.Float64Range(0, 100).Draw(t, "speed"))
	s.Now = time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "now"), 0).UTC()
	if rapid.Bool().Draw(t, "data") {
		s.Data.Kinds = map[string][]map[string]any{"incomes": {{"amount": 12.5, "x": anyText.Draw(t, "x")}}, "ratings": {}}
		s.Data.Gap.Months = 3
	}
	fill(t, reflect.ValueOf(&s.People).Elem(), "")
	s.Faults = []wire.Fault{{Name: "http.503", RetryAfter: "2s", When: wire.FaultWhen{Nth: 2}}, {Name: "http.cut"}}
	for _, a := range spec.Actions() {
		s.Steps = append(s.Steps, spec.Step{Do: anyAction(t, a.Zero), Note: anyText.Draw(t, "note"), Expect: anyExpects(t)})
	}
	s.Steps = append(s.Steps, spec.Step{Note: "only"}, spec.Step{Do: spec.Consent{}, On: "Consent"}, spec.Step{Do: spec.Code{Value: hushed}})
	return s
}

// anyAction fills one in, with what the reader wants of it.
func anyAction(t *rapid.T, zero spec.Action) spec.Action {
	v := reflect.New(reflect.TypeOf(zero)).Elem()
	fill(t, v, "")
	switch a := v.Interface().(type) {
	case spec.Until:
		a.In = ""
		a.Page = "Login"
		return a
	case spec.File:
		return spec.File{Path: "a/" + a.Path}
	case spec.Upload:
		a.Files = append(a.Files, "b")
		return a
	case spec.Browser:
		return spec.Browser{Callback: "onClose", Data: map[string]any{"reason": anyText.Draw(t, "reason")}}
	case spec.Fault:
		return spec.Fault{Fault: wire.Fault{Name: "http.slow", Delay: "1s", Times: 3}}
	case spec.Action:
		return a
	}
	return nil
}

func anyExpects(t *rapid.T) []spec.Expect {
	two := 2
	all := []spec.Check{
		spec.OnPage{Page: "Login"}, spec.Callback{Name: "onClose", Data: map[string]any{"reason": anyText.Draw(t, "reason")}, Count: &two},
		spec.Callbacks{Names: []string{"onClose", "onUIEvent LoginPageOpened"}, Exact: true},
		spec.Statuses{Are: []string{"PENDING", "ERROR"}, Within: 90e9, In: "account"}, spec.Statuses{Are: []string{"ERROR"}},
		spec.ErrorCode{}, spec.ErrorCode{Code: "ACCOUNT_LOCKED"}, spec.Webhook{Type: "USER_CREATED"},
		spec.UserData{Kind: "incomes", Path: "$[0]", Equals: []any{1.0, "1", true, nil, map[string]any{anyKey.Draw(t, "key"): 1e30}}},
		spec.HTTP{Call: "GET /accounts/{id}", Status: "200", Max: &two}, spec.HTTP{Call: "GET /users"},
		spec.Never{Expect: spec.Expect{Check: spec.Callback{Name: "onTokenExpired"}}},
	}
	return []spec.Expect{{Check: rapid.SampledFrom(all).Draw(t, "check")}}
}

var (
	awkward = []string{"null", "~", "1", "0x1", "1e3", "true", "no", "2026-01-31", "${a}", "$${", "- a", "a: b", "#", " a ", "\n", "a\nb\n", "\t", "\x00", "é", "'", "\"", "<<", "=", "{", hushed, hushed + "x"}
	anyText = rapid.OneOf(rapid.SampledFrom(awkward), rapid.StringN(0, 8, 20).Filter(func(s string) bool { return !strings.Contains(s, "\uFFFD") }))
	anyKey  = anyText.Filter(func(s string) bool { return !strings.Contains(s, hushed) })
	words   = map[string][]string{
		"person": {"Ryan", "George"}, "provider": {"sss_ph", "upwork"}, "fileType": {"PAYSLIP"}, "sample": {"payslip-ryan.png"},
		"status": {"CONNECTED", "ERROR"}, "callback": {"onClose"}, "providerType": {"", "GIG"},
	}
)

// fill puts anything into a value that a file may have there.
func fill(t *rapid.T, v reflect.Value, tag reflect.StructTag) {
	if enum := tag.Get("enum"); enum != "" {
		v.SetString(rapid.SampledFrom(strings.Split(enum, ",")).Draw(t, "enum"))
		return
	}
	switch p := v.Addr().Interface().(type) {
	case *spec.Page, *spec.Subject:
		return
	case *spec.Duration:
		*p = spec.Duration(rapid.Int64Range(0, 1e16).Draw(t, "duration"))
		return
	}
	switch v.Kind() { //nolint:exhaustive // what the types of the package have
	case reflect.String:
		if list := words[tag.Get("words")]; list != nil {
			v.SetString(rapid.SampledFrom(list).Draw(t, "word"))
		} else {
			v.SetString(anyText.Draw(t, "text"))
		}
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, "bool"))
	case reflect.Int:
		v.SetInt(rapid.Int64Range(0, 9).Draw(t, "int"))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(t, v.Elem(), tag)
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.Tag.Get("yaml") != "" {
				fill(t, v.Field(i), f.Tag)
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(t, v.Index(0), tag)
	case reflect.Map:
		if v.Type().Elem().Kind() == reflect.String {
			v.Set(reflect.MakeMap(v.Type()))
			one := reflect.New(v.Type().Elem()).Elem()
			fill(t, one, tag)
			v.SetMapIndex(reflect.ValueOf(anyKey.Draw(t, "key")), one)
		}
	}
}
