package flow

import (
	"fmt"

	"winkterm/api/wire"
)

// challenge shows what the provider asks for. A challenge that was answered
// already is still being looked at by the provider.
func (t *turn) challenge(a wire.LinkAccount) {
	c := a.Challenge
	if c == nil || c.ID == t.Linking.AnsweredID && c.AttemptsLeft >= t.Linking.AnsweredLeft {
		t.connecting()
		return
	}
	before := t.Linking.Challenge
	t.Linking.Challenge = *c
	switch {
	case t.Page != MFA || before.Kind != c.Kind:
		t.advance(MFA)
	case before.ID == c.ID && before.AttemptsLeft == c.AttemptsLeft:
		return
	default:
		t.ViewCount++
	}
	t.Linking.Invalid = nil
	t.Notice = challengeNotice(*c)
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

// stepMFA answers the challenge, asks for another code, or looks again.
func stepMFA(t *turn, i Intent) {
	switch i.(type) {
	case Submitted:
		if len(t.Fields()) == 0 {
			t.refuse("the provider asks for something that is not known here")
			return
		}
		if t.check() {
			t.Notice = Notice{}
			t.call(SlotUser, SubmitMFA{
				AccountID: t.Linking.AccountID, Answer: t.mfaAnswer(),
				Challenge: t.Linking.Challenge.ID, Left: t.Linking.Challenge.AttemptsLeft,
			})
		}
	case ResendWanted:
		if t.Linking.Challenge.Kind != wire.MFAOTP {
			t.refuse("no code was sent that could be sent again")
			return
		}
		t.call(SlotUser, ResendCode{AccountID: t.Linking.AccountID})
	case Refreshed:
		t.resume()
	default:
		t.notOffered(i)
	}
}

func (t *turn) mfaAnswer() wire.MFAAnswer {
	var a wire.MFAAnswer
	switch t.Linking.Challenge.Kind {
	case wire.MFAOTP:
		a.Code = t.Value(CodeField)
	case wire.MFAChoice:
		a.Choice = t.Value(ChoiceField).Reveal()
	case wire.MFAQuestions:
		a.Answers = map[string]wire.Secret{}
		for _, q := range t.Linking.Challenge.Questions {
			a.Answers[q.ID] = t.Value(q.ID)
		}
	case wire.MFANone:
	}
	return a
}

// answerTaken follows the account after an answer or a resent code.
func (t *turn) answerTaken(c Call, r AnswerAccepted) {
	answer, answered := c.Request.(SubmitMFA)
	if answered {
		t.Linking.AnsweredID, t.Linking.AnsweredLeft = answer.Challenge, answer.Left
	}
	t.follow(Poll{Subject: Subject{Kind: SubjectAccount, ID: t.Linking.AccountID}}, r.Account)
	if !answered && t.Page == MFA {
		t.Notice = Notice{Level: Info, Text: "another code is on its way"}
	}
}
