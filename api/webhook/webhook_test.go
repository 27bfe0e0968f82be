package webhook_test

import (
	"strings"
	"testing"

	"winkterm/api/webhook"
)

// TestTheSignature is test case 2 of RFC 4231.
func TestTheSignature(t *testing.T) {
	t.Parallel()
	const want = "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554" +
		"9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
	body := []byte("what do ya want for nothing?")
	if got := webhook.Sign("Jefe", body); got != want {
		t.Errorf("%s", got)
	}
	for signature, valid := range map[string]bool{
		want: true, strings.ToUpper(want): true, "": false, want[2:]: false, want + "00": false, "zz" + want[2:]: false, "00" + want[2:]: false,
	} {
		if webhook.Verify("Jefe", body, signature) != valid {
			t.Errorf("%q", signature)
		}
	}
	if webhook.Verify("Jefe", body[1:], want) || webhook.Verify("jefe", body, want) {
		t.Error("another body or another secret will do")
	}
}
