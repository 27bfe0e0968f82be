package api

import (
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"
)

// kinds says what happened and what to do. In an advice {host} is the variable that
// names the host, {wait} how long to wait, {quote} the hint at the request id where
// there is one, and {done} the warning where a repeat might do a thing twice.
var kinds = map[Kind]struct{ what, advice string }{
	KindKeyRefused:   {"the API key is refused", "the key and the host must belong to the same mode: check API_KEY, API_SECRET and {host}"},
	KindTokenRefused: {"the token is refused", "a token works once and not for long: get a fresh one and carry on"},
	KindForbidden:    {"not allowed", "the key is good but may not do this: ask Smile to allow it{quote}"},
	KindMissing:      {"not found", "check the id, that it was made with this key or session, and the path in {host}"},
	KindInvalid:      {"the request is not accepted", "a value has to change: correct what the message names"},
	KindRateLimited:  {"too many requests", "wait {wait} and try again, more slowly"},
	KindServerDown:   {"the server is in trouble", "this is not your fault: try again in a minute, and if it stays tell the host's support{quote}"},
	KindTimeout:      {"no answer in time", "try again, and if it stays check the network and {host}{done}"},
	KindNotEnvelope:  {"the answer is not the API's", "check host and path in {host} (Smile's ends in /v1), and whether a proxy or a sign-in page stands between"},
	KindCutOff:       {"the answer was cut off", "the connection broke: try again{done}"},
	KindUnreachable:  {"the host cannot be reached", "check {host} and the network"},
	KindUnsupported:  {"the host does not offer this", "this host or version does not know the call: check {host}"},
	KindCancelled:    {"stopped", "nothing has to be done{done}"},
	KindCursorLoop:   {"the list leads back to itself", "what was read so far stands: tell the host's support"},
	KindFile:         {"a file cannot be sent", "choose another file"},
}

// Advice says for the screen what the failure means and what to do about it, in
// one short sentence that names the variable to check where there is one.
func (e *Error) Advice() string {
	advice := kinds[e.Kind].advice
	switch file := new(FileError); {
	case e.Kind == KindKeyRefused && e.HTTPStatus == 0:
		advice = "set API_KEY and API_SECRET to a pair of that host's mode"
	case errors.Is(e.cause, errTooLarge):
		advice = "ask for less at once, with a smaller page"
	case errors.As(e.cause, &file):
		advice = fileProblems[file.Problem].advice
	case e.Kind == KindUnreachable:
		advice = e.unreachableAdvice(advice)
	case advice == "":
		advice = "try again"
	}
	return e.fillIn(advice)
}

func (e *Error) fillIn(advice string) string {
	wait, quote, done := "a few seconds", "", ""
	if e.RetryAfter > 0 {
		wait = max(e.RetryAfter.Round(time.Second), time.Second).String()
	}
	if e.RequestID != "" {
		quote = " and quote the request id"
	}
	if strings.HasPrefix(e.Op, http.MethodPost+" ") && !e.partial {
		done = "; the request may have been carried out all the same"
	}
	return strings.NewReplacer("{host}", e.host, "{wait}", wait, "{quote}", quote, "{done}", done).Replace(advice)
}

func (e *Error) unreachableAdvice(otherwise string) string {
	var (
		dns    *net.DNSError
		op     *net.OpError
		cert   *tls.CertificateVerificationError
		record tls.RecordHeaderError
	)
	switch {
	case errors.As(e.cause, &op) && op.Op == "proxyconnect":
		return "the proxy does not answer: check HTTPS_PROXY and HTTP_PROXY"
	case errors.As(e.cause, &dns):
		return "the host's name does not resolve: check the spelling in {host} and the network"
	case errors.As(e.cause, &cert):
		return "the host's certificate is not trusted: check {host}, the machine's clock, and whether a proxy looks into TLS"
	case errors.As(e.cause, &record), errors.Is(e.cause, http.ErrSchemeMismatch):
		return "the host does not speak TLS there: check the port in {host}, or write http:// for a host on this machine"
	case errors.Is(e.cause, syscall.ECONNREFUSED):
		return "nothing listens there: start the host, or check host and port in {host}"
	}
	return otherwise
}
