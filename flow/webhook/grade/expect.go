package grade

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"winkterm/api/webhook/post"
)

// How long an answer may take.
const (
	slowAfter = 3 * time.Second
	lateAfter = 10 * time.Second
)

// namedMost is how many of the answers that are not as they should be are named.
const namedMost = 3

// without says that no delivery was without an answer, and that of no answer something is
// so, or names those.
func without(answers []answer, is func(answer) bool) (Verdict, string) {
	bad := slices.DeleteFunc(slices.Clone(answers), func(a answer) bool { return a.Err == nil && !is(a) })
	if len(bad) == 0 {
		return Passed, fmt.Sprintf("%d of %[1]d", len(answers))
	}
	var texts []string
	for _, a := range bad[:min(len(bad), namedMost)] {
		text := a.String()
		if a.Err != nil {
			text = a.Err.Error()
		}
		texts = append(texts, a.to+": "+text)
	}
	if more := len(bad) - len(texts); more > 0 {
		texts = append(texts, fmt.Sprintf("and %d more", more))
	}
	return Failed, strings.Join(texts, ", ")
}

// taken wants every delivery answered 2xx.
func taken(answers []answer) (Verdict, string) {
	return without(answers, func(a answer) bool { return a.Class() != 2 })
}

func redirect(a answer) bool { return a.Class() == 3 }

func noRedirect(answers []answer) (Verdict, string) { return without(answers, redirect) }

// refused wants every delivery answered 4xx. A redirect does not take it either.
func refused(answers []answer) (Verdict, string) {
	verdict, got := without(answers, func(a answer) bool { return a.Class() != 4 && !redirect(a) })
	if away, where := noRedirect(answers); verdict == Passed && away == Failed {
		return Warned, where
	}
	return verdict, got
}

func short(answers []answer) (Verdict, string) {
	if verdict, got := without(answers, func(a answer) bool { return a.Cut }); verdict == Failed {
		return Failed, fmt.Sprintf("%s, with more than %d KiB", got, post.BodyMax>>10)
	}
	return Passed, "short answers"
}

// inTime goes by the slowest answer.
func inTime(answers []answer) (Verdict, string) {
	if verdict, got := without(answers, func(answer) bool { return false }); verdict == Failed {
		return Failed, got
	}
	var slowest time.Duration
	for _, a := range answers {
		slowest = max(slowest, a.Took)
	}
	got := fmt.Sprintf("the slowest took %s", slowest.Round(time.Millisecond))
	switch {
	case slowest > lateAfter:
		return Failed, got
	case slowest > slowAfter:
		return Warned, got
	}
	return Passed, got
}
