package grade

import (
	"bytes"
	"context"
	"encoding/json"
	"sync"
	"time"

	"winkterm/api/webhook"
	"winkterm/api/webhook/post"
	"winkterm/api/wire"
	"winkterm/flow/webhook/example"
)

// job is a rule while its deliveries are sent.
type job struct {
	Config
	client *post.Client
	ctx    context.Context //nolint:containedctx // it ends with the rule
	// subject is in the ids of all events, so that a handler's log says what they are for.
	subject string
	at      time.Time
}

// event is a new event.
func (j *job) event(kind wire.WebhookEventType) wire.Event {
	return example.Event(kind, j.NewID(), j.subject, j.at)
}

// body is that of a new event to be spoilt, with its signature.
func (j *job) body() (body []byte, signature string) { return j.signed(j.event("ACCOUNT_CONNECTED")) }

func (j *job) signed(event any) (body []byte, signature string) {
	body, err := json.Marshal(event)
	if err != nil {
		panic(err) // examples are plain data
	}
	return body, webhook.Sign(j.Secret, body)
}

func (j *job) post(to string, body []byte, signature string) answer {
	a, err := j.client.Send(j.ctx, j.Address, webhook.Post{Body: body, Signature: signature})
	return answer{to, post.Outcome{Answer: a, Err: err}}
}

// deliver sends events one after the other, as they should be. The first that is not
// answered in time is the last.
func (j *job) deliver(events ...wire.Event) (answers []answer) {
	for _, e := range events {
		body, signature := j.signed(e)
		answers = append(answers, j.post(string(e.Type), body, signature))
		if answers[len(answers)-1].late() || j.ctx.Err() != nil {
			break
		}
	}
	return answers
}

func everyType(j *job) []answer {
	var events []wire.Event
	for _, kind := range example.Types() {
		events = append(events, j.event(kind))
	}
	return j.deliver(events...)
}

func some(j *job) []answer {
	return j.deliver(j.event("USER_CREATED"), j.event("ACCOUNT_CONNECTED"), j.event("TASK_FINISHED"))
}

func twice(j *job) []answer {
	e := j.event("ACCOUNT_CONNECTED")
	return j.deliver(e, e)
}

// wrongSignature has the last digit of one changed, and another made with another secret.
func wrongSignature(j *job) []answer {
	body, signature := j.body()
	last := "0"
	if signature[len(signature)-1:] == last {
		last = "1"
	}
	return []answer{
		j.post("one with a wrong last digit", body, signature[:len(signature)-1]+last),
		j.post("one of another secret", body, webhook.Sign(j.Secret+"-not", body)),
	}
}

func unsigned(j *job) []answer {
	body, _ := j.body()
	return []answer{j.post("one without signature", body, "")}
}

// changed has another account in one body, and nothing but a blank more in the other.
func changed(j *job) []answer {
	body, signature := j.body()
	return []answer{
		j.post("another account", bytes.ReplaceAll(body, []byte(`"accountId":"`), []byte(`"accountId":"not-`)), signature),
		j.post("a blank more", append([]byte("{ "), body[1:]...), signature),
	}
}

func outOfOrder(j *job) []answer {
	later, earlier := j.event("ACCOUNT_CONNECTED"), j.event("ACCOUNT_CREATED")
	earlier.CreatedAt = later.CreatedAt.Add(-time.Minute)
	return j.deliver(later, earlier)
}

func unknownType(j *job) []answer { return j.deliver(j.event("ACCOUNT_RENAMED")) }

func unknownFields(j *job) []answer {
	body, _ := j.body()
	body = bytes.Replace(body, []byte(`"data":{`), []byte(`"addedLater":[1],"data":{"addedLater":{},`), 1)
	return []answer{j.post("one with new fields", body, webhook.Sign(j.Secret, body))}
}

func large(j *job) []answer { return j.deliver(example.Large(j.NewID(), j.subject, j.at)) }

func tenAtOnce(j *job) []answer {
	answers := make([]answer, 10)
	var all sync.WaitGroup
	for i := range answers {
		all.Go(func() { answers[i] = j.deliver(j.event("INCOMES_ADDED"))[0] })
	}
	all.Wait()
	return answers
}

func signedOrNot(j *job) []answer {
	return append(unsigned(j), j.deliver(j.event("ACCOUNT_CONNECTED"))...)
}
