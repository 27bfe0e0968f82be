package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/url"
	"strings"

	"winkterm/api/wire"
)

// target is where an answer's data goes.
type target struct {
	// fresh gives a pointer to an emptied place for the next attempt's data.
	fresh func() any
	// filled says whether data came.
	filled func() bool
}

// ignored takes any JSON and keeps none of it.
type ignored struct{}

func (*ignored) UnmarshalJSON([]byte) error { return nil }

// result is what an answer means.
type result struct {
	code      wire.Code
	requestID string
	err       *Error
}

// interpret turns what an attempt brought back into data or one *Error.
func (t *Transport) interpret(outer, limited context.Context, r request, a response, into target) result {
	if a.err != nil {
		kind, cause := t.failure(outer, limited, a)
		return result{err: &Error{
			Kind: kind, Op: r.op, HTTPStatus: a.status, host: t.name, cause: cause, partial: a.partial,
		}}
	}
	env, err := decode(a, into)
	v := result{code: wire.Code(clip(string(env.Code), codeMax)), requestID: clip(env.RequestID, codeMax)}
	kind, cause := t.meaning(a, env.Code, err, into)
	if kind == 0 {
		return v
	}
	v.err = &Error{
		Kind: kind, Op: r.op, HTTPStatus: a.status, Code: v.code, RequestID: v.requestID,
		Message:    clip(r.hide(t.auth.hide(env.Message)), messageMax),
		RetryAfter: retryAfter(a.header, t.clock.Now()), host: t.name, cause: cause,
	}
	return v
}

// decode opens the envelope. The error is that of the whole, data included; the
// envelope is given as far as it could be read, with an empty code when the
// answer is none.
func decode(a response, into target) (wire.Envelope[ignored], error) {
	var failed error
	if a.status/100 == 2 {
		full := wire.Envelope[any]{Data: into.fresh()}
		failed = json.Unmarshal(a.body, &full)
		if failed == nil {
			return wire.Envelope[ignored]{Code: full.Code, Message: full.Message, RequestID: full.RequestID}, nil
		}
	}
	var head wire.Envelope[ignored]
	if err := json.Unmarshal(a.body, &head); err != nil {
		return head, err
	}
	return head, failed
}

// meaning gives the kind of failure that an answer is, or 0 for a success.
func (t *Transport) meaning(a response, code wire.Code, err error, into target) (Kind, error) {
	success := a.status/100 == 2
	switch {
	case code == "" && success && cutShort(a.body, err):
		return KindCutOff, errors.New("the answer stops in the middle")
	case code == "":
		return t.statusOnlyKind(a.status), notEnvelope(a)
	}
	if kind := t.kind(a.status, code); kind != 0 {
		return kind, nil
	}
	if err != nil {
		return KindNotEnvelope, fmt.Errorf("the answer's data is not of the expected shape: %w", err)
	}
	if !into.filled() {
		return KindNotEnvelope, errors.New("the answer has no data")
	}
	return 0, nil
}

// cutShort tells JSON that lacks its end from something that is not JSON.
func cutShort(body []byte, err error) bool {
	var syntax *json.SyntaxError
	return len(body) > 0 && errors.As(err, &syntax) && syntax.Offset >= int64(len(body)) &&
		strings.HasPrefix(syntax.Error(), "unexpected end")
}

// notEnvelope describes an answer that is not the API's, without quoting it.
func notEnvelope(a response) error {
	if a.status/100 == 3 {
		return fmt.Errorf("the answer sends us on to %s", redirectHost(a.header.Get("Location")))
	}
	what, _, err := mime.ParseMediaType(a.header.Get("Content-Type"))
	if err != nil {
		what = "something without a type"
	}
	return fmt.Errorf("the answer is %s of %d bytes, not the API's envelope", clip(what, codeMax), len(a.body))
}

// redirectHost names the host alone: the rest of an address may carry a secret.
func redirectHost(location string) string {
	u, err := url.Parse(location)
	if err != nil || u.Host == "" {
		return "another page"
	}
	return clip(u.Scheme+"://"+u.Hostname(), codeMax)
}
