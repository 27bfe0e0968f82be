package fault_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
)

func TestKindsAreTellable(t *testing.T) {
	t.Parallel()
	twoLetters := regexp.MustCompile(`^[a-z0-9]{2}$`)
	rest := regexp.MustCompile(`^([A-Z_]+|[a-z0-9_]+)$`)
	names, shorts, labels := map[wire.FaultName]bool{}, map[string]bool{}, map[string]bool{}
	for _, k := range fault.Kinds() {
		if names[k.Name] || shorts[k.Short] || labels[k.Label] {
			t.Errorf("%s %q %q: something of it is there twice", k.Name, k.Short, k.Label)
		}
		names[k.Name], shorts[k.Short], labels[k.Label] = true, true, true
		if !twoLetters.MatchString(k.Short) {
			t.Errorf("%s has the short %q", k.Name, k.Short)
		}
		if group, behind := fault.Split(k.Name); group != k.Group || !rest.MatchString(behind) {
			t.Errorf("%s splits into %q and %q, its group is %q", k.Name, group, behind, k.Group)
		}
		if k.Label == "" || len(k.Label) > 60 {
			t.Errorf("%s has the label %q", k.Name, k.Label)
		}
		if !k.Now && k.Moment == "" {
			t.Errorf("%s can neither wait nor be triggered at once", k.Name)
		}
		if found, ok := fault.Find(k.Name); !ok || found != k {
			t.Errorf("Find(%s) gives %+v", k.Name, found)
		}
	}
	if _, ok := fault.Find("http"); ok {
		t.Error("a group alone is found")
	}
}

func TestGroupsStandTogether(t *testing.T) {
	t.Parallel()
	var order []string
	for _, k := range fault.Kinds() {
		if len(order) == 0 || order[len(order)-1] != k.Group {
			order = append(order, k.Group)
		}
	}
	want := "account mfa archive monitor http webhook token connection clock sandbox"
	if got := strings.Join(order, " "); got != want {
		t.Errorf("the groups are %q, want %q", got, want)
	}
}

// offer is a kind by what it can do: w waits, n triggers at once.
func offer(k wire.FaultKind) string {
	var can string
	if k.Moment != "" {
		can += "w"
	}
	if k.Now {
		can += "n"
	}
	return can
}

func TestEverythingIsOnOffer(t *testing.T) {
	t.Parallel()
	want := map[wire.FaultName]string{
		"account.DISCONNECTED": "n",
		"mfa.wrong":            "w", "mfa.right": "w", "mfa.expired": "wn", "mfa.locked": "w", "mfa.lost": "w", "mfa.refused": "w", "mfa.limited": "w",
		"archive.UNSUPPORTED": "wn", "archive.REVOKED": "n",
		"monitor.ACTIVE": "n", "monitor.USER_ACTION_REQUIRED": "wn",
		"monitor.CUSTOMER_DISABLED": "n", "monitor.UNSUPPORTED": "n",
		"http.slow": "w", "http.cut": "w", "http.lost": "w", "http.half": "w", "http.broken": "w",
		"http.html": "w", "http.enum": "w", "http.field": "w", "http.limit": "w",
		"webhook.duplicate": "w", "webhook.late": "w", "webhook.out_of_order": "w", "webhook.missing": "w", "webhook.cut": "w",
		"webhook.signature": "w", "webhook.unsigned": "w",
		"token.expired": "n", "connection.drop": "n",
		"clock.5m": "n", "clock.5h": "n", "clock.1month": "n", "clock.60d": "n",
		"sandbox.clear": "n", wire.FaultReset: "n",
	}
	for _, code := range wire.AccountErrorCodes() {
		want["account."+wire.FaultName(code)] = "wn"
	}
	for _, code := range []wire.ArchiveErrorCode{
		wire.ErrMissingMandatoryField, wire.ErrInvalidFieldFormat, wire.ErrArchiveSystemError,
	} {
		want["archive."+wire.FaultName(code)] = "wn"
	}
	for _, status := range strings.Fields("400 401 403 404 415 429 500 501 503 504") {
		want["http."+wire.FaultName(status)] = "w"
	}
	for _, k := range fault.Kinds() {
		if can := offer(k); want[k.Name] != can {
			t.Errorf("%s can %q, want %q", k.Name, can, want[k.Name])
		}
		delete(want, k.Name)
	}
	for name := range want {
		t.Errorf("%s is not on offer", name)
	}
}

func TestMomentsAreNamed(t *testing.T) {
	t.Parallel()
	for name, want := range map[wire.FaultName]string{
		"account.ACCOUNT_LOCKED": "the next login", "archive.SYSTEM_ERROR": "the next upload",
		"mfa.wrong": "the next answer", "mfa.expired": "the next challenge",
		"monitor.USER_ACTION_REQUIRED": "the next monthly sync", "http.503": "the next request", "webhook.late": "the next delivery",
		"clock.5h": "",
	} {
		if k, _ := fault.Find(name); k.Moment != want {
			t.Errorf("%s waits for %q, want %q", name, k.Moment, want)
		}
	}
}

func TestAdvance(t *testing.T) {
	t.Parallel()
	const day = 24 * time.Hour
	at := func(month time.Month, day int) time.Time { return time.Date(2026, month, day, 9, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		name wire.FaultName
		now  time.Time
		want time.Duration
	}{
		{"clock.5m", at(1, 1), 5 * time.Minute},
		{"clock.5h", at(1, 1), 5 * time.Hour},
		{"clock.1month", at(4, 15), 30 * day},
		{"clock.1month", at(5, 15), 31 * day},
		{"clock.1month", at(1, 31), 31 * day}, // to 3 March, behind the end of February
		{"clock.60d", at(1, 1), 60 * day},
	} {
		if got, ok := fault.Advance(c.name, c.now); !ok || got != c.want {
			t.Errorf("%s from %s is %s, %t, want %s", c.name, c.now, got, ok, c.want)
		}
	}
	for _, k := range fault.Kinds() {
		if d, ok := fault.Advance(k.Name, at(1, 1)); ok != (k.Group == fault.GroupClock) || ok != (d > 0) {
			t.Errorf("%s advances by %s, %t", k.Name, d, ok)
		}
	}
}
