package driver_test

import (
	"context"
	"strings"
	"testing"

	"winkterm/api"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/driver"
	"winkterm/flow/journal"
)

// plainOpen and plainLink give and take secrets that look like ordinary words:
// nothing but being taught can mask them.
type (
	plainOpen struct{ driver.OpenAPI }
	plainLink struct{ driver.Link }
)

func (plainOpen) CreateUser(context.Context, wire.UserRequest) (wire.UserCreated, error) {
	return wire.UserCreated{User: wire.User{ID: "u-1"}, Token: wire.Token{AccessToken: "harbourmaster"}}, nil
}

func (plainOpen) RefreshToken(context.Context, string) (wire.Token, error) {
	return wire.Token{AccessToken: "lamplighter"}, nil
}

func (plainOpen) CreateInvite(_ context.Context, r wire.InviteRequest) (wire.Invite, error) {
	return wire.Invite{InviteRequest: r}, nil
}

func (plainLink) OpenSession(context.Context, wire.Secret, wire.WidgetOptions) (wire.Session, error) {
	return wire.Session{SessionKey: "weatherglass"}, nil
}

func (plainLink) CreateAccount(context.Context, wire.LoginRequest) (wire.LinkAccount, error) {
	return wire.LinkAccount{}, nil
}

func (plainLink) AnswerMFA(context.Context, string, wire.MFAAnswer) (wire.LinkAccount, error) {
	return wire.LinkAccount{}, nil
}

// What a request gives away or takes is known to the redactor by the time that it
// is answered.
func TestEverySecretIsLearned(t *testing.T) {
	t.Parallel()
	for secret, c := range map[string]struct {
		request flow.Request
		mark    string
	}{
		"harbourmaster":  {flow.CreateUser{}, "[TOKEN_1]"},
		"lamplighter":    {flow.FetchToken{UserID: "u-1"}, "[TOKEN_1]"},
		"weatherglass":   {flow.OpenSession{}, "[TOKEN_1]"},
		"bowsprit hatch": {flow.CreateAccount{Credentials: map[string]wire.Secret{"password": "bowsprit hatch"}}, "[SECRET_1]"},
		"Marlinspike":    {flow.CreateAccount{Credentials: map[string]wire.Secret{"username": "Marlinspike"}}, "[NAME_1]"},
		"topgallant":     {flow.SubmitMFA{Answer: wire.MFAAnswer{Code: "topgallant"}}, "[CODE_1]"},
		"Boatswain":      {flow.SendInvite{FullName: "Boatswain", Email: "crew"}, "[NAME_1]"},
		"crow's nest":    {flow.SendInvite{FullName: "x", Email: "crow's nest"}, "[EMAIL_1]"},
		"mizzen topmast": {flow.SubmitMFA{Answer: wire.MFAAnswer{Answers: map[string]wire.Secret{"q1": "mizzen topmast"}}}, "[SECRET_1]"},
	} {
		t.Run(secret, func(t *testing.T) {
			t.Parallel()
			j := journal.New(api.SystemClock().Now)
			d := driver.New(driver.Config{Open: plainOpen{}, Link: plainLink{}, Journal: j, Clock: api.SystemClock(), Pace: driver.Loopback})
			defer d.Close()
			d.Do([]flow.Effect{flow.Ask{Attempt: 1, Request: c.request}})
			for {
				e := <-d.Events()
				if a, ok := e.(flow.Answer); ok {
					if failed, is := a.Reply.(flow.Failed); is {
						t.Fatalf("%+v", failed)
					}
					break
				}
			}
			note, _ := j.Append(journal.Note{Topic: "test", Text: "it is " + secret + ", so"}).Data.(journal.Note)
			if note.Text != "it is "+c.mark+", so" || strings.Contains(note.Text, secret) {
				t.Errorf("the journal holds %q", note.Text)
			}
		})
	}
}

// TestPlaceholdersAreNumberedAlike gives several secrets at once: their numbers go by the
// names of the fields, each time.
func TestPlaceholdersAreNumberedAlike(t *testing.T) {
	t.Parallel()
	secrets := map[string]wire.Secret{"q1": "mizzen topmast", "q2": "bowsprit hatch", "q3": "marlinspike", "q4": "topgallant"}
	for name, request := range map[string]flow.Request{
		"answers":     flow.SubmitMFA{Answer: wire.MFAAnswer{Answers: secrets}},
		"credentials": flow.CreateAccount{Credentials: secrets},
	} {
		for range 8 {
			j := journal.New(api.SystemClock().Now)
			d := driver.New(driver.Config{Open: plainOpen{}, Link: plainLink{}, Journal: j, Clock: api.SystemClock(), Pace: driver.Loopback})
			d.Do([]flow.Effect{flow.Ask{Attempt: 1, Request: request}})
			<-d.Events()
			d.Close()
			note, _ := j.Append(journal.Note{Text: "topgallant, marlinspike, bowsprit hatch, mizzen topmast"}).Data.(journal.Note)
			if want := "[SECRET_4], [SECRET_3], [SECRET_2], [SECRET_1]"; note.Text != want {
				t.Fatalf("%s: %q, want %q", name, note.Text, want)
			}
		}
	}
}
