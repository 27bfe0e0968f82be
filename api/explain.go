package api

import (
	"cmp"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// explanation says what happened and what to do. In an advice {host} is the variable
// that names the host, {wait} how long to wait, {quote} the hint at the request id
// where there is one, and {done} the warning where a repeat might do a thing twice.
type explanation struct {
	kind Kind
	// fits narrows the kind; nil is for whatever no line before has explained.
	fits func(*Error) bool
	// what is empty where the kind's own says it.
	what, advice string
}

var explanations = []explanation{
	{KindKeyRefused, status(0), "", "set API_KEY and API_SECRET to a pair of that host's mode"},
	{KindKeyRefused, nil, "the API key is refused", "the key and the host must belong to the same mode: check API_KEY, API_SECRET and {host}"},
	{KindTokenRefused, nil, "the token is refused", "a token works once and not for long: get a fresh one and carry on"},
	{KindForbidden, nil, "not allowed", "the key is good but may not do this: ask Smile to allow it{quote}"},
	{KindMissing, nil, "not found", "check the id, that it was made with this key or session, and the path in {host}"},
	{KindInvalid, status(http.StatusRequestEntityTooLarge), "the upload is too large for the host", "the host, or a gateway before it, takes less at once: choose a smaller file, or fewer"},
	{KindInvalid, nil, "the request is not accepted", "a value has to change: correct what the message names"},
	{KindRateLimited, nil, "too many requests", "wait {wait} and try again, more slowly"},
	{KindServerDown, nil, "the server is in trouble", "this is not your fault: try again in a minute, and if it stays tell the host's support{quote}"},
	{KindTimeout, nil, "no answer in time", "try again, and if it stays check the network and {host}{done}"},

	{KindNotEnvelope, caused[*shapeError], "the answer has another shape than the API's", "the host speaks another version than winkterm: tell its support which field it is{quote}"},
	{KindNotEnvelope, causedBy(errTooLarge), "", "ask for less at once, with a smaller page"},
	{KindNotEnvelope, redirected, "the host sends the call elsewhere", "calls are not sent on, for the key would go along: set {host} to the address that answers itself"},
	{KindNotEnvelope, status(http.StatusForbidden, http.StatusUnavailableForLegalReasons), "something on the way refuses the call", "a firewall or gateway lets no call through to the host: ask who runs it, and check {host}"},
	{KindNotEnvelope, status(http.StatusProxyAuthRequired), "the proxy wants a name and a password", "write them into HTTPS_PROXY or HTTP_PROXY, as http://name:password@proxy"},
	{KindNotEnvelope, status(http.StatusNetworkAuthenticationRequired), "the network wants a sign-in", "open any page in a browser, sign in to the network, then try again"},
	{KindNotEnvelope, nil, "the answer is not the API's", "check host and path in {host} (Smile's ends in /v1), and whether a proxy or a sign-in page stands between"},

	{KindCutOff, nil, "the answer was cut off", "the connection broke: try again{done}"},

	{KindUnreachable, proxySays(http.StatusProxyAuthRequired), "the proxy wants a name and a password", "write them into HTTPS_PROXY or HTTP_PROXY, as http://name:password@proxy"},
	{KindUnreachable, caused[*proxyError], "the proxy does not let the call through", "ask who runs the proxy to allow {host}, or name the host in NO_PROXY"},
	{KindUnreachable, proxyIsSilent, "", "the proxy does not answer: check HTTPS_PROXY and HTTP_PROXY"},
	{KindUnreachable, caused[*net.DNSError], "", "the host's name does not resolve: check the spelling in {host} and the network"},
	{KindUnreachable, caused[*tls.CertificateVerificationError], "", "the host's certificate is not trusted: check {host}, the machine's clock, and whether a proxy looks into TLS"},
	{KindUnreachable, noTLS, "", "the host does not speak TLS there: check the port in {host}, or write http:// for a host on this machine"},
	{KindUnreachable, causedBy(syscall.ECONNREFUSED), "", "nothing listens there: start the host, or check host and port in {host}"},
	{KindUnreachable, nil, "the host cannot be reached", "check {host} and the network"},

	{KindUnsupported, nil, "the host does not offer this", "this host or version does not know the call: check {host}"},
	{KindCancelled, nil, "stopped", "nothing has to be done{done}"},
	{KindCursorLoop, nil, "the list leads back to itself", "what was read so far stands: tell the host's support"},
	{KindFile, problem(FileTooLarge), "", "choose one of at most 15 MB, or send fewer pages or a smaller picture"},
	{KindFile, problem(FileEmpty), "", "choose a file that has something in it"},
	{KindFile, problem(FileChanged), "", "no archive was made of it: choose the file again"},
	{KindFile, problem(FileUnreadable), "", "check that the file is still there and may be read, then choose it again"},
	{KindFile, nil, "a file cannot be sent", "choose another file"},
}

// The conditions of the table.

func status(any ...int) func(*Error) bool {
	return func(e *Error) bool { return slices.Contains(any, e.HTTPStatus) }
}

func caused[T error](e *Error) bool {
	var cause T
	return errors.As(e.cause, &cause)
}

func causedBy(cause error) func(*Error) bool {
	return func(e *Error) bool { return errors.Is(e.cause, cause) }
}

func redirected(e *Error) bool { return e.HTTPStatus/100 == 3 }

func noTLS(e *Error) bool {
	return caused[tls.RecordHeaderError](e) || errors.Is(e.cause, http.ErrSchemeMismatch)
}

func proxySays(status int) func(*Error) bool {
	return func(e *Error) bool {
		var proxy *proxyError
		return errors.As(e.cause, &proxy) && proxy.status == status
	}
}

func proxyIsSilent(e *Error) bool {
	var op *net.OpError
	return errors.As(e.cause, &op) && op.Op == "proxyconnect"
}

func problem(p FileProblem) func(*Error) bool {
	return func(e *Error) bool {
		var file *FileError
		return errors.As(e.cause, &file) && file.Problem == p
	}
}

// explain finds the first line that fits.
func (e *Error) explain() explanation {
	for _, x := range explanations {
		if x.kind == e.Kind && (x.fits == nil || x.fits(e)) {
			return x
		}
	}
	return explanation{advice: "try again"}
}

// String says in a few words what happened.
func (k Kind) String() string {
	for _, x := range explanations {
		if x.kind == k && x.fits == nil {
			return x.what
		}
	}
	return "kind " + strconv.Itoa(int(k))
}

// Title says in a few words what happened, more closely than the kind where more is
// known.
func (e *Error) Title() string { return cmp.Or(e.explain().what, e.Kind.String()) }

// Advice says for the screen what the failure means and what to do about it, in
// one short sentence that names the variable to check where there is one.
func (e *Error) Advice() string {
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
	fill := strings.NewReplacer("{host}", e.host, "{wait}", wait, "{quote}", quote, "{done}", done)
	return fill.Replace(e.explain().advice)
}
