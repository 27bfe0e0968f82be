package results_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/results"
	"winkterm/flow/scenario/spec"
)

// What scenarios brought along stands in no format, wherever a step or a name has it.
func TestSecretsDoNotLeave(t *testing.T) {
	t.Parallel()
	secrets := map[string]string{"a variable": "correct-horse-9", "a password": "Tr0ub4dor&3", "an answer": "Aunt Petunia", "a code": "839175", "a short code": "4711", "a word": "hunter2"}
	s := scenario("a.yaml", 1, "logs in with correct-horse-9", "tag-correct-horse-9")
	s.Secrets = []wire.Secret{wire.Secret(secrets["a variable"]), wire.Secret(secrets["a word"])}
	s.People = []spec.Person{{Name: "nina", Password: secrets["a password"], Code: secrets["a short code"], Code6: secrets["a code"], Answers: map[string]string{"aunt": secrets["an answer"]}}}
	o := outcome(s, play.Failed, 1)
	for _, secret := range secrets {
		o.Failure.Step += "; login: {password: " + secret + "}"
		o.Failure.Wanted += " " + secret
		o.Failure.Got += " <" + secret + ">"
		o.Failure.Last = append(o.Failure.Last, "typed "+secret)
	}
	c := results.Collect(head(), []*spec.Scenario{s})
	c.Add(o, "rec/correct-horse-9.jsonl", "winkterm run a.yaml --var password='correct-horse-9'")
	r := c.Run(time.Second)
	for _, format := range results.Formats() {
		out := written(t, format, r)
		for name, secret := range secrets {
			if strings.Contains(out, secret) || strings.Contains(out, url.QueryEscape(secret)) || strings.Contains(out, strings.ReplaceAll(secret, "&", "&amp;")) {
				t.Errorf("%s has %s", format, name)
			}
		}
		if !strings.Contains(out, "[SECRET_1]") {
			t.Errorf("%s says not that something is masked", format)
		}
	}
}

// What masking does not reach is refused, and nothing is written.
func TestASecretElsewhereIsRefused(t *testing.T) {
	t.Parallel()
	const secret = "correct-horse-battery-9"
	s := scenario("a.yaml", 1, "a")
	s.Secrets = []wire.Secret{secret}
	h := head()
	h.Version = base64.StdEncoding.EncodeToString([]byte("user:" + secret))
	c := results.Collect(h, []*spec.Scenario{s})
	c.Add(outcome(s, play.Failed, 1), "", "")
	for _, format := range []string{"junit", "json", "html"} {
		var out bytes.Buffer
		var leak *results.LeakError
		if err := results.Write(&out, format, c.Run(0)); !errors.As(err, &leak) || leak.What != "[SECRET_1]" || out.Len() > 0 || strings.Contains(err.Error(), secret) {
			t.Errorf("%s: %v, %d bytes", format, err, out.Len())
		}
	}
}

// A password that is a word of every report keeps none from being written, and takes no
// verdict away.
func TestWordsOfEveryReportAreNoSecrets(t *testing.T) {
	t.Parallel()
	for _, word := range []string{"passed", "failed", "winkterm", "testsuite", "scenarios", "ACCOUNT_LOCKED", "document", "embedded", "description"} {
		s := scenario("a.yaml", 1, "a")
		s.Secrets = []wire.Secret{wire.Secret(word)}
		c := results.Collect(head(), []*spec.Scenario{s})
		c.Add(outcome(s, play.Failed, 1), "", "")
		for _, format := range results.Formats() {
			if out := written(t, format, c.Run(0)); !strings.Contains(out, "a.yaml") {
				t.Errorf("%s of %s:\n%s", format, word, out)
			}
		}
	}
}
