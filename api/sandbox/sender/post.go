package sender

import (
	"context"
	"errors"

	"winkterm/api/host"
	"winkterm/api/sandbox/delivery"
	"winkterm/api/sandbox/fault"
	"winkterm/api/webhook"
	"winkterm/api/webhook/post"
	"winkterm/api/wire"
)

var errElsewhere = errors.New("refused: this address is not on this machine, and --webhooks-anywhere was not given")

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

// reason says in a short text why there is no answer.
func reason(err error) string {
	if gone, ok := errors.AsType[*post.UnreachableError](err); ok {
		return gone.Reason()
	}
	return err.Error()
}

// postOnce gives the status of the answer. Its error says why none came, without the
// address, whose query may be secret.
func (s *Sender) postOnce(ctx context.Context, address string, p webhook.Post) (status int, err error) {
	answer, err := s.client.Within(s.AnswerTime).Send(ctx, address, p)
	if answer.Status > 0 { // the rest of it does not matter
		return answer.Status, nil
	}
	return 0, err
}
