package cli

import (
	"encoding/json"
	"runtime/debug"
	"strings"
	"testing"
)

func TestABuildSaysWhatItWasBuiltOf(t *testing.T) {
	t.Parallel()
	const commit = "0123456789abcdef0123456789abcdef01234567"
	vcs := []debug.BuildSetting{{Key: "vcs.revision", Value: commit}, {Key: "vcs.time", Value: "2026-11-29T17:05:16Z"}, {Key: "vcs.modified", Value: "false"}}
	more := append(vcs[:2:2], debug.BuildSetting{Key: "vcs.modified", Value: "true"})
	for _, c := range []struct {
		name string
		info *debug.BuildInfo
		want string
	}{
		{"nothing is known", nil, "winkterm devel (commit unknown) "},
		{"outside of a repository", &debug.BuildInfo{Main: debug.Module{Version: "(devel)"}}, "winkterm devel (commit unknown) "},
		{"a tag", &debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}, Settings: vcs}, "winkterm v1.2.3 (commit " + commit + ", 2026-11-29T17:05:16Z) "},
		{"with changes", &debug.BuildInfo{Main: debug.Module{Version: "v1.2.3+dirty"}, Settings: more}, "winkterm v1.2.3+dirty (commit " + commit + ", 2026-11-29T17:05:16Z, modified) "},
	} {
		if got := buildOf(c.info).String(); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	b := buildOf(&debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}, Settings: more})
	if !b.Modified || b.Commit != commit || b.Revision != commit || b.Date != "2026-11-29T17:05:16Z" {
		t.Errorf("%+v", b)
	}
	for version, want := range map[string]string{
		"v1.2.3": "v1.2.3 " + commit, "v0.0.0-20261129170516-0123456789ab": "v0.0.0-20261129170516-0123456789ab", "(devel)": "devel " + commit,
	} {
		if got := buildOf(&debug.BuildInfo{Main: debug.Module{Version: version}, Settings: vcs}).program(); got != want {
			t.Errorf("%s: a recording says %q, want %q", version, got, want)
		}
	}
}

func TestTheVersionIsAFlagToo(t *testing.T) {
	t.Parallel()
	_, byCommand, _ := run(t, nil, "version")
	code, byFlag, errText := run(t, nil, "--version")
	if code != ExitOK || byFlag != byCommand || strings.Count(byFlag, "\n") != 1 {
		t.Errorf("exit %d, %q, %q; the command prints %q", code, byFlag, errText, byCommand)
	}
	_, asJSON, _ := run(t, nil, "version", "--json")
	var b Build
	if err := json.Unmarshal([]byte(asJSON), &b); err != nil || b != ThisBuild() {
		t.Errorf("%v %s", err, asJSON)
	}
}
