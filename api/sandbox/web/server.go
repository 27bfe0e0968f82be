package web

import (
	"fmt"
	"log/slog"
	"net/http"
	"path"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"winkterm/api/wire"
)

// Server answers calls by their routes.
type Server struct {
	// Now is the clock that the Date of answers is of.
	Now func() time.Time
	// NewID returns the id of a request.
	NewID func() string
	// Flush waits until what calls have changed is kept.
	Flush func() error
	// Log gets what goes wrong inside.
	Log *slog.Logger
	// Strict refuses bodies with fields that are not known.
	Strict bool
}

// Handler serves the routes by way of serve, and answers everything else with an
// envelope too, unknown paths and wrong methods. files are served as they are, by
// path.
func (s *Server) Handler(routes []Route, files map[string]http.Handler, serve func(*Call)) http.Handler {
	byPath := map[string][]Route{}
	for _, rt := range routes {
		byPath[rt.Path] = append(byPath[rt.Path], rt)
	}
	mux := http.NewServeMux()
	for p, methods := range byPath {
		mux.Handle(p, s.byMethod(methods, serve))
	}
	for p, file := range files {
		mux.Handle(p, file)
	}
	unknown := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		s.Send(w, s.Refuse(Missing("there is no operation at this path")))
	})
	mux.Handle("/", unknown)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// The mux would redirect an unclean path, which is no envelope.
		if clean := path.Clean(r.URL.Path); clean != r.URL.Path {
			unknown(w, r)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// byMethod serves the routes of one path.
func (s *Server) byMethod(routes []Route, serve func(*Call)) http.Handler {
	slices.SortFunc(routes, func(a, b Route) int { return strings.Compare(a.Method, b.Method) })
	methods := make([]string, len(routes))
	for i, rt := range routes {
		methods[i] = rt.Method
	}
	allowed := strings.Join(methods, ", ")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		at := slices.Index(methods, r.Method)
		if r.Method == http.MethodHead { // net/http leaves the body out
			at = slices.Index(methods, http.MethodGet)
		}
		switch {
		case at >= 0:
			serve(&Call{W: w, R: r, Route: routes[at], Note: noted(w), server: s})
		case isPreflight(r) && w.Header().Get(allowOrigin) != "":
			preflight(w, allowed)
		default:
			s.RefuseMethod(w, r, allowed)
		}
	})
}

// RefuseMethod answers a call of a method that is not there.
func (s *Server) RefuseMethod(w http.ResponseWriter, r *http.Request, allowed string) {
	w.Header().Set("Allow", allowed)
	message := fmt.Sprintf("%.20s is not supported here", r.Method)
	s.Send(w, s.Refuse(&Refused{Status: http.StatusNotImplemented, Code: wire.CodeUnsupportedMethod, Message: message}))
}

// Answer does what a call asks for. What it changed is kept before it is answered.
// While that fails, as on a full disk, what was asked with GET is still answered.
func (s *Server) Answer(c *Call) Answer {
	data, err := s.perform(c)
	if lost := s.Flush(); lost != nil && c.Route.Method != http.MethodGet {
		err = lost
	}
	if err != nil {
		return s.Refuse(err)
	}
	return s.envelope(c.Route.Status, wire.Envelope[any]{Code: wire.CodeOK, Message: "Success", Data: data})
}

// perform runs the route. A panic is a mistake in the sandbox: the client gets
// SERVER_ERROR as from any server, the log the place.
func (s *Server) perform(c *Call) (data any, err error) {
	defer func() {
		if p := recover(); p != nil {
			s.Log.Error("sandbox panicked", "operation", c.Route.Name(), "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = &Refused{Status: http.StatusInternalServerError, Code: wire.CodeServerError, Message: "the sandbox made a mistake, see its log"}
		}
	}()
	if c.Route.Guard != nil {
		if err := c.Route.Guard(c); err != nil {
			return nil, err
		}
	}
	return c.Route.Do(c)
}
