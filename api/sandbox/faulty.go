package sandbox

import (
	"net/http"
	"strconv"

	"winkterm/api/sandbox/fault"
)

// serveFaulty serves a request while faults are armed for requests: it waits,
// refuses, cuts and spoils as those say that strike this one.
func (s *Server) serveFaulty(c *call) {
	plan := fault.NewPlan(s.faults.Take(s.moment(c)))
	if plan.Wait > 0 && pause(c.r.Context(), plan.Wait) != nil {
		panic(http.ErrAbortHandler) // the client did not wait
	}
	if plan.Limited && !s.allowed(c, fault.RateLimit) {
		send(c.w, c.now, s.refusal(tooManyRequests()))
		return
	}
	switch plan.End {
	case fault.EndAnswer:
		send(c.w, c.now, s.answer(c))
	case fault.EndRefuse:
		no := plan.Refusal
		send(c.w, c.now, s.refusal(&refused{status: no.Status, code: no.Code, message: no.Message, retry: no.RetryAfter}))
	case fault.EndCut:
		panic(http.ErrAbortHandler)
	case fault.EndLose:
		s.answer(c)
		panic(http.ErrAbortHandler)
	case fault.EndSpoil:
		s.spoil(c, s.answer(c), plan)
	}
}

func (s *Server) spoil(c *call, a answer, plan fault.Plan) {
	spoilt, done := plan.Spoil(a.body)
	if !done {
		send(c.w, c.now, a)
		return
	}
	if spoilt.Status == 0 {
		spoilt.Status = a.status
	}
	h := c.w.Header()
	h.Set("Content-Type", spoilt.ContentType)
	h.Set("Content-Length", strconv.Itoa(spoilt.Length))
	h.Set("Date", c.now.Format(http.TimeFormat))
	c.w.WriteHeader(spoilt.Status)
	_, _ = c.w.Write(spoilt.Body)
	if len(spoilt.Body) < spoilt.Length {
		_ = http.NewResponseController(c.w).Flush()
		panic(http.ErrAbortHandler)
	}
}

// moment is what is known of a request before anything of it is done: whose it
// is, by its parameters, its path or its session.
func (s *Server) moment(c *call) fault.Moment {
	m := fault.Moment{At: fault.AtRequest, Operation: c.rt.operation(), UserID: c.r.URL.Query().Get("userId")}
	s.mu.Lock()
	defer s.mu.Unlock()
	if key, ok := bearer(c.r); ok {
		if open := s.state.sessions.byID[key]; open != nil {
			m.UserID = open.UserID
		}
	}
	id := c.r.PathValue("id")
	if s.state.users.byID[id] != nil {
		m.UserID = id
	}
	if from, ok := s.source(id); ok {
		m.UserID, m.ProviderID = from.origin().UserID, from.origin().ProviderID
	}
	if _, ok := s.providers.find(id); ok {
		m.ProviderID = id
	}
	return m
}
