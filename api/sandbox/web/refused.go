package web

import (
	"fmt"
	"net/http"
	"time"

	"winkterm/api/wire"
)

// Refused is an answer that refuses a request. Its message goes to the client, so
// it names fields but never repeats what was in them.
type Refused struct {
	Status  int
	Code    wire.Code
	Message string
	Retry   time.Duration // for Retry-After, when set
}

func (f *Refused) Error() string { return string(f.Code) + ": " + f.Message }

// Invalid is 400 for the field or parameter of that name.
func Invalid(field, format string, args ...any) error {
	return &Refused{
		Status: http.StatusBadRequest, Code: wire.CodeInvalidParameters,
		Message: field + ": " + fmt.Sprintf(format, args...),
	}
}

// Unauthorized is 401: nobody knows who calls.
func Unauthorized(message string) error {
	return &Refused{Status: http.StatusUnauthorized, Code: wire.CodeInvalidToken, Message: message}
}

// Forbidden is 403.
func Forbidden(message string) error {
	return &Refused{Status: http.StatusForbidden, Code: wire.CodeUnauthorizedAccess, Message: message}
}

// Missing is 404.
func Missing(message string) error {
	return &Refused{Status: http.StatusNotFound, Code: wire.CodeMissingResource, Message: message}
}

// TooMany is 429, to be tried again after a while.
func TooMany(message string, retry time.Duration) error {
	return &Refused{
		Status: http.StatusTooManyRequests, Code: wire.CodeRequestLimitExceeded,
		Message: message, Retry: retry,
	}
}

func unsupportedType() error {
	return &Refused{
		Status: http.StatusUnsupportedMediaType, Code: wire.CodeUnsupportedType,
		Message: "the body must be application/json",
	}
}

func unsupportedMethod(method string) error {
	return &Refused{
		Status: http.StatusNotImplemented, Code: wire.CodeUnsupportedMethod,
		Message: fmt.Sprintf("%.20s is not supported here", method),
	}
}
