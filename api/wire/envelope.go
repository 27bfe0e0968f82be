package wire

// Code is the envelope's verdict on a request.
type Code string

// The codes of the specification, and UNSUPPORTED_TYPE, which the API answers
// although the specification's enumeration leaves it out.
const (
	CodeOK                   Code = "OK"
	CodeCreated              Code = "CREATED"
	CodeInvalidCredentials   Code = "INVALID_CREDENTIALS"
	CodeInvalidParameters    Code = "INVALID_PARAMETERS"
	CodeInvalidToken         Code = "INVALID_TOKEN"
	CodeUnauthorizedAccess   Code = "UNAUTHORIZED_ACCESS"
	CodeMissingResource      Code = "MISSING_RESOURCE"
	CodeUnsupportedType      Code = "UNSUPPORTED_TYPE"
	CodeRequestLimitExceeded Code = "REQUEST_LIMIT_EXCEEDED"
	CodeServerError          Code = "SERVER_ERROR"
	CodeUnsupportedMethod    Code = "UNSUPPORTED_METHOD"
	CodeServerUnavailable    Code = "SERVER_UNAVAILABLE"
	CodeTimeLimitExceeded    Code = "TIME_LIMIT_EXCEEDED"
)

// Envelope wraps every answer of both APIs, the schema CommonResponse beside the
// answer's own data. RequestID is what Smile's support
// asks for.
type Envelope[T any] struct {
	Code      Code   `json:"code"`
	Message   string `json:"message"`
	RequestID string `json:"requestId"`
	Data      T      `json:"data,omitempty"`
}

// Page is one page of a list, a part of the schema ProviderListResponse and of all others of lists. NextCursor is empty on the last page; on the wire
// it is then absent or null, and both are read.
type Page[T any] struct {
	Items      []T    `json:"items"`
	NextCursor string `json:"nextCursor,omitempty"`
}

// The limits of the "size" parameter of every list.
const (
	SizeMin     = 1
	SizeDefault = 10
	SizeMax     = 150
)
