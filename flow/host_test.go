package flow_test

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
)

// epoch is when the stories begin; tokens live for five hours from there.
var epoch = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

// expiry is when the nth token of a story ends.
func expiry(n int) time.Time { return epoch.Add(time.Duration(n) * 5 * time.Hour) }

// args are the words after a command: plain ones, and name=value.
type args struct {
	plain []string
	named map[string]string
}

func parseArgs(words []string) args {
	a := args{named: map[string]string{}}
	for _, w := range words {
		if name, value, ok := strings.Cut(w, "="); ok {
			a.named[name] = value
			continue
		}
		a.plain = append(a.plain, w)
	}
	return a
}

// at gives the nth plain word, or "".
func (a args) at(n int) string {
	if n < len(a.plain) {
		return a.plain[n]
	}
	return ""
}

func (a args) number(name string) int {
	n, _ := strconv.Atoi(a.named[name])
	return n
}

func (a args) has(word string) bool {
	for _, w := range a.plain {
		if w == word {
			return true
		}
	}
	return false
}

// provider is a live one of a few words: an id, type=EMPLOYER, dead.
func provider(a args) wire.Provider {
	return wire.Provider{
		ID: a.at(0), Name: strings.ToUpper(a.at(0)), Type: wire.ProviderType(a.named["type"]),
		Active: true, Enabled: true, AccountConnection: !a.has("dead"),
	}
}

func providers(n int) []wire.Provider {
	list := make([]wire.Provider, n)
	for i := range list {
		list[i].ID = fmt.Sprintf("p-%d", i+1)
	}
	return list
}

// form is a login form: every plain word is an option with its fields
// ("ss:number,password"), record= the social security record.
func form(a args) wire.LoginForm {
	f := wire.LoginForm{SocialSecurity: a.named["record"]}
	for _, w := range a.plain {
		id, fields, _ := strings.Cut(w, ":")
		o := wire.LoginOption{ID: id, Label: id}
		for name := range strings.SplitSeq(fields, ",") {
			o.Fields = append(o.Fields, field(name))
		}
		f.Options = append(f.Options, o)
	}
	return f
}

func field(name string) wire.Field {
	f := wire.Field{Name: name, Label: name, Kind: wire.FieldText, Required: true}
	switch name {
	case "password":
		f.Kind = wire.FieldPassword
	case "number":
		f.Kind, f.Pattern, f.Hint = wire.FieldNumber, `\d{10}`, "10 digits"
	case "nickname":
		f.Required = false
	}
	return f
}

// account is an account of a few words: "a-1 ERROR code=INVALID_MFA at=sss_ph".
func account(a args) wire.Account {
	status := wire.ConnectionStatus(a.at(1))
	out := wire.Account{
		ID: a.at(0), UserID: a.named["of"], ProviderID: a.named["at"], ConnectionStatus: status,
		MonitorStatus: wire.MonitorStatus(a.named["monitor"]),
	}
	if code := wire.AccountErrorCode(a.named["code"]); code != "" {
		out.Connection.ErrorCode = &code
	}
	return out
}

// linkAccount adds the challenge: "… otp id=c-1 length=4 left=3".
func linkAccount(a args) wire.LinkAccount {
	out := wire.LinkAccount{Account: account(a)}
	kind := wire.MFAKind(a.at(2))
	if kind == "" {
		return out
	}
	c := wire.Challenge{
		ID: a.named["id"], Kind: kind, Length: a.number("length"), AttemptsLeft: a.number("left"),
		LastError: wire.AccountErrorCode(a.named["error"]),
	}
	switch kind {
	case wire.MFAChoice:
		c.Choices = []wire.ChannelChoice{{ID: "sms", Label: "SMS"}, {ID: "email", Label: "Email"}}
	case wire.MFAQuestions:
		c.Questions = []wire.Question{{ID: "q1", Label: "First pet?"}, {ID: "q2", Label: "First school?"}}
	case wire.MFAOTP, wire.MFANone:
	}
	out.Challenge = &c
	return out
}

// tasks are "LINK_ACCOUNT:Started" and the like.
func tasks(words []string) []wire.Task {
	var list []wire.Task
	for _, w := range words {
		if kind, status, ok := strings.Cut(w, ":"); ok {
			list = append(list, wire.Task{ID: "t-" + strconv.Itoa(len(list)+1), Type: wire.TaskType(kind), Status: wire.TaskStatus(status)})
		}
	}
	return list
}

var failureKinds = map[string]flow.FailureKind{
	"lasting": flow.Lasting, "passing": flow.Passing, "rejected": flow.Rejected,
	"gone": flow.Gone, "expired": flow.Expired,
}

// failure is of a kind, with after= the seconds to wait.
func failure(kind string, a args) flow.Failure {
	return flow.Failure{
		Kind: failureKinds[kind], Title: "the call failed for good or not: " + kind, Advice: "do something",
		RequestID: "r-1", RetryAfter: time.Duration(a.number("after")) * time.Second,
	}
}
