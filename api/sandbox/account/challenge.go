package account

import (
	"time"

	"winkterm/api/sandbox/fault"
	"winkterm/api/sandbox/state"
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
	// resendPause is how long fault.MFALimited asks to wait.
	resendPause = 30 * time.Second
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

// ask puts a challenge on the account's history, and behind it that its time is up.
func (s *Accounts) ask(tx *state.Tx, op string, a *Account, at time.Time, ch wire.Challenge) {
	ch.ID = tx.ID("ch-", a.step())
	ch.ExpiresAt = at.Add(codeLife)
	ch.AttemptsLeft = maxWrong - a.Wrong
	expired := s.tasks.Triggered(fault.AtChallenge, op, a) == fault.MFAExpired
	if expired {
		ch.ExpiresAt = at
	}
	a.History.add(step{At: at, Status: wire.StatusAwaitingMFA, Challenge: &ch, Held: expired})
	a.History.add(step{At: ch.ExpiresAt, Status: wire.StatusError, Code: wire.ErrMFATimeout})
}

// step counts what passes between the account and whoever logs in, for ids and
// waits that no other account shares.
func (a *Account) step() uint64 {
	a.Asked++
	return uint64(a.Seq)<<16 + uint64(a.Asked)
}

func firstChallenge(a *Account) wire.Challenge {
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

func codeChallenge(a *Account) wire.Challenge {
	ch := wire.Challenge{Kind: wire.MFAOTP, Length: len(a.code()), SentTo: a.person.maskedMobile()}
	if a.Contact == channelEmail {
		ch.SentTo = a.person.maskedEmail()
	}
	ch.Prompt = "Enter the verification code that was sent to " + ch.SentTo
	return ch
}

// code is the right verification code.
func (a *Account) code() string {
	if a.provider.MFAKind == assets.MFACode6 {
		return a.person.Code6
	}
	return a.person.Code
}
