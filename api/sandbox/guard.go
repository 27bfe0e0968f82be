package sandbox

import (
	"crypto/subtle"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

func (s *Server) needNothing(*call) error { return nil }

// needKey wants the key and secret by HTTP Basic.
func (s *Server) needKey(c *call) error {
	key, secret, ok := c.r.BasicAuth()
	if !ok {
		return unauthorized("HTTP Basic with the API key and secret is wanted")
	}
	right := subtle.ConstantTimeCompare([]byte(key), []byte(s.cfg.Key)) &
		subtle.ConstantTimeCompare([]byte(secret), []byte(s.cfg.Secret.Reveal()))
	if right != 1 {
		return unauthorized("the API key or secret is wrong")
	}
	return nil
}

// needSession wants the key of a session by Bearer, and hands the session on.
func (s *Server) needSession(c *call) error {
	key, ok := bearer(c.r)
	if !ok {
		return unauthorized("the session's key is wanted as Bearer")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	found, ok := s.state.sessions.byID[key]
	if !ok || !c.now.Before(found.ExpiresAt) {
		return unauthorized("the session is unknown or over, a fresh link token starts another")
	}
	c.session = *found
	return nil
}

// needLoopback refuses names that only lead to this machine by a trick of DNS,
// for the control has no key, and what a web page from elsewhere asks of it.
func (s *Server) needLoopback(c *call) error {
	if !loopbackHost(c.r.Host) || !loopbackHost(c.r.RemoteAddr) {
		return forbidden("the control of the sandbox answers on loopback names alone, and to this machine alone")
	}
	if new(http.CrossOriginProtection).Check(c.r) != nil {
		return forbidden("the control of the sandbox does nothing for web pages of another origin")
	}
	return nil
}

func loopbackHost(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.Trim(host, "[]")
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

func bearer(r *http.Request) (string, bool) {
	scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	token = strings.TrimSpace(token)
	return token, ok && strings.EqualFold(scheme, "Bearer") && token != ""
}
