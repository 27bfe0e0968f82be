// Package grade tries out what receives webhooks: it sends a handler deliveries as they
// come, and as they should not come, and says of each rule whether the handler keeps it. A
// rule is a row in rules.go: what is sent, and which answers are as they should be.
//
// It must not print anything, or register anything at a host.
package grade

import (
	"context"
	"errors"
	"slices"
	"time"

	"winkterm/api/webhook/post"
	"winkterm/api/wire"
)

// Verdict is what is said of a rule.
type Verdict string

// The verdicts. With Warned it works, and could be better.
const (
	Passed Verdict = "passed"
	Warned Verdict = "warned"
	Failed Verdict = "failed"
)

// Result is a rule with what the handler did, in words, and how long the rule took.
type Result struct {
	Rule
	Verdict Verdict       `json:"verdict"`
	Got     string        `json:"got"`
	Took    time.Duration `json:"-"`
}

// Config says which handler is tried out, and how.
type Config struct {
	// Address is that of the handler, as post.CheckAddress wants it.
	Address string
	Secret  wire.Secret
	// Timeout is how long an answer may take before it counts as none.
	Timeout time.Duration
	// Now is the clock by which events happen and answers take their time.
	Now func() time.Time
	// NewID makes an id that no event has had before. It has to be safe for concurrent use.
	NewID func() string
	// Report gets each result as soon as it is there.
	Report func(Result)
}

// silentMost is how many rules are tried at a handler that never answers.
const silentMost = 2

// Run tries out the rules of the names, all where there are none, in the order of Rules.
// It fails where no answer ever came, as post.Client.Send does, or as the context does.
func Run(ctx context.Context, c Config, names ...string) error {
	client := post.New(c.Timeout, c.Now)
	tried, heard := 0, false
	for _, r := range Rules() {
		if len(names) > 0 && !slices.Contains(names, r.Name) {
			continue
		}
		began := c.Now()
		answers := r.send(&job{c, client, ctx, "check-" + r.Name, began.UTC().Truncate(time.Second)})
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		tried++
		heard = heard || slices.ContainsFunc(answers, func(a answer) bool { return a.Err == nil })
		if gone := slices.IndexFunc(answers, answer.unreachable); !heard && (gone >= 0 || tried == silentMost) {
			return answers[max(gone, 0)].Err
		}
		verdict, got := r.expect(answers)
		c.Report(Result{r, verdict, got, c.Now().Sub(began)})
	}
	return nil
}

// answer is what came back for a delivery, or why nothing did.
type answer struct {
	to string // which delivery it was
	post.Outcome
}

func (a answer) late() bool { return errors.Is(a.Err, context.DeadlineExceeded) }

func (a answer) unreachable() bool { return errors.As(a.Err, new(*post.UnreachableError)) }
