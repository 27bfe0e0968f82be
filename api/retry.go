package api

import (
	"context"
	"errors"
	"net"
	"net/http"
	"syscall"
	"time"

	"github.com/cenkalti/backoff/v5"
)

const (
	// MaxTries is how often a call is sent at most.
	MaxTries = 3
	// MaxWait bounds the waiting between the tries of one call, in sum.
	MaxWait = 30 * time.Second
	// firstWait grows with every try; a server's Retry-After beats it.
	firstWait = 250 * time.Millisecond
)

// roundTrips sends the call, again where that is safe and may help. backoff gives the
// waits; its own loop waits on the machine's clock, so the loop is here.
func (t *Transport) roundTrips(ctx context.Context, call Call, into any) error {
	r, bad := t.prepare(call)
	if bad != nil {
		return bad
	}
	waits := backoff.NewExponentialBackOff()
	waits.InitialInterval = firstWait
	if t.steady {
		waits.RandomizationFactor = 0
	}
	var waited time.Duration
	for n := 1; ; n++ {
		if ctx.Err() != nil {
			return t.givenUp(ctx, r)
		}
		err := t.attempt(ctx, r, n, into)
		if err == nil {
			return nil
		}
		wait := max(waits.NextBackOff(), err.RetryAfter)
		if n >= t.tries || !repeatable(r.method, err) || waited+wait > MaxWait {
			return err
		}
		waited += wait
		if t.clock.Sleep(ctx, wait) != nil {
			return t.givenUp(ctx, r)
		}
	}
}

func (t *Transport) givenUp(ctx context.Context, r request) error {
	kind, cause := stopped(ctx)
	return &Error{Kind: kind, Op: r.op, host: t.name, cause: cause}
}

// repeatable says whether a call may be sent again after err. What the host
// turned away or never saw may always be; what it may have carried out, only
// when a second time changes nothing.
func repeatable(method string, err *Error) bool {
	idempotent := method == http.MethodGet || method == http.MethodDelete
	switch err.Kind {
	case KindRateLimited:
		return true
	case KindUnreachable:
		return temporary(err.cause)
	case KindServerDown, KindCutOff:
		return idempotent
	case KindTimeout:
		// A gateway's 504 may pass; our own time-out was a long wait already.
		return idempotent && err.HTTPStatus >= http.StatusBadRequest
	case KindKeyRefused, KindTokenRefused, KindForbidden, KindMissing, KindInvalid,
		KindUnsupported, KindNotEnvelope, KindCancelled, KindCursorLoop, KindFile:
		return false
	}
	return false
}

// temporary says whether a host that was not reached may be there in a moment: it
// refused (it may be starting), or the name service was at a loss.
func temporary(err error) bool {
	var dns *net.DNSError
	if errors.As(err, &dns) {
		return dns.IsTemporary && !dns.IsNotFound
	}
	return errors.Is(err, syscall.ECONNREFUSED)
}
