package flow

import (
	"encoding/json"
	"fmt"
	"reflect"

	"winkterm/api/wire"
)

// named has every type of the sealed interfaces by its name, and what the arguments of
// a callback can be. TestEveryTypeHasACodec fails when one is forgotten.
var named = byName(
	Begin{}, OwnerWanted{}, ConsentGiven{}, ConsentDeclined{}, Searched{}, TypeFiltered{}, ProviderChosen{},
	OptionChosen{}, Typed{}, Submitted{}, ResendWanted{}, RecordChosen{}, AnotherWanted{},
	AccountWanted{}, AccountsWanted{}, DataWanted{}, LoginWanted{}, UploadWanted{}, EmployerMissing{}, FileTypeChosen{}, FileAdded{}, FileRemoved{},
	UploadStopped{}, ArchiveWanted{}, RevokeWanted{}, RevokeConfirmed{}, SyncStopWanted{}, Refreshed{},
	Retried{}, Back{}, BrowserWanted{}, TokenWanted{}, InviteWanted{}, TemplateChosen{}, TemplateWanted{}, Done{}, Close{},
	Answer{}, TokenExpired{}, HostReset{}, WidgetCallback{}, WidgetPage{},

	TokenReady{}, OwnerFound{}, SessionOpened{}, ProviderLoaded{}, ProvidersArrived{}, LoginLoaded{}, AccountCreated{},
	AccountSeen{}, SyncSeen{}, AnswerAccepted{}, FileTypesLoaded{}, UploadProgress{}, ArchiveCreated{},
	ArchiveSeen{}, WidgetLaunched{}, UserSeen{}, DataArrived{}, InviteTemplatesLoaded{}, InviteSent{}, InviteSeen{}, Agreed{}, Failed{},

	CreateUser{}, FetchToken{}, FindOwner{}, OpenSession{}, LoadProvider{}, LoadProviders{}, SearchProviders{},
	LoadLogin{}, CreateAccount{}, Poll{}, SubmitMFA{}, ResendCode{}, Revoke{}, LoadFileTypes{},
	CreateArchive{}, LoadData{}, DisableMonitor{}, LaunchWidget{}, RenewWidget{}, LoadInviteTemplates{}, CreateInviteTemplate{}, SendInvite{},

	Ask{}, Cancel{}, ShowPage{}, FireCallback{}, RecordStatus{}, RecordWidgetCallback{}, RecordNote{}, CloseWidget{},
	wire.AccountCallback{}, wire.UploadsCallback{}, wire.CloseCallback{},
)

func byName(values ...any) map[string]reflect.Type {
	types := map[string]reflect.Type{}
	for _, v := range values {
		types[reflect.TypeOf(v).Name()] = reflect.TypeOf(v)
	}
	return types
}

// typed is a value of a sealed type as JSON, so that a file alone gives it again.
type typed struct {
	Type string          `json:"type"`
	Data json.RawMessage `json:"data"`
}

// Marshal gives an Event, Reply, Request or Effect as JSON with the name of its type,
// and with what it holds in the clear: mask it before it is kept.
func Marshal(v any) ([]byte, error) {
	if v == nil {
		return []byte("null"), nil
	}
	name := reflect.TypeOf(v).Name()
	if named[name] == nil {
		return nil, fmt.Errorf("%s has no codec", name)
	}
	data, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", name, err)
	}
	return json.Marshal(typed{Type: name, Data: data})
}

// Unmarshal reads what Marshal wrote of an Event, Reply, Request or Effect, which T is.
// It fails on a type that is no T, or that this version does not have.
func Unmarshal[T any](text []byte) (value T, err error) {
	if string(text) == "null" {
		return value, nil
	}
	var raw typed
	if err := json.Unmarshal(text, &raw); err != nil {
		return value, fmt.Errorf("decode: %w", err)
	}
	t := named[raw.Type]
	if t == nil || !t.AssignableTo(reflect.TypeFor[T]()) {
		return value, fmt.Errorf("%q is not a type of this version", raw.Type)
	}
	v := reflect.New(t)
	if err := json.Unmarshal(raw.Data, v.Interface()); err != nil {
		return value, fmt.Errorf("decode %s: %w", raw.Type, err)
	}
	reflect.ValueOf(&value).Elem().Set(v.Elem())
	return value, nil
}

// split is a struct as JSON that holds a value of a sealed type: the fields without
// that one, and what it is of.
type split struct {
	Fields any
	Of     json.RawMessage
}

func marshalSplit(fields, sealed any) ([]byte, error) {
	text, err := Marshal(sealed)
	if err != nil {
		return nil, err
	}
	return json.Marshal(split{fields, text})
}

func unmarshalSplit[T any](text []byte, fields any, sealed *T) error {
	s := split{Fields: fields}
	err := json.Unmarshal(text, &s)
	if err == nil {
		*sealed, err = Unmarshal[T](s.Of)
	}
	return err
}

// The structs that hold a value of a sealed type, without their methods.
type (
	callFields   Call
	askFields    Ask
	answerFields Answer
	fireFields   FireCallback
)

// MarshalJSON writes the request with the name of its type.
func (c Call) MarshalJSON() ([]byte, error) { return marshalSplit(callFields(c), c.Request) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (c *Call) UnmarshalJSON(text []byte) error {
	return unmarshalSplit(text, (*callFields)(c), &c.Request)
}

// MarshalJSON writes the request with the name of its type.
func (a Ask) MarshalJSON() ([]byte, error) { return marshalSplit(askFields(a), a.Request) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (a *Ask) UnmarshalJSON(text []byte) error {
	return unmarshalSplit(text, (*askFields)(a), &a.Request)
}

// MarshalJSON writes the reply with the name of its type.
func (a Answer) MarshalJSON() ([]byte, error) { return marshalSplit(answerFields(a), a.Reply) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (a *Answer) UnmarshalJSON(text []byte) error {
	return unmarshalSplit(text, (*answerFields)(a), &a.Reply)
}

// MarshalJSON writes the arguments with the name of their type.
func (f FireCallback) MarshalJSON() ([]byte, error) { return marshalSplit(fireFields(f), f.Args) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (f *FireCallback) UnmarshalJSON(text []byte) error {
	return unmarshalSplit(text, (*fireFields)(f), &f.Args)
}
