package flow

import (
	"fmt"

	"winkterm/api/wire"
)

// challenge shows what the provider asks for. A challenge that was answered
// already is still being looked at by the provider.
func (l linking) challenge(a wire.LinkAccount) {
	c := a.Challenge
	if c == nil || l.Linking.answered(*c) {
		l.connecting()
		return
	}
	before := l.Linking.Challenge
	l.Linking.Challenge = *c
	switch {
	case l.Page != MFA || before.Kind != c.Kind:
		l.advance(MFA)
	case before.ID == c.ID && before.AttemptsLeft == c.AttemptsLeft:
		return
	default:
		l.viewed()
	}
	l.Linking.Invalid = nil
	l.Notice = challengeNotice(*c)
}

// answered says whether a challenge is the one that was answered last.
func (l *Linking) answered(c wire.Challenge) bool {
	return c.ID == l.AnsweredID && c.AttemptsLeft >= l.AnsweredLeft
}

// wrongAnswer is the code that a challenge brings which was not seen before: that of
// the answer to the one before it.
func (l linking) wrongAnswer(c *wire.Challenge) wire.AccountErrorCode {
	before := l.Linking.Challenge
	if c == nil || l.Linking.answered(*c) || c.ID == before.ID && c.AttemptsLeft == before.AttemptsLeft {
		return ""
	}
	return c.LastError
}

// challengeNotice says what went wrong before, if anything did.
func challengeNotice(c wire.Challenge) Notice {
	if len(challengeFields(c)) == 0 {
		return Notice{Level: Error, Text: fmt.Sprintf("the provider asks for %q, which is not known here; log in in the browser instead", c.Kind)}
	}
	if c.LastError == "" {
		return Notice{}
	}
	return Notice{Level: Warning, Text: fmt.Sprintf("%s: that was not right, %d left", c.LastError, c.AttemptsLeft)}
}

// challengeFields are the challenge as fields of a form.
func challengeFields(c wire.Challenge) []wire.Field {
	switch c.Kind {
	case wire.MFAOTP:
		f := wire.Field{Name: CodeField, Label: "Verification code", Kind: wire.FieldNumber, Required: true, Pattern: `\d+`, Hint: "digits only"}
		if c.Length > 0 {
			f.Pattern, f.Hint = fmt.Sprintf(`\d{%d}`, c.Length), fmt.Sprintf("%d digits", c.Length)
		}
		return []wire.Field{f}
	case wire.MFAChoice:
		return []wire.Field{{Name: ChoiceField, Label: "Send the code by", Kind: wire.FieldText, Required: true}}
	case wire.MFAQuestions:
		fields := make([]wire.Field, 0, len(c.Questions))
		for _, q := range c.Questions {
			fields = append(fields, wire.Field{Name: q.ID, Label: q.Label, Kind: wire.FieldText, Required: true})
		}
		return fields
	case wire.MFANone:
	}
	return nil
}

// answer sends the answer to the challenge.
func (l linking) answer(Submitted) {
	l.require(len(l.Fields()) > 0, "the provider asks for something that is not known here")
	if !l.check() {
		return
	}
	l.Notice = Notice{}
	l.call(SlotUser, SubmitMFA{
		AccountID: l.Linking.AccountID, Answer: l.mfaAnswer(),
		Challenge: l.Linking.Challenge.ID, Left: l.Linking.Challenge.AttemptsLeft,
	})
}

func (l linking) mfaAnswer() wire.MFAAnswer {
	var a wire.MFAAnswer
	switch l.Linking.Challenge.Kind {
	case wire.MFAOTP:
		a.Code = l.entered(l.Fields()[0])
	case wire.MFAChoice:
		a.Choice = l.Value(ChoiceField).Reveal()
	case wire.MFAQuestions:
		a.Answers = map[string]wire.Secret{}
		for _, q := range l.Linking.Challenge.Questions {
			a.Answers[q.ID] = l.Value(q.ID)
		}
	case wire.MFANone:
	}
	return a
}

// resend asks for another code.
func (l linking) resend(ResendWanted) {
	l.require(l.Linking.Challenge.Kind == wire.MFAOTP, "no code was sent that could be sent again")
	l.call(SlotUser, ResendCode{AccountID: l.Linking.AccountID})
}

// accepted follows the account after an answer or a resent code.
func (l linking) accepted(c Call, taken AnswerAccepted) {
	answer, answered := c.Request.(SubmitMFA)
	if answered {
		l.Linking.AnsweredID, l.Linking.AnsweredLeft = answer.Challenge, answer.Left
	}
	l.follow(Poll{Subject: Subject{Kind: SubjectAccount, ID: l.Linking.AccountID}}, taken.Account)
	if !answered && l.Page == MFA {
		l.Notice = Notice{Level: Info, Text: "another code is on its way"}
	}
}
