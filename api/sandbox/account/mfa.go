package account

import (
	"strings"
	"time"

	"winkterm/api/sandbox/fault"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/user"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// answerMFA serves answerMFA of the Link contract. What cannot be an answer is
// refused and costs no attempt.
func (s *Accounts) answerMFA(c *web.Call, body *wire.MFAAnswer) (any, error) {
	return user.OwnOne(s.Rows, func(tx *state.Tx, c *web.Call, a *Account) (any, error) {
		asked := a.History.current(tx.Now)
		if asked.Challenge == nil || !tx.Now.Before(asked.Challenge.ExpiresAt) {
			return nil, web.Invalid("code", "the account is not awaiting a code")
		}
		right, err := a.check(*asked.Challenge, *body)
		if err != nil {
			return nil, err
		}
		return s.answered(tx, c.Route.Name(), a, *asked.Challenge, right), nil
	})(c)
}

// answered writes what an answer leads to, which is seen after a wait.
func (s *Accounts) answered(tx *state.Tx, op string, a *Account, asked wire.Challenge, right bool) wire.LinkAccount {
	right = s.override(op, a, right)
	a.History.cut(tx.Now)
	pending := len(a.History)
	a.History.add(step{At: tx.Now, Status: wire.StatusPending})
	s.follow(tx, op, a, tx.Now.Add(tx.Wait("answered", a.step(), 800*time.Millisecond, 1500*time.Millisecond)), asked, right)
	s.Rows.Changed(tx, a)
	return wire.LinkAccount{Account: a.show(pending)}
}

// override lets a fault decide over an answer.
func (s *Accounts) override(op string, a *Account, right bool) bool {
	name := s.tasks.Triggered(fault.AtAnswer, op, a)
	if name == fault.MFALocked {
		a.Wrong = maxWrong - 1
	}
	if name != "" {
		return name == fault.MFARight
	}
	return right
}

// follow is what an answer leads to.
func (s *Accounts) follow(tx *state.Tx, op string, a *Account, at time.Time, asked wire.Challenge, right bool) {
	switch {
	case !right && a.Wrong+1 == maxWrong:
		a.Wrong++
		a.History.add(step{At: at, Status: wire.StatusError, Code: wire.ErrAccountLocked})
	case !right:
		a.Wrong++
		asked.LastError = wire.ErrInvalidMFA
		s.ask(tx, op, a, at, asked)
	case asked.Kind == wire.MFAChoice:
		s.ask(tx, op, a, at, codeChallenge(a))
	default:
		s.connect(tx, a, at)
	}
}

// check says whether an answer is right, and takes note of a choice.
func (a *Account) check(asked wire.Challenge, got wire.MFAAnswer) (right bool, err error) {
	switch asked.Kind {
	case wire.MFAOTP:
		code := strings.TrimSpace(got.Code.Reveal())
		if len(code) != asked.Length || digits(code) != code {
			return false, web.Invalid("code", "must have %d digits", asked.Length)
		}
		return code == a.code() && !a.Lost, nil
	case wire.MFAChoice:
		for _, ch := range asked.Choices {
			if ch.ID == got.Choice {
				a.Contact = ch.ID
				return true, nil
			}
		}
		return false, web.Invalid("choice", "must be one of the challenge's choices")
	case wire.MFAQuestions:
		return a.checkAnswers(asked.Questions, got.Answers)
	case wire.MFANone:
	}
	return false, web.Invalid("code", "nothing was asked")
}

func (a *Account) checkAnswers(asked []wire.Question, got map[string]wire.Secret) (bool, error) {
	right := true
	for _, q := range asked {
		answer := strings.TrimSpace(got[q.ID].Reveal())
		if answer == "" {
			return false, web.Invalid("answers."+q.ID, "is wanted")
		}
		right = right && strings.EqualFold(answer, a.person.Answers[q.ID])
	}
	return right, nil
}

// resendMFA serves resendMFA of the Link contract: a fresh challenge with a fresh
// life and the attempts that were left.
func (s *Accounts) resendMFA(tx *state.Tx, c *web.Call, a *Account) (any, error) {
	asked := a.History.current(tx.Now).Challenge
	if asked == nil {
		return nil, web.Invalid("code", "the account is not awaiting a code")
	}
	if asked.Kind != wire.MFAOTP {
		return nil, web.Invalid("code", "nothing was sent that could be sent again")
	}
	if a.Resent == maxResent {
		return nil, web.TooMany("the code was sent again as often as it can be, log in again for another", codeLife)
	}
	name := s.tasks.Triggered(fault.AtResend, c.Route.Name(), a)
	if name == fault.MFARefused {
		return nil, web.Invalid("code", "the provider does not send another one")
	}
	if name == fault.MFALimited {
		return nil, web.TooMany("another code can be sent after a while", resendPause)
	}
	a.Resent, a.Lost = a.Resent+1, name == fault.MFALost
	a.History.cut(tx.Now)
	s.ask(tx, c.Route.Name(), a, tx.Now, codeChallenge(a))
	s.Rows.Changed(tx, a)
	return s.getLinked(tx, c, a)
}
