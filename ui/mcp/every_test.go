package mcp_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"winkterm/ui/mcp"
)

// most is the most that an answer may have in bytes, with its text and as JSON in JSON.
const most = 300 << 10

// TestEveryToolAnswers calls each tool with arguments that fit and with ones that do not.
func TestEveryToolAnswers(t *testing.T) {
	t.Parallel()
	c := connect(t, mcp.Config{Sandbox: true})
	linked := c.want(c.call("link", map[string]any{"provider": "sss_ph"}))
	archive := c.want(c.call("upload_sample", map[string]any{"samples": []string{"payslip-ryan.png"}}), "ANALYZED")
	c.want(c.call("start_session", map[string]any{"upload": true}), "Consent")
	account := map[string]any{"id": linked.data["account_id"], "session": "s1"}
	type args = map[string]any
	called := map[string]bool{"link": true}
	for _, one := range []struct {
		tool      string
		good, bad args
		kind      string
	}{
		{"explain", args{"word": "onAccountError"}, args{"word": "ACCOUNT_LOKED"}, "not_found"},
		{"providers", args{"name": "social", "limit": 2}, args{"type": "BANK"}, "invalid_arguments"},
		{"account", account, args{"id": "u-12345"}, "invalid_arguments"},
		{"archive", args{"id": archive.data["archive_id"], "session": "s2"}, args{"id": "u-12345"}, "not_found"},
		{"user", args{"id": linked.data["user_id"], "session": "s1"}, args{"id": "tenant-1", "session": "s9"}, "not_found"},
		{"tasks", account, args{}, "invalid_arguments"},
		{"data_kinds", args{}, args{"x": 1}, "invalid_arguments"},
		{"data", args{"id": linked.data["account_id"], "session": "s1", "kind": "contributions"}, args{"id": linked.data["account_id"], "kind": "salaries"}, "invalid_arguments"},
		{"sessions", args{"limit": 1}, args{"limit": 1000}, "invalid_arguments"},
		{"records", args{"session": "s1", "lane": "http", "full": true}, args{"session": "../../etc/passwd"}, "not_found"},
		{"callbacks", args{"session": "s1", "after": 5}, args{"session": "last"}, "not_found"},
		{"screen", args{"session": "s1", "width": 120, "height": 40, "at": 20}, args{"session": "s1", "width": 5}, "invalid_arguments"},
		{"report", args{"session": "s1"}, args{"session": "s77"}, "not_found"},
		{"start_session", args{"providers": []string{"upwork"}, "company": "Tala"}, args{"person": "Nobody"}, "invalid_arguments"},
		{"act", args{"session": "s3", "step": "consent"}, args{"session": "s3", "step": args{"chose": "sss_ph"}}, "invalid_step"},
		{"upload_sample", args{"session": "s3", "samples": []string{"payslip-ryan.png"}, "file_type": "PAYSLIP"}, args{"samples": []string{"/etc/passwd"}}, "invalid_arguments"},
		{"link", args{"provider": "upwork", "person": "Ryan", "stop_at": "AWAITING_MFA"}, args{"provider": "sss_ph", "person": "Ryan"}, "invalid_arguments"},
		{"answer", args{"code": "right"}, args{"session": "s1"}, "unmet"},
		{"faults", args{}, args{"session": "nope"}, "not_found"},
		{"fault_arm", args{"fault": "account.ACCOUNT_LOCKED"}, args{"fault": "account.LOCKED"}, "invalid_step"},
		{"fault_clear", args{"name": "account.ACCOUNT_LOCKED"}, args{"name": "http.503"}, "unmet"},
		{"fault_trigger", args{"fault": "account.DISCONNECTED"}, args{"fault": args{"name": "http.503", "when": 7}}, "invalid_step"},
		{"clock", args{"by": "30d", "sandbox_only": true}, args{"by": "soon"}, "invalid_step"},
		{"reset", args{}, args{"session": "s99"}, "not_found"},
		{"finish", args{"session": "s2"}, args{"session": "s2"}, "not_found"},
	} {
		called[one.tool] = true
		if got := c.call(one.tool, one.good); got.failed || got.text == "" || got.data == nil || len(got.raw) > most {
			t.Errorf("%s %v gave %d bytes: %s", one.tool, one.good, len(got.raw), got.text)
		}
		got := c.call(one.tool, one.bad)
		if !got.failed || got.data["kind"] != one.kind || str(got.data["message"]) == "" || str(got.data["what_to_do"]) == "" {
			t.Errorf("%s %v is not refused as %s: %s", one.tool, one.bad, one.kind, got.raw)
		}
	}
	list, err := c.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, tool := range list.Tools {
		if !called[tool.Name] {
			t.Errorf("%s was not called", tool.Name)
		}
	}
}

// TestListsGoOn reads a list to its end as each answer says, and gets every item once.
func TestListsGoOn(t *testing.T) {
	t.Parallel()
	c := connect(t, mcp.Config{Sandbox: true})
	c.want(c.call("link", map[string]any{"provider": "sss_ph"}))
	whole := c.want(c.call("records", map[string]any{"session": "s1", "limit": 100}))
	var lines []string
	for after, pages := 0, 0; ; pages++ {
		got := c.want(c.call("records", map[string]any{"session": "s1", "limit": 7, "after": after}))
		lines = append(lines, got.text)
		if got.data["truncated"] != true {
			break
		}
		list, _ := got.data["records"].([]any)
		last, _ := list[len(list)-1].(map[string]any)
		n, _ := last["number"].(float64)
		if after = int(n); len(list) != 7 || pages > 50 || !strings.Contains(str(got.data["how_to_go_on"]), "after") {
			t.Fatalf("page %d: %s", pages, got.raw)
		}
	}
	if strings.Join(lines, "\n") != whole.text {
		t.Errorf("page by page\n%s\nat once\n%s", strings.Join(lines, "\n"), whole.text)
	}
	first := c.want(c.call("providers", map[string]any{"limit": 3}), "3 providers")
	second := c.want(c.call("providers", map[string]any{"limit": 3, "cursor": first.data["cursor"]}), "3 providers")
	if first.data["truncated"] != true || strings.Contains(second.raw, "sss_ph") {
		t.Errorf("providers: %s, then %s", first.raw, second.raw)
	}
}

// TestAReportGoesOn puts a long report together of what comes at once.
func TestAReportGoesOn(t *testing.T) {
	t.Parallel()
	c := connect(t, mcp.Config{Sandbox: true})
	c.want(c.call("link", map[string]any{"provider": "sss_ph", "password": "wrong"}))
	c.want(c.call("act", map[string]any{"step": slices.Repeat([]any{"retry", map[string]any{"login": map[string]any{"password": "wrong"}}}, 12)}))
	var all string
	for from, n := 0.0, 0; ; n++ {
		got := c.want(c.call("report", map[string]any{"session": "s1", "from": from}))
		if got.data["truncated"] != true {
			if all += got.text; n == 0 {
				t.Error("all of it came at once")
			}
			break
		}
		text, rest, _ := strings.Cut(got.text, "\n(call again with from ")
		all += text
		if next, err := strconv.Atoi(strings.TrimSuffix(rest, ")\n")); err != nil || n > 20 || len(text) > 21<<10 {
			t.Fatalf("%d bytes, then %q", len(text), rest)
		} else {
			from = float64(next)
		}
	}
	if total := c.call("report", map[string]any{"session": "s1"}).data["bytes"]; total != float64(len(all)) || len(all) < 21<<10 {
		t.Errorf("%d bytes were read of %v", len(all), total)
	}
}
