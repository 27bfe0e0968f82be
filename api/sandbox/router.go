package sandbox

import (
	"fmt"
	"net/http"
	"path"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
)

// route is one operation: who may call it, what a good answer's status is, and
// what it does. The answer's data is nil for an envelope without any.
type route struct {
	method, path string
	guard        func(*call) error
	status       int
	do           func(*call) (any, error)
}

// operation is the route's name in the documentation, in faults and in the log.
func (rt route) operation() string { return rt.method + " " + rt.path }

func (rt route) isControl() bool { return strings.HasPrefix(rt.path, "/_sandbox") }

// call is one request on its way through the sandbox.
type call struct {
	w       http.ResponseWriter
	r       *http.Request
	rt      route
	now     time.Time
	session session // of the Link API alone
}

// router puts the routes behind one handler that answers everything, unknown
// paths and wrong methods too, with an envelope.
func (s *Server) router() http.Handler {
	byPath := map[string]map[string]route{}
	for _, rt := range s.routes() {
		if byPath[rt.path] == nil {
			byPath[rt.path] = map[string]route{}
		}
		byPath[rt.path][rt.method] = rt
	}
	mux := http.NewServeMux()
	for p, methods := range byPath {
		mux.Handle(p, s.byMethod(methods))
	}
	for p, file := range s.wink() {
		mux.Handle(p, file)
	}
	mux.Handle("/", s.unknownPath())
	return crossOrigin(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// The mux would redirect an unclean path, which is no envelope.
		if clean := path.Clean(r.URL.Path); clean != r.URL.Path {
			s.unknownPath().ServeHTTP(w, r)
			return
		}
		mux.ServeHTTP(w, r)
	}))
}

func (s *Server) byMethod(methods map[string]route) http.Handler {
	allowed := make([]string, 0, len(methods))
	for m := range methods {
		allowed = append(allowed, m)
	}
	slices.Sort(allowed)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rt, ok := methods[r.Method]
		if !ok && isPreflight(r) {
			preflight(w, strings.Join(allowed, ", "))
			return
		}
		if !ok {
			w.Header().Set("Allow", strings.Join(allowed, ", "))
			send(w, s.clock.Now(), s.refusal(unsupportedMethod(r.Method)))
			return
		}
		s.serve(w, r, rt)
	})
}

func (s *Server) unknownPath() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		send(w, s.clock.Now(), s.refusal(missing("there is no operation at this path")))
	})
}

// serve answers a request. Faults and the rate limit are for the two APIs alone:
// a fault must not keep itself from being disarmed.
func (s *Server) serve(w http.ResponseWriter, r *http.Request, rt route) {
	c := &call{w: w, r: r, rt: rt, now: s.clock.Now()}
	switch {
	case rt.isControl():
		send(w, c.now, s.answer(c))
	case s.cfg.RateLimit > 0 && !s.allowed(c, s.cfg.RateLimit):
		send(w, c.now, s.refusal(tooManyRequests()))
	case s.faults.Waiting(fault.AtRequest):
		s.serveFaulty(c)
	default:
		send(w, c.now, s.answer(c))
	}
}

// answer does what a request asks for. What it changed is on disk, where there is
// a data file, before it is answered. While the disk fails, what was asked with GET
// is still answered.
func (s *Server) answer(c *call) answer {
	data, err := s.perform(c)
	if lost := s.book.flush(); lost != nil && c.r.Method != http.MethodGet {
		err = lost
	}
	if err != nil {
		return s.refusal(err)
	}
	return s.envelope(c.rt.status, wire.Envelope[any]{Code: wire.CodeOK, Message: "Success", Data: data})
}

// perform runs the route. A panic is a mistake in the sandbox: the client gets
// SERVER_ERROR as from any server, the log the place.
func (s *Server) perform(c *call) (data any, err error) {
	defer func() {
		if p := recover(); p != nil {
			s.cfg.Logger.Error("sandbox panicked", "operation", c.rt.operation(),
				"panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = &refused{
				status: http.StatusInternalServerError, code: wire.CodeServerError,
				message: "the sandbox made a mistake, see its log",
			}
		}
	}()
	if err := c.rt.guard(c); err != nil {
		return nil, err
	}
	return c.rt.do(c)
}
