package flow_test

import (
	"testing"

	"winkterm/api/wire"
	"winkterm/flow"
)

// TestACodeIsTakenAsItIsWritten types a code as people copy it, and sees what is sent.
func TestACodeIsTakenAsItIsWritten(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]string{
		"1234": "1234", "12 34": "1234", "12-34": "1234", " 1234 ": "1234", "1234\u00a0": "1234",
		"12\u201334": "1234", "12\u202f34": "1234", "\u200e1234\u200b": "1234", "\uff11\uff12\uff13\uff14": "1234",
		"\uff11\uff12\u3000\uff13\uff14": "1234", "12a4": "", "123": "", "12.34": "", "-": "", "12345": "",
	} {
		s := played(t, toMFA...)
		s.apply(flow.Typed{Values: map[string]wire.Secret{flow.CodeField: wire.Secret(written)}})
		s.apply(flow.Submitted{})
		sent, _ := s.state.Calls.Slots[flow.SlotUser].Request.(flow.SubmitMFA)
		if got := sent.Answer.Code.Reveal(); got != want {
			t.Errorf("%q is sent as %q, want %q", written, got, want)
		}
	}
}

// TestNumbersOfPeople does so with fields of every kind: one whose pattern has room for
// what separates the digits gets them as they are written, and a name stays as it is.
func TestNumbersOfPeople(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		field         wire.Field
		written, want string
	}{
		{wire.Field{Kind: wire.FieldNumber, Pattern: `\d{10}`}, "33-0000000-8 ", "3300000008"},
		{wire.Field{Kind: wire.FieldNumber, Pattern: `\d{10}`}, "\uff13\uff13 00000008", "3300000008"},
		{wire.Field{Kind: wire.FieldNumber, Pattern: `\d{2}-\d{7}-\d`}, "33-0000000-8\u00a0", "33-0000000-8"},
		{wire.Field{Kind: wire.FieldNumber}, "33 0000000 8", "3300000008"},
		{wire.Field{Kind: wire.FieldNumber}, "3300000008+7", "3300000008+7"},
		{wire.Field{Kind: wire.FieldTel}, "(+63)\u00a0955.999-1234", "+639559991234"},
		{wire.Field{Kind: wire.FieldTel, Pattern: `\d{10}`}, "955 999 1234", "9559991234"},
		{wire.Field{Kind: wire.FieldText}, "Ana-Maria 2 ", "Ana-Maria 2 "},
		{wire.Field{Kind: wire.FieldEmail}, "a-b@c.d", "a-b@c.d"},
		{wire.Field{Kind: wire.FieldEmail, Pattern: `[^\s@]+@[^\s@]+`}, " \u200ea-b@c.d\u00a0\n", "a-b@c.d"},
		{wire.Field{Kind: wire.FieldPassword}, "12 34-\uff11", "12 34-\uff11"},
	} {
		c.field.Name, c.field.Required = "it", true
		s := played(t, add(toList, "choose grab")...)
		s.apply(flow.Answer{Attempt: s.waits("form"), Reply: flow.LoginLoaded{Form: wire.LoginForm{
			Options: []wire.LoginOption{{ID: "one", Fields: []wire.Field{c.field}}},
		}}})
		s.apply(flow.Typed{Values: map[string]wire.Secret{"it": wire.Secret(c.written)}})
		s.apply(flow.Submitted{})
		sent, _ := s.state.Calls.Slots[flow.SlotUser].Request.(flow.CreateAccount)
		if got := sent.Credentials["it"].Reveal(); got != c.want {
			t.Errorf("%s %q is sent as %q, want %q", c.field.Kind, c.written, got, c.want)
		}
	}
}
