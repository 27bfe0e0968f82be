package flow

import (
	"encoding/json"
	"fmt"
	"reflect"
)

// A value of a sealed type is written as {"type": its Go name, "data": its fields},
// so that a file alone gives it again. The tables below have every type;
// TestEveryTypeHasACodec fails when one is forgotten.
var (
	eventCodec = codecOf[Event](
		Begin{}, ConsentGiven{}, ConsentDeclined{}, Searched{}, TypeFiltered{}, ProviderChosen{},
		OptionChosen{}, Typed{}, Submitted{}, ResendWanted{}, RecordChosen{}, AnotherWanted{},
		AccountWanted{}, LoginWanted{}, UploadWanted{}, FileTypeChosen{}, FileAdded{}, FileRemoved{}, UploadStopped{},
		ArchiveWanted{}, RevokeWanted{}, RevokeConfirmed{}, SyncStopWanted{}, Refreshed{}, Retried{},
		Back{}, BrowserWanted{}, TokenWanted{}, Done{}, Close{},
		Answer{}, TokenExpired{}, HostReset{}, WidgetCallback{}, WidgetPage{},
	)
	replyCodec = codecOf[Reply](
		TokenReady{}, SessionOpened{}, AccountsLoaded{}, ProviderLoaded{}, ProvidersArrived{},
		LoginLoaded{}, AccountCreated{}, AccountSeen{}, SyncSeen{}, AnswerAccepted{}, AccountRemoved{},
		SyncStopped{}, FileTypesLoaded{}, UploadProgress{}, ArchiveCreated{}, ArchiveSeen{},
		ArchivesLoaded{}, ArchiveRemoved{}, WidgetLaunched{}, WidgetRenewed{}, UserSeen{}, Failed{},
	)
	requestCodec = codecOf[Request](
		CreateUser{}, FetchToken{}, OpenSession{}, LoadAccounts{}, LoadProvider{}, LoadProviders{},
		SearchProviders{}, LoadLogin{}, CreateAccount{}, Poll{}, SubmitMFA{}, ResendCode{},
		RevokeAccount{}, LoadFileTypes{}, LoadArchives{}, CreateArchive{}, DeleteArchive{},
		DisableMonitor{}, LaunchWidget{}, RenewWidget{},
	)
	effectCodec = codecOf[Effect](
		Ask{}, Cancel{}, ShowPage{}, FireCallback{}, RecordStatus{}, RecordWidgetCallback{},
		RecordNote{}, CloseWidget{},
	)
)

// codec is the types of a sealed interface by name.
type codec[T any] map[string]reflect.Type

func codecOf[T any](values ...T) codec[T] {
	c := codec[T]{}
	for _, v := range values {
		t := reflect.TypeOf(v)
		c[t.Name()] = t
	}
	return c
}

type typed struct {
	Type string          `json:"type"`
	Data json.RawMessage `json:"data"`
}

func (c codec[T]) marshal(v T) ([]byte, error) {
	if any(v) == nil {
		return []byte("null"), nil
	}
	name := reflect.TypeOf(v).Name()
	if c[name] == nil {
		return nil, fmt.Errorf("%s has no codec", name)
	}
	data, err := json.Marshal(any(v))
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", name, err)
	}
	return json.Marshal(typed{Type: name, Data: data})
}

func (c codec[T]) unmarshal(text []byte) (T, error) {
	var none T
	if string(text) == "null" {
		return none, nil
	}
	var raw typed
	if err := json.Unmarshal(text, &raw); err != nil {
		return none, fmt.Errorf("decode: %w", err)
	}
	t, ok := c[raw.Type]
	if !ok {
		return none, fmt.Errorf("%q is not a type of this version", raw.Type)
	}
	v := reflect.New(t)
	if err := json.Unmarshal(raw.Data, v.Interface()); err != nil {
		return none, fmt.Errorf("decode %s: %w", raw.Type, err)
	}
	return v.Elem().Interface().(T), nil //nolint:errcheck // the table has only types of T
}

// MarshalEvent gives an event as JSON, with what it holds in the clear: mask it
// before it is kept.
func MarshalEvent(e Event) ([]byte, error) { return eventCodec.marshal(e) }

// UnmarshalEvent reads what MarshalEvent wrote. It fails on a type that this
// version does not have.
func UnmarshalEvent(text []byte) (Event, error) { return eventCodec.unmarshal(text) }

// MarshalEffect gives an effect as JSON, with what it holds in the clear.
func MarshalEffect(e Effect) ([]byte, error) { return effectCodec.marshal(e) }

// UnmarshalEffect reads what MarshalEffect wrote. It fails on a type that this
// version does not have.
func UnmarshalEffect(text []byte) (Effect, error) { return effectCodec.unmarshal(text) }

// MarshalRequest gives a request as JSON, with what it holds in the clear.
func MarshalRequest(r Request) ([]byte, error) { return requestCodec.marshal(r) }

// UnmarshalRequest reads what MarshalRequest wrote. It fails on a type that this
// version does not have.
func UnmarshalRequest(text []byte) (Request, error) { return requestCodec.unmarshal(text) }
