package sandbox

import (
	"fmt"
	"net/http"
	"time"

	"winkterm/api/wire"
)

// refused is an answer that refuses a request. Its message goes to the client, so
// it names fields but never repeats what was in them.
type refused struct {
	status  int
	code    wire.Code
	message string
	retry   time.Duration // for Retry-After, when set
}

func (f *refused) Error() string { return string(f.code) + ": " + f.message }

// invalid is 400 for the field or parameter of that name.
func invalid(field, format string, args ...any) error {
	return &refused{
		status: http.StatusBadRequest, code: wire.CodeInvalidParameters,
		message: field + ": " + fmt.Sprintf(format, args...),
	}
}

func unauthorized(message string) error {
	return &refused{status: http.StatusUnauthorized, code: wire.CodeInvalidToken, message: message}
}

func forbidden(message string) error {
	return &refused{status: http.StatusForbidden, code: wire.CodeUnauthorizedAccess, message: message}
}

func missing(message string) error {
	return &refused{status: http.StatusNotFound, code: wire.CodeMissingResource, message: message}
}

func unsupportedType() error {
	return &refused{
		status: http.StatusUnsupportedMediaType, code: wire.CodeUnsupportedType,
		message: "the body must be application/json",
	}
}

func unsupportedMethod(method string) error {
	return &refused{
		status: http.StatusNotImplemented, code: wire.CodeUnsupportedMethod,
		message: fmt.Sprintf("%.20s is not supported here", method),
	}
}

func tooMany(message string, retry time.Duration) error {
	return &refused{
		status: http.StatusTooManyRequests, code: wire.CodeRequestLimitExceeded,
		message: message, retry: retry,
	}
}

func tooManyRequests() error {
	return tooMany("too many requests a second from this address", time.Second)
}
