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

// requestFilter is what GET /_sandbox/requests is narrowed by; nil and empty is any.
type requestFilter struct {
	userID, operation string
	status            *int
	behind            uint64
	since             time.Time
	size              int
}

func (f requestFilter) passes(r wire.SandboxRequest) bool {
	return (f.userID == "" || f.userID == r.UserID) && (f.operation == "" || f.operation == r.Operation) &&
		(f.status == nil || *f.status == r.Status) && r.N > f.behind && !r.At.Before(f.since)
}

func (s *Control) requestFilter(r *http.Request) (f requestFilter, err error) {
	get := r.URL.Query().Get
	f = requestFilter{userID: get("userId"), size: defaultRequests}
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
	if text := get("since"); text != "" {
		if f.behind, err = strconv.ParseUint(text, 10, 64); err != nil {
			f.since, err = time.Parse(time.RFC3339, text)
		}
		if err != nil {
			return f, web.Invalid("since", "must be the n of a request, or a time such as 2026-01-15T09:00:00Z")
		}
	}
	if text := get("size"); text != "" {
		if f.size, err = strconv.Atoi(text); err != nil || f.size < 1 || f.size > maxRequests {
			return f, web.Invalid("size", "must be a number from 1 to %d", maxRequests)
		}
	}
	return f, nil
}
