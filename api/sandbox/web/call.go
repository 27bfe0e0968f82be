package web

import (
	"net/http"
	"strings"

	"winkterm/api/wire"
)

// Route is one operation.
type Route struct {
	// Method and Path are as http.ServeMux has them.
	Method, Path string
	// Guard says who may call; nil is for everybody.
	Guard func(*Call) error
	// Status is that of a good answer.
	Status int
	// Do is what the operation does. It returns the data of the answer, nil for an
	// envelope without any.
	Do Operation
}

// Operation does what a call asks for.
type Operation func(*Call) (any, error)

// Name is the route's name in the documentation, in faults and in the log.
func (rt Route) Name() string { return rt.Method + " " + rt.Path }

// Call is one request on its way through the sandbox.
type Call struct {
	W     http.ResponseWriter
	R     *http.Request
	Route Route
	// Note is what is noted of the request.
	Note *wire.SandboxRequest
	// Caller is what the guard has found out about who calls.
	Caller any
	server *Server
	strict bool // its body may have no field that is not known
}

// ID is the id in the path.
func (c *Call) ID() string { return c.R.PathValue("id") }

// MaxID is the longest id that the specification allows in a path or parameter.
const MaxID = 200

// IDParameter returns a parameter that must name something.
func (c *Call) IDParameter(name string) (string, error) {
	id := c.R.URL.Query().Get(name)
	if id == "" || len(id) > MaxID {
		return "", Invalid(name, "is wanted, up to %d characters", MaxID)
	}
	return id, nil
}

// Bearer returns the token of the Authorization header, false without one.
func (c *Call) Bearer() (string, bool) {
	scheme, token, ok := strings.Cut(c.R.Header.Get("Authorization"), " ")
	token = strings.TrimSpace(token)
	return token, ok && strings.EqualFold(scheme, "Bearer") && token != ""
}
