package sender

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"time"

	"winkterm/api/host"
	"winkterm/api/sandbox/delivery"
	"winkterm/api/sandbox/fault"
	"winkterm/api/webhook"
	"winkterm/api/wire"
)

// maxAnswer is how much is read of an answer, so that its connection can be used again.
const maxAnswer = 64 << 10

// reasonMost is how long the reason of an attempt that failed may be, in bytes.
const reasonMost = 200

var errElsewhere = errors.New("refused: this address is not on this machine, and --webhooks-anywhere was not given")

func (s *Sender) newClient() *http.Client {
	dialer := &net.Dialer{Control: func(_, address string, _ syscall.RawConn) error {
		return s.checkAddress(address)
	}}
	return &http.Client{
		Transport: &http.Transport{ // no proxy: it would be another address
			DialContext: dialer.DialContext, MaxIdleConns: 100, MaxIdleConnsPerHost: 20, IdleConnTimeout: 30 * time.Second,
			MaxResponseHeaderBytes: maxAnswer, DisableCompression: true,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// checkAddress refuses an address that is not on this machine, unless all are allowed.
func (s *Sender) checkAddress(address string) error {
	if !s.Anywhere && !host.Loopback(address) {
		return errElsewhere
	}
	return nil
}

// post sends a job, and notes in it what came of that.
func (s *Sender) post(ctx context.Context, j *job) {
	p := delivery.Seal(j.secret, j.row.body(), j.fault)
	times := 1
	if j.fault == fault.Duplicate {
		times = 2
	}
	for range times {
		status, err := s.postOnce(ctx, j.url, p)
		a := wire.SandboxAttempt{At: j.at, Status: status}
		if err != nil {
			a.Err = reason(err)
		}
		j.attempts, j.final = append(j.attempts, a), errors.Is(err, errElsewhere)
	}
}

// reason says in a short text why there is no answer, without what was answered: a handler
// may write back what it was posted.
func reason(err error) string {
	text, _, _ := strings.Cut(err.Error(), ` "`) // net/http quotes what is no HTTP
	return text[:min(len(text), reasonMost)]
}

// postOnce gives the status of the answer. Its error says why none came, without the
// address, whose query may be secret.
func (s *Sender) postOnce(ctx context.Context, address string, p webhook.Post) (status int, err error) {
	if err := s.checkAddress(address); err != nil {
		return 0, err
	}
	inTime, cancel := context.WithTimeout(ctx, s.AnswerTime)
	defer cancel()
	req, err := http.NewRequestWithContext(inTime, http.MethodPost, address, bytes.NewReader(p.Body))
	if err != nil {
		return 0, errors.New("the address cannot be called")
	}
	req.Header.Set("Content-Type", "application/json")
	if p.Signature != "" {
		req.Header.Set(webhook.SignatureHeader, p.Signature)
	}
	answer, err := s.client.Do(req)
	if err != nil {
		if whole, ok := errors.AsType[*url.Error](err); ok {
			err = whole.Err
		}
		if errors.Is(err, context.DeadlineExceeded) {
			err = fmt.Errorf("no answer within %s", s.AnswerTime)
		}
		return 0, err
	}
	defer answer.Body.Close() //nolint:errcheck // what it says does not matter
	_, _ = io.CopyN(io.Discard, answer.Body, maxAnswer)
	return answer.StatusCode, nil
}
