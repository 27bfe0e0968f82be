package sandbox

import (
	"net/http"

	"winkterm/api/sandbox/control"
	"winkterm/api/sandbox/fault"
	"winkterm/api/sandbox/web"
)

// serve answers a call. Faults and the rate limit are for the two APIs alone, not
// for the control.
func (s *Server) serve(c *web.Call) {
	if control.Controls(c.Route) {
		s.web.Send(c.W, s.web.Answer(c))
		return
	}
	m := s.moment(c)
	c.Note.Operation, c.Note.UserID = m.Operation, m.UserID
	switch {
	case s.cfg.RateLimit > 0 && s.limited(c, s.cfg.RateLimit):
	default:
		s.serveFaulty(c, m)
	}
}

// limited refuses a call that comes too soon after others of its address.
func (s *Server) limited(c *web.Call, perSecond int) bool {
	err := s.limiter.Allow(c, perSecond, s.cfg.Clock.Now())
	if err != nil {
		s.web.Send(c.W, s.web.Refuse(err))
	}
	return err != nil
}

// serveFaulty serves a call, and waits, refuses, cuts and spoils as the faults say
// that it triggers.
func (s *Server) serveFaulty(c *web.Call, m fault.Moment) {
	triggered := s.faults.Take(m)
	for _, f := range triggered {
		c.Note.Faults = append(c.Note.Faults, f.ID)
	}
	plan := fault.NewPlan(triggered)
	if plan.Wait > 0 && pause(c.R.Context(), s.cfg.Clock, plan.Wait) != nil {
		panic(http.ErrAbortHandler) // the client did not wait
	}
	if plan.Limited && s.limited(c, fault.RateLimit) {
		return
	}
	switch plan.End {
	case fault.EndAnswer:
		s.web.Send(c.W, s.web.Answer(c))
	case fault.EndRefuse:
		no := plan.Refusal
		s.web.Send(c.W, s.web.Refuse(&web.Refused{Status: no.Status, Code: no.Code, Message: no.Message, Retry: no.RetryAfter}))
	case fault.EndCut:
		panic(http.ErrAbortHandler)
	case fault.EndLose:
		s.web.Answer(c)
		panic(http.ErrAbortHandler)
	case fault.EndSpoil:
		s.spoil(c, s.web.Answer(c), plan)
	}
}

func (s *Server) spoil(c *web.Call, a web.Answer, plan fault.Plan) {
	spoilt, done := plan.Spoil(a.Body)
	if !done {
		s.web.Send(c.W, a)
		return
	}
	if spoilt.Status == 0 {
		spoilt.Status = a.Status
	}
	s.web.Head(c.W, spoilt.ContentType, spoilt.Length)
	c.W.WriteHeader(spoilt.Status)
	_, _ = c.W.Write(spoilt.Body)
	if len(spoilt.Body) < spoilt.Length {
		_ = http.NewResponseController(c.W).Flush()
		panic(http.ErrAbortHandler)
	}
}

// moment is what is known of a call before anything of it is done: whose it is, by
// its parameters, its path or its session.
func (s *Server) moment(c *web.Call) fault.Moment {
	m := fault.Moment{At: fault.AtRequest, Operation: c.Route.Name(), UserID: c.R.URL.Query().Get("userId")}
	tx := s.state.Begin()
	defer tx.End()
	if key, ok := c.Bearer(); ok {
		if open, ok := s.users.Sessions.Get(tx, key); ok {
			m.UserID = open.UserID
		} else if token, ok := s.users.Tokens.Get(tx, key); ok {
			m.UserID = token.UserID
		}
	}
	id := c.ID()
	if _, ok := s.users.Rows.Get(tx, id); ok {
		m.UserID = id
	}
	if from, ok := s.tasks.Source(tx, id); ok {
		m.UserID, m.ProviderID = from.Origin().UserID, from.Origin().ProviderID
	}
	if _, ok := s.catalogue.Find(id); ok {
		m.ProviderID = id
	}
	return m
}
