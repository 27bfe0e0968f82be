package sandbox

import (
	"strings"
	"time"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
)

// answerMFA serves POST /accounts/{id}/mfa. What cannot be an answer is refused
// and costs no attempt.
func (s *Server) answerMFA(c *call) (any, error) {
	var body wire.MFAAnswer
	if err := decodeAll(c, &body); err != nil {
		return nil, err
	}
	defer s.hold(c)()
	a, err := s.own(c)
	if err != nil {
		return nil, err
	}
	asked := a.Line.current(c.now)
	if asked.Challenge == nil || !c.now.Before(asked.Challenge.ExpiresAt) {
		return nil, invalid("code", "the account is not awaiting a code")
	}
	right, err := a.check(*asked.Challenge, body)
	if err != nil {
		return nil, err
	}
	right = s.bend(c, a, right)
	a.Line.cut(c.now)
	pending := len(a.Line)
	a.Line.add(step{At: c.now, Status: wire.StatusPending})
	s.follow(c, a, c.now.Add(s.wait("answered", a.asking(), 800*time.Millisecond, 1500*time.Millisecond)), *asked.Challenge, right)
	s.state.accounts.changed(a)
	return wire.LinkAccount{Account: a.show(pending)}, nil
}

// bend lets a fault decide over an answer.
func (s *Server) bend(c *call, a *account, right bool) bool {
	name := s.struck(fault.AtAnswer, c.rt.operation(), a)
	if name == fault.MFALocked {
		a.Wrong = maxWrong - 1
	}
	if name != "" {
		return name == fault.MFARight
	}
	return right
}

// follow is what an answer leads to.
func (s *Server) follow(c *call, a *account, at time.Time, asked wire.Challenge, right bool) {
	switch {
	case !right && a.Wrong+1 == maxWrong:
		a.Wrong++
		a.Line.add(step{At: at, Status: wire.StatusError, Code: wire.ErrAccountLocked})
	case !right:
		a.Wrong++
		asked.LastError = wire.ErrInvalidMFA
		s.ask(c, a, at, asked)
	case asked.Kind == wire.MFAChoice:
		s.ask(c, a, at, codeChallenge(a))
	default:
		s.connect(a, at)
	}
}

// check says whether an answer is right, and takes note of a choice.
func (a *account) check(asked wire.Challenge, got wire.MFAAnswer) (right bool, err error) {
	switch asked.Kind {
	case wire.MFAOTP:
		code := strings.TrimSpace(got.Code.Reveal())
		if len(code) != asked.Length || digits(code) != code {
			return false, invalid("code", "must have %d digits", asked.Length)
		}
		return code == a.code(), nil
	case wire.MFAChoice:
		for _, ch := range asked.Choices {
			if ch.ID == got.Choice {
				a.Contact = ch.ID
				return true, nil
			}
		}
		return false, invalid("choice", "must be one of the challenge's choices")
	case wire.MFAQuestions:
		return a.checkAnswers(asked.Questions, got.Answers)
	case wire.MFANone:
	}
	return false, invalid("code", "nothing was asked")
}

func (a *account) checkAnswers(asked []wire.Question, got map[string]wire.Secret) (bool, error) {
	right := true
	for _, q := range asked {
		answer := strings.TrimSpace(got[q.ID].Reveal())
		if answer == "" {
			return false, invalid("answers."+q.ID, "is wanted")
		}
		right = right && strings.EqualFold(answer, a.person.Answers[q.ID])
	}
	return right, nil
}

// resendMFA serves POST /accounts/{id}/mfa/resend: a fresh challenge with a
// fresh life and the attempts that were left.
func (s *Server) resendMFA(c *call) (any, error) {
	defer s.hold(c)()
	a, err := s.own(c)
	if err != nil {
		return nil, err
	}
	asked := a.Line.current(c.now).Challenge
	if asked == nil {
		return nil, invalid("code", "the account is not awaiting a code")
	}
	if asked.Kind != wire.MFAOTP {
		return nil, invalid("code", "nothing was sent that could be sent again")
	}
	if a.Resent == maxResent {
		return nil, tooMany("the code was sent again as often as it can be, log in again for another", codeLife)
	}
	a.Resent++
	a.Line.cut(c.now)
	s.ask(c, a, c.now, codeChallenge(a))
	s.state.accounts.changed(a)
	return s.linkView(a, c.now), nil
}

// linkView is the account as the Link API shows it, with its challenge.
func (s *Server) linkView(a *account, now time.Time) wire.LinkAccount {
	shown, at := s.read(a, now)
	return wire.LinkAccount{Account: shown, Challenge: at.Challenge}
}
