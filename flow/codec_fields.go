package flow

import (
	"encoding/json"

	"winkterm/api/wire"
)

// jsonRequest and jsonReply are fields of a sealed type on their way to JSON and back.
type (
	jsonRequest struct{ of Request }
	jsonReply   struct{ of Reply }
)

func (r jsonRequest) MarshalJSON() ([]byte, error) { return requestCodec.marshal(r.of) }
func (r jsonReply) MarshalJSON() ([]byte, error)   { return replyCodec.marshal(r.of) }

func (r *jsonRequest) UnmarshalJSON(text []byte) (err error) {
	r.of, err = requestCodec.unmarshal(text)
	return err
}

func (r *jsonReply) UnmarshalJSON(text []byte) (err error) {
	r.of, err = replyCodec.unmarshal(text)
	return err
}

// The types that hold one of a sealed type are written through a twin whose field
// of the same name stands before the embedded one.
type (
	plainCall   Call
	plainFailed FailedCall
	plainAsk    Ask
	plainAnswer Answer
	plainFire   FireCallback
)

// MarshalJSON writes the call, its request with the type's name.
func (c Call) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		plainCall
		Request jsonRequest
	}{plainCall(c), jsonRequest{c.Request}})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (c *Call) UnmarshalJSON(text []byte) error {
	twin := struct {
		*plainCall
		Request jsonRequest
	}{plainCall: (*plainCall)(c)}
	err := json.Unmarshal(text, &twin)
	c.Request = twin.Request.of
	return err
}

// MarshalJSON writes the failed call, its request with the type's name.
func (f FailedCall) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		plainFailed
		Request jsonRequest
	}{plainFailed(f), jsonRequest{f.Request}})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (f *FailedCall) UnmarshalJSON(text []byte) error {
	twin := struct {
		*plainFailed
		Request jsonRequest
	}{plainFailed: (*plainFailed)(f)}
	err := json.Unmarshal(text, &twin)
	f.Request = twin.Request.of
	return err
}

// MarshalJSON writes the effect, its request with the type's name.
func (a Ask) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		plainAsk
		Request jsonRequest
	}{plainAsk(a), jsonRequest{a.Request}})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (a *Ask) UnmarshalJSON(text []byte) error {
	twin := struct {
		*plainAsk
		Request jsonRequest
	}{plainAsk: (*plainAsk)(a)}
	err := json.Unmarshal(text, &twin)
	a.Request = twin.Request.of
	return err
}

// MarshalJSON writes the answer, its reply with the type's name.
func (a Answer) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		plainAnswer
		Reply jsonReply
	}{plainAnswer(a), jsonReply{a.Reply}})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (a *Answer) UnmarshalJSON(text []byte) error {
	twin := struct {
		*plainAnswer
		Reply jsonReply
	}{plainAnswer: (*plainAnswer)(a)}
	err := json.Unmarshal(text, &twin)
	a.Reply = twin.Reply.of
	return err
}

// UnmarshalJSON reads what json.Marshal wrote; the callback's name says what Args is.
func (f *FireCallback) UnmarshalJSON(text []byte) error {
	twin := struct {
		*plainFire
		Args json.RawMessage
	}{plainFire: (*plainFire)(f)}
	if err := json.Unmarshal(text, &twin); err != nil {
		return err
	}
	var err error
	switch f.Name {
	case wire.OnAccountCreated, wire.OnAccountConnected, wire.OnAccountError, wire.OnAccountRemoved:
		f.Args, err = argsOf[wire.AccountCallback](twin.Args)
	case wire.OnUploadsCreated, wire.OnUploadsRemoved:
		f.Args, err = argsOf[wire.UploadsCallback](twin.Args)
	case wire.OnClose:
		f.Args, err = argsOf[wire.CloseCallback](twin.Args)
	case wire.OnTokenExpired, wire.OnUIEvent:
	}
	return err
}

func argsOf[T any](text []byte) (any, error) {
	var args T
	err := json.Unmarshal(text, &args)
	return args, err
}
