package sandbox

import (
	"time"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
	"winkterm/assets"
)

const (
	// codeLife is how long an answer may take.
	codeLife = 5 * time.Minute
	// maxWrong is the wrong answer that locks the account.
	maxWrong = 3
	// maxResent is how often a code may be sent again.
	maxResent = 3
)

// The channels that a code goes to.
const (
	channelSMS   = "sms"
	channelEmail = "email"
)

// channelOf is where a provider sends the code unless it offers a choice.
func channelOf(option string) string {
	if option == assets.LoginEmail {
		return channelEmail
	}
	return channelSMS
}

// ask puts a challenge on the account's timeline, and the lapse behind it.
func (s *Server) ask(c *call, a *account, at time.Time, ch wire.Challenge) {
	ch.ID = s.seed.id("ch-", a.asking())
	ch.ExpiresAt = at.Add(codeLife)
	ch.AttemptsLeft = maxWrong - a.Wrong
	lapsed := s.struck(fault.AtChallenge, c.rt.operation(), a) == fault.MFALapsed
	if lapsed {
		ch.ExpiresAt = at
	}
	a.Line.add(step{At: at, Status: wire.StatusAwaitingMFA, Challenge: &ch, Held: lapsed})
	a.Line.add(step{At: ch.ExpiresAt, Status: wire.StatusError, Code: wire.ErrMFATimeout})
}

// asking counts what passes between the account and whoever logs in, for ids and
// waits that no other account shares.
func (a *account) asking() uint64 {
	a.Asked++
	return uint64(a.Seq)<<16 + uint64(a.Asked)
}

func (s *Server) firstChallenge(a *account) wire.Challenge {
	switch a.provider.MFAKind {
	case assets.MFAChoice:
		return wire.Challenge{
			Kind: wire.MFAChoice, Prompt: "Where should the verification code be sent?",
			Choices: []wire.ChannelChoice{
				{ID: channelSMS, Label: "Text message to " + a.person.maskedMobile()},
				{ID: channelEmail, Label: "Email to " + a.person.maskedEmail()},
			},
		}
	case assets.MFAQuestions:
		return wire.Challenge{Kind: wire.MFAQuestions, Prompt: "Answer your security questions", Questions: questions()}
	}
	return codeChallenge(a)
}

// questions are those that the people have answers to.
func questions() []wire.Question {
	return []wire.Question{
		{ID: "city", Label: "In which city were you born?"},
		{ID: "teacher", Label: "What was the name of your first teacher?"},
	}
}

func codeChallenge(a *account) wire.Challenge {
	ch := wire.Challenge{Kind: wire.MFAOTP, Length: len(a.code()), SentTo: a.person.maskedMobile()}
	if a.Contact == channelEmail {
		ch.SentTo = a.person.maskedEmail()
	}
	ch.Prompt = "Enter the verification code that was sent to " + ch.SentTo
	return ch
}

// code is the right verification code.
func (a *account) code() string {
	if a.provider.MFAKind == assets.MFACode6 {
		return a.person.Code6
	}
	return a.person.Code
}
