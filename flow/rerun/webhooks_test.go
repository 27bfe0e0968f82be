package rerun_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/rerun"
)

// playHooked plays a script in a session that receives the sandbox's webhooks.
func playHooked(t *testing.T, s rerun.Script) *recording.File {
	t.Helper()
	var c rerun.Config
	c.Session.Webhooks.Own = true
	f, err := rerun.Play(t.Context(), s, c)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// webhooks are the deliveries of a recording in words: the type, its marks, and what should
// have come before.
func webhooks(t *testing.T, f *recording.File) (all []string) {
	t.Helper()
	for i := range f.Len() {
		r, err := f.At(i)
		if err != nil {
			t.Fatal(err)
		}
		if d, ok := r.Data.(journal.Webhook); ok {
			if (len(d.Marks) > 0) != f.Meta(i).Failed {
				t.Errorf("%+v failed: %t", d, f.Meta(i).Failed)
			}
			text := r.Kind
			if len(d.Marks) > 0 {
				text += " " + strings.Join(d.Marks, ", ")
			}
			if len(d.Missing) > 0 {
				text += " without " + strings.Join(d.Missing, ", ")
			}
			all = append(all, text)
		}
	}
	return all
}

// TestWebhooksAreTheSameInEachPlay has them among the records, to the byte, with nothing
// wrong with any, and in the same order as the rest when a recording is gone through again.
func TestWebhooksAreTheSameInEachPlay(t *testing.T) {
	t.Parallel()
	first := playHooked(t, wholeDay())
	all := webhooks(t, first)
	for _, kind := range all {
		if strings.Contains(kind, " ") {
			t.Errorf("%q", all)
		}
	}
	for _, kind := range []string{"USER_CREATED", "ACCOUNT_CREATED", "ACCOUNT_CONNECTED", "TASK_FINISHED", "ACCOUNT_DISCONNECTED", "ARCHIVE_STARTED", "ARCHIVE_ANALYZED"} {
		if !slices.Contains(all, kind) {
			t.Errorf("no %s among %q", kind, all)
		}
	}
	for range 3 {
		if again := lines(t, playHooked(t, wholeDay())); !bytes.Equal(again, lines(t, first)) {
			t.Fatal(firstDifference(lines(t, first), again))
		}
	}
	if without := webhooks(t, play(t, wholeDay())); len(without) > 0 {
		t.Errorf("%q came to who does not receive any", without)
	}
}

// TestABranchHasWebhooksWhereTheRecordingHas goes to the end of both.
func TestABranchHasWebhooksWhereTheRecordingHas(t *testing.T) {
	t.Parallel()
	script := rerun.Script{Header: sandboxed(), Steps: append(toLogin("sss_ph"), rerun.Step{On: flow.Login, Person: "George"}, rerun.Step{Intent: flow.Submitted{}}, rerun.Step{On: flow.MFA})}
	for want, f := range map[bool]*recording.File{true: playHooked(t, script), false: play(t, script)} {
		_, made := to(t, f, f.Len()-1)
		for i, line := range bytes.Split(lines(t, f), []byte("\n"))[1 : f.Len()+1] {
			if !bytes.Equal(line, made[i]) {
				t.Fatalf("record %d differs\n%s\n%s", i+1, line, made[i])
			}
		}
		if (len(webhooks(t, f)) > 0) != want {
			t.Errorf("webhooks are %q", webhooks(t, f))
		}
	}
}

// TestWhatFaultsMakeOfWebhooks arms each of them for the event of an account that begins.
func TestWhatFaultsMakeOfWebhooks(t *testing.T) {
	t.Parallel()
	for name, want := range map[wire.FaultName]string{
		"webhook.duplicate":    "ACCOUNT_CREATED; ACCOUNT_CREATED duplicate; TASK_STARTED; ACCOUNT_CONNECTED",
		"webhook.late":         "TASK_STARTED without ACCOUNT_CREATED; ACCOUNT_CONNECTED; ACCOUNT_CREATED late, out of order",
		"webhook.out_of_order": "TASK_STARTED without ACCOUNT_CREATED; ACCOUNT_CREATED out of order; ACCOUNT_CONNECTED",
		"webhook.missing":      "TASK_STARTED without ACCOUNT_CREATED; ACCOUNT_CONNECTED",
		"webhook.cut":          "not an event wrong signature, not an event; TASK_STARTED without ACCOUNT_CREATED; ACCOUNT_CONNECTED",
		"webhook.signature":    "ACCOUNT_CREATED wrong signature; TASK_STARTED without ACCOUNT_CREATED; ACCOUNT_CONNECTED",
		"webhook.unsigned":     "ACCOUNT_CREATED missing signature; TASK_STARTED without ACCOUNT_CREATED; ACCOUNT_CONNECTED",
	} {
		f := playHooked(t, rerun.Script{Header: sandboxed(), Steps: append(toLogin("sss_ph"),
			rerun.Step{On: flow.Login, Person: "George"}, rerun.Step{Fault: &wire.Fault{Name: name, Times: 1}}, rerun.Step{Intent: flow.Submitted{}},
			rerun.Step{On: flow.MFA, Person: "George"}, rerun.Step{Intent: flow.Submitted{}},
			rerun.Step{On: flow.ConnectSuccess, After: time.Minute, Intent: flow.AccountWanted{}}, rerun.Step{On: flow.AccountRevoke, Intent: flow.Refreshed{}}, rerun.Step{On: flow.AccountRevoke},
		)})
		got := slices.DeleteFunc(webhooks(t, f), func(s string) bool {
			return !strings.HasPrefix(s, "ACCOUNT_") && !strings.HasPrefix(s, "TASK_STARTED") && !strings.HasPrefix(s, "not")
		})
		if text := strings.Join(got, "; "); text != want {
			t.Errorf("%s: %s, want %s", name, text, want)
		}
	}
}

// TestAResetForgetsWhichWebhooksCame has the sandbox give the same ids anew.
func TestAResetForgetsWhichWebhooksCame(t *testing.T) {
	t.Parallel()
	login := append(toLogin("sss_ph"), rerun.Step{On: flow.Login, Person: "George"}, rerun.Step{Intent: flow.Submitted{}}, rerun.Step{On: flow.MFA})
	steps := append(slices.Clone(login), rerun.Step{Fault: &wire.Fault{Name: wire.FaultReset, Now: true}}, rerun.Step{On: flow.Consent})
	f := playHooked(t, rerun.Script{Header: sandboxed(), Steps: append(steps, login[1:]...)})
	got := fmt.Sprint(webhooks(t, f))
	if strings.Count(got, "USER_CREATED ACCOUNT_CREATED TASK_STARTED") != 2 {
		t.Error(got)
	}
}
