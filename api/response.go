package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/url"
	"strings"

	"winkterm/api/wire"
)

// result is what an answer means.
type result struct {
	code      wire.Code
	requestID string
	// note says what of the answer's shape was let pass.
	note string
	err  *Error
}

// envelope is an answer's with its data as they came.
type envelope = wire.Envelope[json.RawMessage]

// interpret turns what an attempt brought back into data or one *Error. The data go
// to into, a pointer to a pointer; nil is for a call that wants none.
func (t *Transport) interpret(outer, limited context.Context, r request, a response, into any) result {
	e := Error{Op: r.op, HTTPStatus: a.status, host: t.name}
	if a.err != nil {
		e.Kind, e.cause = t.failure(outer, limited, a)
		e.partial = a.partial
		return result{err: &e}
	}
	body, bom := bytes.CutPrefix(a.body, []byte("\ufeff"))
	if into == nil && a.status/100 == 2 && len(bytes.TrimSpace(body)) == 0 {
		return result{note: "the answer is empty, which is fine where no data are wanted"}
	}
	env, note, kind, cause := t.open(a, body, into)
	if bom {
		note = strings.Trim("the answer begins with a byte order mark, which is skipped; "+note, "; ")
	}
	v := result{code: wire.Code(clip(string(env.Code), codeMax)), requestID: clip(env.RequestID, codeMax), note: note}
	if kind == 0 {
		return v
	}
	e.Kind, e.cause, e.Code, e.RequestID = kind, cause, v.code, v.requestID
	e.Message = clip(r.hide(t.auth.hide(env.Message)), messageMax)
	e.RetryAfter = retryAfter(a.header, t.clock.Now())
	v.err = &e
	return v
}

// open reads the envelope, and its data if it is that of a success. The kind is 0 for
// a success; without a code the answer is none of the API's.
func (t *Transport) open(a response, body []byte, into any) (env envelope, note string, kind Kind, cause error) {
	success := a.status/100 == 2
	_, err := decode(body, "the answer", &env)
	var shape *shapeError
	if err != nil && !errors.As(err, &shape) {
		env = envelope{}
	}
	switch {
	case success && errors.Is(err, io.ErrUnexpectedEOF) && len(body) > 0:
		return env, "", KindCutOff, errors.New("the answer stops in the middle")
	case success && shape != nil:
		return env, "", KindNotEnvelope, shape
	case env.Code == "":
		return env, "", t.statusOnlyKind(a.status), notEnvelope(a)
	}
	if kind := t.kind(a.status, env.Code); kind != 0 || into == nil {
		return env, "", kind, nil
	}
	if env.Data == nil || string(env.Data) == "null" {
		return env, "", KindNotEnvelope, errors.New("the answer has no data")
	}
	if note, err = decode(env.Data, "data", into); err != nil {
		return env, note, KindNotEnvelope, err
	}
	return env, note, 0, nil
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
