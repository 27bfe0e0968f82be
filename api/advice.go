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

// Advice says for the screen what the failure means and what to do about it, in
// one short sentence that names the variable to check where there is one.
func (e *Error) Advice() string {
	switch e.Kind {
	case KindKeyRefused:
		if e.HTTPStatus == 0 {
			return "set API_KEY and API_SECRET to a pair of that host's mode"
		}
		return "the key and the host must belong to the same mode: check API_KEY, API_SECRET and " + e.host
	case KindTokenRefused:
		return "a token works once and not for long: get a fresh one and carry on"
	case KindForbidden:
		return "the key is good but may not do this: ask Smile to allow it" + e.quoting()
	case KindMissing:
		return "check the id, that it was made with this key or session, and the path in " + e.host
	case KindInvalid:
		return "a value has to change: correct what the message names"
	case KindRateLimited:
		return "wait " + e.pause() + " and try again, more slowly"
	case KindServerDown:
		return "this is not your fault: try again in a minute, and if it stays tell the host's support" + e.quoting()
	case KindTimeout:
		return "try again, and if it stays check the network and " + e.host + e.doubt()
	case KindNotEnvelope:
		return e.notEnvelopeAdvice()
	case KindCutOff:
		return "the connection broke: try again" + e.doubt()
	case KindUnreachable:
		return e.unreachableAdvice()
	case KindUnsupported:
		return "this host or version does not know the call: check " + e.host
	case KindCancelled:
		return "nothing has to be done" + e.doubt()
	case KindCursorLoop:
		return "what was read so far stands: tell the host's support"
	case KindFile:
		return e.fileAdvice()
	}
	return "try again"
}

func (e *Error) quoting() string {
	if e.RequestID == "" {
		return ""
	}
	return " and quote the request id"
}

// doubt warns where a repeat might do a thing twice.
func (e *Error) doubt() string {
	if e.partial || !strings.HasPrefix(e.Op, http.MethodPost+" ") {
		return ""
	}
	return "; the request may have been carried out all the same"
}

func (e *Error) fileAdvice() string {
	if file := new(FileError); errors.As(e.cause, &file) {
		return file.Problem.advice()
	}
	return "choose another file"
}

func (e *Error) pause() string {
	if e.RetryAfter <= 0 {
		return "a few seconds"
	}
	return max(e.RetryAfter.Round(time.Second), time.Second).String()
}

func (e *Error) notEnvelopeAdvice() string {
	if errors.Is(e.cause, errTooLarge) {
		return "ask for less at once, with a smaller page"
	}
	return "check host and path in " + e.host + " (Smile's ends in /v1), and whether a proxy or a sign-in page stands between"
}

func (e *Error) unreachableAdvice() string {
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
		return "the host's name does not resolve: check the spelling in " + e.host + " and the network"
	case errors.As(e.cause, &cert):
		return "the host's certificate is not trusted: check " + e.host + ", the machine's clock, and whether a proxy looks into TLS"
	case errors.As(e.cause, &record), errors.Is(e.cause, http.ErrSchemeMismatch):
		return "the host does not speak TLS there: check the port in " + e.host + ", or write http:// for a host on this machine"
	case errors.Is(e.cause, syscall.ECONNREFUSED):
		return "nothing listens there: start the host, or check host and port in " + e.host
	}
	return "check " + e.host + " and the network"
}
