package redact_test

import (
	"strings"
	"testing"

	"winkterm/flow/redact"
)

// What is typed letter by letter is masked in each snapshot, and is no secret elsewhere:
// somebody whose password begins with "error" would else lose every error.
func TestWhatIsTypedIsNotRemembered(t *testing.T) {
	t.Parallel()
	r := redact.New()
	shape := redact.Shape{Typed: []string{"typed"}}
	const password = "error_ACCOUNT_LOCKED"
	for n := range len(password) + 1 {
		got := r.Snapshot(`{"Typed":{"password":"`+password[:n]+`","number":[12345]},"Reason":"error"}`, shape)
		if want := `{"Reason":"error","Typed":{"number":[0],"password":"` + strings.Repeat("•", n) + `"}}`; got != want {
			t.Fatalf("after %d letters it is %s", n, got)
		}
	}
	for _, text := range []string{`{"reason":"error"}`, "error", "ACCOUNT_LOCKED 12345"} {
		if got := r.Text(text); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
	r.Learn(redact.Secret, password) // once it is sent
	if got := r.Text("not " + password); strings.Contains(got, "error") {
		t.Errorf("the password stands in %q", got)
	}
}
