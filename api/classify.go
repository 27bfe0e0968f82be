package api

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"

	"winkterm/api/wire"
)

// failure classifies an attempt that brought no whole answer.
func (t *Transport) failure(outer, limited context.Context, a response) (Kind, error) {
	var (
		netErr net.Error
		file   *FileError
	)
	switch {
	case outer.Err() != nil:
		return stopped(outer)
	case errors.As(a.err, &file):
		return KindFile, file
	case errors.Is(a.err, errTooLarge):
		return KindNotEnvelope, a.err
	case limited.Err() != nil:
		return KindTimeout, a.broke(context.Cause(limited))
	case errors.As(a.err, &netErr) && netErr.Timeout():
		return KindTimeout, a.broke(withoutURL(a.err))
	case !a.connected:
		return KindUnreachable, withoutURL(a.err)
	case strings.Contains(a.err.Error(), "malformed HTTP"):
		// net/http has no type for an answer that is not HTTP at all.
		return KindNotEnvelope, errors.New("the answer is not HTTP")
	}
	return KindCutOff, a.broke(withoutURL(a.err))
}

// broke says where an upload broke off.
func (a response) broke(cause error) error {
	if !a.partial {
		return cause
	}
	return fmt.Errorf("at about %d %% of the upload: %w", a.percent, cause)
}

// stopped classifies a context of the caller's that has ended.
func stopped(ctx context.Context) (Kind, error) {
	if errors.Is(ctx.Err(), context.Canceled) {
		return KindCancelled, ctx.Err()
	}
	return KindTimeout, ctx.Err()
}

// withoutURL takes the URL off an error, for Op names the call already.
func withoutURL(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}

// kind classifies an envelope, 0 for a success. The status speaks first; the
// code decides where the status says little, and where a 2xx carries an error.
// A code that is not known is no error by itself.
func (t *Transport) kind(status int, code wire.Code) Kind {
	success := status/100 == 2
	if success || status == http.StatusBadRequest {
		if code == wire.CodeInvalidCredentials || code == wire.CodeInvalidToken {
			return t.auth.refused
		}
		if kind := codeKinds[code]; kind != 0 {
			return kind
		}
	}
	if success {
		return 0
	}
	return t.statusKind(status)
}

var codeKinds = map[wire.Code]Kind{
	wire.CodeInvalidParameters:    KindInvalid,
	wire.CodeUnauthorizedAccess:   KindForbidden,
	wire.CodeMissingResource:      KindMissing,
	wire.CodeUnsupportedType:      KindUnsupported,
	wire.CodeUnsupportedMethod:    KindUnsupported,
	wire.CodeRequestLimitExceeded: KindRateLimited,
	wire.CodeServerError:          KindServerDown,
	wire.CodeServerUnavailable:    KindServerDown,
	wire.CodeTimeLimitExceeded:    KindTimeout,
}

// statusKinds are the statuses that say more than their class.
var statusKinds = map[int]Kind{
	http.StatusForbidden:            KindForbidden,
	http.StatusNotFound:             KindMissing,
	http.StatusGone:                 KindMissing,
	http.StatusMethodNotAllowed:     KindUnsupported,
	http.StatusUnsupportedMediaType: KindUnsupported,
	http.StatusNotImplemented:       KindUnsupported,
	http.StatusRequestTimeout:       KindTimeout,
	http.StatusGatewayTimeout:       KindTimeout,
	http.StatusTooManyRequests:      KindRateLimited,
}

func (t *Transport) statusKind(status int) Kind {
	kind, known := statusKinds[status]
	switch {
	case known:
		return kind
	case status == http.StatusUnauthorized:
		return t.auth.refused
	case status >= http.StatusInternalServerError:
		return KindServerDown
	case status >= http.StatusBadRequest:
		return KindInvalid
	}
	return KindNotEnvelope
}

// statusOnlyKind classifies an answer without an envelope. A status that a gateway
// gives in the API's place means the same with any body; another one, a 404
// say, comes from something that is not the API and says nothing about it.
func (t *Transport) statusOnlyKind(status int) Kind {
	switch status {
	case http.StatusUnauthorized, http.StatusRequestTimeout, http.StatusTooManyRequests, http.StatusRequestEntityTooLarge:
		return t.statusKind(status)
	}
	if status >= http.StatusInternalServerError && status != http.StatusNetworkAuthenticationRequired {
		return t.statusKind(status)
	}
	return KindNotEnvelope
}
