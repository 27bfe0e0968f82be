package sandbox

import (
	"fmt"
	"net/http"
	"path"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

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

// call is one request on its way through the sandbox.
type call struct {
	w       http.ResponseWriter
	r       *http.Request
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
	mux.Handle("/", s.unknownPath())
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// The mux would redirect an unclean path, which is no envelope.
		if clean := path.Clean(r.URL.Path); clean != r.URL.Path {
			s.unknownPath().ServeHTTP(w, r)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

func (s *Server) byMethod(methods map[string]route) http.Handler {
	allowed := make([]string, 0, len(methods))
	for m := range methods {
		allowed = append(allowed, m)
	}
	slices.Sort(allowed)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rt, ok := methods[r.Method]
		if !ok {
			w.Header().Set("Allow", strings.Join(allowed, ", "))
			s.refuse(w, s.clock.Now(), unsupportedMethod(r.Method))
			return
		}
		s.serve(w, r, rt)
	})
}

func (s *Server) unknownPath() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		s.refuse(w, s.clock.Now(), missing("there is no operation at this path"))
	})
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request, rt route) {
	c := &call{w: w, r: r, now: s.clock.Now()}
	data, err := s.perform(c, rt)
	if err != nil {
		s.refuse(w, c.now, err)
		return
	}
	s.write(w, c.now, rt.status, wire.Envelope[any]{Code: wire.CodeOK, Message: "Success", Data: data})
}

// perform runs the route. A panic is a mistake in the sandbox: the client gets
// SERVER_ERROR as from any server, the log the place.
func (s *Server) perform(c *call, rt route) (data any, err error) {
	defer func() {
		if p := recover(); p != nil {
			s.cfg.Logger.Error("sandbox panicked", "operation", rt.method+" "+rt.path,
				"panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = &fault{
				status: http.StatusInternalServerError, code: wire.CodeServerError,
				message: "the sandbox made a mistake, see its log",
			}
		}
	}()
	if err := rt.guard(c); err != nil {
		return nil, err
	}
	return rt.do(c)
}

// retryAfter sets the header of that name, in whole seconds, at least one.
func retryAfter(w http.ResponseWriter, d time.Duration) {
	seconds := max(1, int((d+time.Second-1)/time.Second))
	w.Header().Set("Retry-After", strconv.Itoa(seconds))
}
