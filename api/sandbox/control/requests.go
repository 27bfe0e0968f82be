package control

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

const (
	maxRequests     = 1000 // that are remembered, the last ones
	defaultRequests = 100  // that are listed
)

// requests are the last ones that came.
type requests struct {
	mu   sync.Mutex
	made uint64
	list []wire.SandboxRequest
}

// Note remembers a request, unless it was to the control itself.
func (s *Control) Note(r wire.SandboxRequest) {
	if r.Path == path || strings.HasPrefix(r.Path, path+"/") {
		return
	}
	s.seen.mu.Lock()
	defer s.seen.mu.Unlock()
	s.seen.made++
	r.N = s.seen.made
	s.seen.list = append(s.seen.list, r)
	s.seen.list = s.seen.list[max(0, len(s.seen.list)-maxRequests):]
}

// Requests are those that are remembered, the oldest first.
func (s *Control) Requests() []wire.SandboxRequest {
	s.seen.mu.Lock()
	defer s.seen.mu.Unlock()
	return slices.Clone(s.seen.list)
}

func (r *requests) reset() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.made, r.list = 0, nil
}

// listRequests serves GET /_sandbox/requests.
func (s *Control) listRequests(c *web.Call) (any, error) {
	f, err := s.requestFilter(c.R)
	if err != nil {
		return nil, err
	}
	s.seen.mu.Lock()
	defer s.seen.mu.Unlock()
	found := wire.SandboxRequests{Items: []wire.SandboxRequest{}}
	for _, r := range slices.Backward(s.seen.list) {
		if len(found.Items) < f.size && f.passes(r) {
			found.Items = append(found.Items, r)
		}
	}
	return found, nil
}

// window is which of a list that is counted from 1 are wanted: those behind a number, from
// a time on, at most so many.
type window struct {
	behind uint64
	since  time.Time
	size   int
}

func readWindow(get func(string) string) (w window, err error) {
	w.size = defaultRequests
	if text := get("since"); text != "" {
		if w.behind, err = strconv.ParseUint(text, 10, 64); err != nil {
			w.since, err = time.Parse(time.RFC3339, text)
		}
		if err != nil {
			return w, web.Invalid("since", "must be the n of an item, or a time such as 2026-01-15T09:00:00Z")
		}
	}
	if text := get("size"); text != "" {
		if w.size, err = strconv.Atoi(text); err != nil || w.size < 1 || w.size > maxRequests {
			return w, web.Invalid("size", "must be a number from 1 to %d", maxRequests)
		}
	}
	return w, nil
}

func (w window) holds(n uint64, at time.Time) bool { return n > w.behind && !at.Before(w.since) }

// requestFilter is what GET /_sandbox/requests is narrowed by; nil and empty is any.
type requestFilter struct {
	window
	userID, operation string
	status            *int
}

func (f requestFilter) passes(r wire.SandboxRequest) bool {
	return (f.userID == "" || f.userID == r.UserID) && (f.operation == "" || f.operation == r.Operation) &&
		(f.status == nil || *f.status == r.Status) && f.holds(r.N, r.At)
}

func (s *Control) requestFilter(r *http.Request) (f requestFilter, err error) {
	get := r.URL.Query().Get
	f = requestFilter{userID: get("userId")}
	if err = s.checkUser("userId", f.userID); err != nil {
		return f, err
	}
	if f.operation, err = s.Faults.Operation("operation", get("operation")); err != nil {
		return f, wrongFault(err)
	}
	if text := get("status"); text != "" {
		status, err := strconv.Atoi(text)
		if err != nil || status != 0 && http.StatusText(status) == "" {
			return f, web.Invalid("status", "must be an HTTP status such as 503, or 0 for a connection that was cut")
		}
		f.status = &status
	}
	f.window, err = readWindow(get)
	return f, err
}
