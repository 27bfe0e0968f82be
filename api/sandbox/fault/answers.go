package fault

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"winkterm/api/wire"
)

// answers are what answers consist of, in the order in which fields are looked for:
// what an operation gives or a list has items of, then what stands around it.
var answers = []any{
	wire.User{}, wire.UserCreated{}, wire.UserSession{}, wire.UserPayload{}, wire.Token{}, wire.Provider{}, wire.Account{}, wire.AccountPayload{},
	wire.AccountExport{}, wire.Task{}, wire.Archive{}, wire.FileType{}, wire.Upload{}, wire.PayslipPrediction{}, wire.PayslipManualResult{},
	wire.ConsentTemplate{}, wire.Webhook{}, wire.Invite{}, wire.InviteLog{}, wire.InviteTemplate{},
	wire.Identity{}, wire.Rating{}, wire.Document{}, wire.Employment{}, wire.Income{}, wire.Contribution{}, wire.Transaction{},
	wire.Liability{}, wire.Eincome{}, wire.Insight{}, wire.Link{},
	wire.Session{}, wire.LoginForm{}, wire.LinkAccount{},
	wire.Page[any]{}, wire.Envelope[any]{},
}

// Answered says whether the answer of any operation can have a field of that path:
// names with dots between them, for a list those of its items.
func Answered(field string) bool {
	for _, around := range []string{"data.", "items."} {
		field = strings.TrimPrefix(field, around)
	}
	path := strings.Split(field, ".")
	return slices.ContainsFunc(answers, func(a any) bool { return leads(reflect.TypeOf(a), path) })
}

// leads says whether a path leads to something from a type on. What a map, an
// interface or raw JSON has in it can be anything.
func leads(t reflect.Type, path []string) bool {
	if len(path) == 0 || t == reflect.TypeFor[json.RawMessage]() {
		return true
	}
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() == reflect.Map || t.Kind() == reflect.Interface {
		return true
	}
	if t.Kind() != reflect.Struct {
		return false
	}
	for _, f := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name != "" && name == path[0] && leads(f.Type, path[1:]) {
			return true
		}
	}
	return false
}
