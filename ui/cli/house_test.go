package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// room is what a package may use. Ours lists what it may use of ours, directly
// or by way of others, a name with / at its end for all rooms below; never lists what it must not import, with the reason.
type room struct {
	ours  []string
	never map[string]string
}

const (
	module    = "winkterm/"
	replay    = "a decision must be replayable"
	noScreen  = "only ui draws"
	drawsOnly = "a part only draws"
	callsNot  = "a screen says what the user wants, the driver makes the calls"
)

// house is the import table of docs/house.md.
func house() map[string]room {
	parts := []string{"ui/format", "ui/theme", "ui/keymap", "ui/widget"}
	noTea := map[string]string{"charm.land/": noScreen}
	sandboxed := map[string]string{"charm.land/": noScreen, "os": "no request can read a file: the data file is the store's", "os/exec": "no request can run anything"}
	played := []string{"api", "api/control", "api/host", "api/link", "api/sandbox", "api/sandbox/", "api/webhook", "api/webhook/post", "api/wire", "assets", "flow", "flow/driver", "flow/journal", "flow/person", "flow/poll", "flow/recording", "flow/redact", "flow/rerun", "flow/scenario/spec", "flow/search", "flow/plain", "flow/userdata", "flow/webhook", "flow/session"}
	counted := map[string]string{"net/http": "it counts what was played", "os": "it counts what was played", "charm.land/": noScreen}
	draw := map[string]string{"net": drawsOnly, "net/http": drawsOnly, "os": drawsOnly}
	return map[string]room{
		"api/wire":            {nil, map[string]string{"net": "shapes do not talk", "net/http": "shapes do not talk", "charm.land/": noScreen}},
		"api/host":            {nil, map[string]string{"net/http": "a comparison calls nobody", "os": "a comparison goes by what is written", "charm.land/": noScreen}},
		"api/webhook":         {[]string{"api/wire"}, map[string]string{"net": "it signs and verifies", "net/http": "it signs and verifies", "charm.land/": noScreen}},
		"flow/webhook":        {[]string{"api/webhook", "api/wire"}, map[string]string{"os": "it receives and says what it received", "charm.land/": noScreen}},
		"flow/userdata":       {[]string{"api/wire", "flow/plain"}, map[string]string{"net": "data in, tables out", "net/http": "data in, tables out", "os": "data in, tables out", "charm.land/": noScreen}},
		"api":                 {[]string{"api/wire"}, noTea},
		"api/link":            {[]string{"api", "api/wire"}, noTea},
		"api/control":         {[]string{"api", "api/wire"}, noTea},
		"api/sandbox":         {append(rooms("account", "catalogue", "control", "data", "delivery", "document", "event", "fault", "invite", "sender", "state", "store", "task", "tenant", "user", "userdata", "web", "widget"), "api/host", "api/webhook", "api/webhook/post", "api/wire", "assets"), sandboxed},
		"assets":              {[]string{"api/wire"}, noTea},
		"flow":                {[]string{"api/wire"}, map[string]string{"net": replay, "net/http": replay, "os": replay, "sync": replay, "math/rand": replay, "math/rand/v2": replay, "context": replay, "charm.land/": noScreen}},
		"flow/redact":         {nil, map[string]string{"net": "text in, text out", "net/http": "text in, text out", "os": "text in, text out", "charm.land/": noScreen}},
		"flow/redact/planted": {nil, map[string]string{"os": "values and a host for tests", "charm.land/": noScreen}},
		"flow/invite":         {[]string{"api", "api/wire", "flow/plain"}, map[string]string{"net/http": "the client makes the calls", "os": "files are read and written elsewhere", "charm.land/": noScreen}},
		"flow/plain":          {nil, map[string]string{"net": "text in, text out", "os": "text in, text out", "charm.land/": noScreen}},
		"flow/journal":        {[]string{"flow/redact", "api/wire"}, map[string]string{"net/http": "the journal remembers, it does not call", "charm.land/": noScreen}},
		"flow/recording":      {[]string{"api/wire", "flow/journal", "flow/redact"}, map[string]string{"net/http": "a file is no host", "charm.land/": noScreen}},
		"flow/lookup":         {[]string{"api", "api/sandbox/fault", "api/wire", "assets", "flow/journal", "flow/recording", "flow/redact", "flow/repro"}, map[string]string{"net/http": "the client makes the calls", "os": "recordings are opened by their room", "charm.land/": noScreen}},
		"flow/repro":          {[]string{"api/sandbox/fault", "api/wire", "assets", "flow/journal", "flow/recording", "flow/redact"}, map[string]string{"net/http": "a path is written, and walked elsewhere", "os": "files are opened by whoever has them", "charm.land/": noScreen}},
		"flow/cast":           {nil, map[string]string{"net/http": "it writes to memory", "os": "it writes to memory", "charm.land/": noScreen}},
		"flow/report":         {[]string{"api/sandbox/fault", "api/wire", "assets", "flow/cast", "flow/journal", "flow/plain", "flow/recording", "flow/redact", "flow/report/page", "flow/repro"}, map[string]string{"net/http": "it repeats calls as text only", "os": "it writes where it is told to", "charm.land/": noScreen}},
		"flow/report/page":    {nil, map[string]string{"net/http": "a page is text", "os": "a page is text", "charm.land/": noScreen}},
		"flow/replay":         {[]string{"api/wire", "flow", "flow/journal", "flow/recording", "flow/redact", "flow/search"}, map[string]string{"net/http": "a file is no host", "os": "the recording reads its file", "charm.land/": noScreen}},
		"flow/poll":           {nil, map[string]string{"net/http": "it says when to ask, and never asks", "charm.land/": noScreen}},
		"flow/follow":         {[]string{"api/wire", "flow/poll"}, map[string]string{"net": "its calls go through a small interface", "net/http": "its calls go through a small interface", "os": "it tells, and others print", "charm.land/": noScreen}},
		"flow/compare":        {[]string{"api/wire"}, map[string]string{"net": replay, "net/http": replay, "os": replay, "sync": replay, "math/rand": replay, "math/rand/v2": replay, "context": replay, "charm.land/": noScreen}},
		"flow/driver":         {[]string{"api", "api/link", "api/wire", "assets", "flow", "flow/journal", "flow/poll", "flow/redact", "flow/plain", "flow/userdata"}, noTea},
		"flow/person":         {[]string{"api/wire", "assets", "flow"}, map[string]string{"net/http": replay, "os": replay, "charm.land/": noScreen}},
		"flow/session": {
			[]string{"api", "api/control", "api/host", "api/link", "api/sandbox", "api/sandbox/", "api/webhook", "api/webhook/post", "api/wire", "assets", "flow", "flow/driver", "flow/journal", "flow/person", "flow/poll", "flow/redact", "flow/search", "flow/plain", "flow/userdata", "flow/webhook"},
			map[string]string{"os": "settings come from whoever opens it", "charm.land/": noScreen},
		},
		"flow/diff": {[]string{"api/wire", "flow", "flow/journal", "flow/recording", "flow/redact"}, map[string]string{"os": "a file is opened by whoever has it", "net/http": "it compares what was recorded", "charm.land/": noScreen}},
		"flow/repro/script": {
			[]string{"api", "api/control", "api/host", "api/link", "api/sandbox", "api/sandbox/", "api/sandbox/fault", "api/webhook", "api/webhook/post", "api/wire", "assets", "flow", "flow/driver", "flow/journal", "flow/person", "flow/poll", "flow/recording", "flow/redact", "flow/repro", "flow/rerun", "flow/search", "flow/plain", "flow/userdata", "flow/webhook", "flow/session"},
			map[string]string{"os": "a path names no file", "charm.land/": noScreen},
		},
		"flow/scenario/spec": {[]string{"api/host", "api/sandbox", "api/sandbox/", "api/webhook", "api/webhook/post", "api/wire", "assets", "flow"}, map[string]string{"net": "a scenario is read, not played", "net/http": "a scenario is read, not played", "os": "files come from the fs.FS it is given", "charm.land/": noScreen}},
		"flow/scenario/play": {
			played,
			map[string]string{"os": "files are opened by whoever has them", "math/rand": "what is played again is the same", "math/rand/v2": "what is played again is the same", "charm.land/": noScreen},
		},
		"flow/scenario/suite": {
			[]string{"api", "api/control", "api/host", "api/link", "api/sandbox", "api/sandbox/", "api/webhook", "api/webhook/post", "api/wire", "assets", "flow", "flow/driver", "flow/journal", "flow/person", "flow/poll", "flow/recording", "flow/redact", "flow/rerun", "flow/scenario/play", "flow/scenario/spec", "flow/search", "flow/plain", "flow/userdata", "flow/webhook", "flow/session"},
			map[string]string{"net/http": "scenarios are played by whoever it is given", "os": "files are read and written elsewhere", "charm.land/": noScreen},
		},
		"flow/scenario":          {append([]string{"flow/scenario/play"}, played...), map[string]string{"net/http": "a session makes the calls", "charm.land/": noScreen}},
		"flow/scenario/coverage": {append([]string{"flow/plain", "flow/scenario/play"}, played...), counted},
		"flow/scenario/dwell":    {append([]string{"flow/plain", "flow/scenario/play"}, played...), counted},
		"flow/scenario/derive":   {append([]string{"flow/scenario/play"}, played...), map[string]string{"net/http": "a scenario is written, and played by whoever it is given", "os": "files are read and written elsewhere", "math/rand": "what is written again is the same", "math/rand/v2": "what is written again is the same", "charm.land/": noScreen}},
		"flow/scenario/results":  {append([]string{"flow/plain", "flow/report/page", "flow/scenario/coverage", "flow/scenario/dwell", "flow/scenario/play"}, played...), map[string]string{"net/http": "a report is written, not sent", "os": "it writes where it is told to", "charm.land/": noScreen}},
		"flow/rerun": {
			[]string{"api", "api/control", "api/host", "api/link", "api/sandbox", "api/sandbox/", "api/webhook", "api/webhook/post", "api/wire", "assets", "flow", "flow/driver", "flow/journal", "flow/person", "flow/poll", "flow/recording", "flow/redact", "flow/search", "flow/plain", "flow/userdata", "flow/webhook", "flow/session"},
			map[string]string{"os": "a file is opened by whoever has it", "math/rand": "what is played again is the same", "math/rand/v2": "what is played again is the same", "charm.land/": noScreen},
		},
		"ui/theme":     {nil, draw},
		"ui/widget":    {[]string{"ui/theme"}, draw},
		"ui/tick":      {nil, draw},
		"ui/terminal":  {nil, map[string]string{"net": drawsOnly, "net/http": drawsOnly}},
		"ui/format":    {nil, map[string]string{"charm.land/": noScreen, "net": drawsOnly, "net/http": drawsOnly, "os": drawsOnly}},
		"ui/keymap":    {[]string{"ui/theme", "ui/widget"}, draw},
		"flow/search":  {[]string{"api/wire"}, map[string]string{"charm.land/": "an index does not draw", "net/http": "an index does not call"}},
		"ui/files":     {[]string{"flow", "api/wire", "assets", "ui/format", "ui/files/query"}, map[string]string{"charm.land/": "it looks at the disk, it does not draw", "net": "it sends nothing", "net/http": "it sends nothing"}},
		"ui/inspector": {append([]string{"api/webhook", "flow", "flow/plain", "flow/userdata", "flow/webhook", "flow/compare", "flow/journal", "flow/redact", "api/wire"}, parts...), draw},
		"ui/picture":   {[]string{"flow/plain"}, map[string]string{"charm.land/": "cells are drawn, whoever made them", "net": drawsOnly, "net/http": drawsOnly, "os": drawsOnly}},
		"ui/palette":   {append([]string{"api/wire"}, parts...), map[string]string{"net": callsNot, "net/http": callsNot, "os": callsNot}},
		"ui/suite": {
			append([]string{"api", "api/control", "api/host", "api/link", "api/sandbox", "api/sandbox/", "api/webhook", "api/webhook/post", "api/wire", "assets", "flow", "flow/driver", "flow/journal", "flow/person", "flow/poll", "flow/recording", "flow/redact", "flow/rerun", "flow/scenario/play", "flow/scenario/spec", "flow/scenario/suite", "flow/search", "flow/plain", "flow/userdata", "flow/webhook", "flow/session", "ui/terminal", "ui/tick"}, parts...),
			map[string]string{"net": callsNot, "net/http": callsNot, "os": callsNot},
		},
		"ui/watch":     {append([]string{"flow/follow", "flow/poll", "api/wire", "ui/terminal", "ui/tick"}, parts...), map[string]string{"net": callsNot, "net/http": callsNot, "os": callsNot}},
		"ui/screen":    {append([]string{"flow", "flow/person", "flow/plain", "flow/userdata", "api/wire", "assets", "flow/search", "ui/files/query"}, parts...), map[string]string{"net": callsNot, "net/http": callsNot, "os": callsNot}},
		"ui/detached":  {nil, map[string]string{"charm.land/": "what runs beside the screen has none", "net": "it makes commands alone"}},
		"ui/clipboard": {[]string{"ui/detached"}, map[string]string{"charm.land/": "a clipboard is no screen", "net": "a text stays on this machine", "net/http": "a text stays on this machine"}},
		"ui/browser":   {[]string{"flow", "api/host", "api/wire", "ui/detached"}, map[string]string{"charm.land/": "a page is no screen of the terminal"}},
		"ui": {
			append([]string{"flow", "flow/compare", "flow/journal", "flow/person", "flow/redact", "api/wire", "assets", "ui/files", "ui/files/query", "flow/search", "flow/plain", "flow/userdata", "flow/webhook", "api/webhook", "ui/inspector", "ui/palette", "ui/screen", "ui/terminal", "ui/tick"}, parts...),
			map[string]string{"net/http": "the app makes no calls"},
		},
		"ui/replay": {
			append([]string{"flow", "flow/compare", "flow/journal", "flow/person", "flow/recording", "flow/redact", "flow/replay", "flow/search", "flow/plain", "flow/userdata", "flow/webhook", "api/webhook", "api/host", "api/wire", "assets", "ui", "ui/files", "ui/files/query", "ui/inspector", "ui/palette", "ui/screen", "ui/terminal", "ui/tick"}, parts...),
			map[string]string{"net": "a file is no host", "net/http": "a file is no host", "os": "the recording reads its file"},
		},
		"ui/webhooks": {
			append([]string{"flow", "flow/compare", "flow/journal", "flow/person", "flow/plain", "flow/redact", "flow/search", "flow/userdata", "flow/webhook", "api/webhook", "api/wire", "assets", "ui", "ui/files", "ui/files/query", "ui/inspector", "ui/palette", "ui/screen", "ui/terminal", "ui/tick"}, parts...),
			map[string]string{"net": callsNot, "net/http": callsNot, "os": callsNot},
		},
		"ui/accessible": {
			append([]string{"flow", "flow/compare", "flow/journal", "flow/person", "flow/plain", "flow/redact", "flow/search", "flow/userdata", "flow/webhook", "api/webhook", "api/wire", "assets", "ui", "ui/files", "ui/files/query", "ui/inspector", "ui/palette", "ui/screen", "ui/terminal", "ui/tick"}, parts...),
			map[string]string{"net": callsNot, "net/http": callsNot, "os": "lines come from whoever reads them"},
		},
		"ui/demo": {
			append([]string{"api", "api/control", "api/host", "api/link", "api/sandbox", "api/sandbox/", "api/webhook", "api/webhook/post", "api/wire", "assets", "flow", "flow/cast", "flow/compare", "flow/driver", "flow/journal", "flow/person", "flow/poll", "flow/recording", "flow/redact", "flow/rerun", "flow/scenario/play", "flow/scenario/spec", "flow/search", "flow/plain", "flow/userdata", "flow/webhook", "flow/session", "ui", "ui/files", "ui/files/query", "ui/inspector", "ui/palette", "ui/picture", "ui/screen", "ui/terminal", "ui/tick"}, parts...),
			map[string]string{"net": callsNot, "net/http": callsNot, "os": "a film is written where it is wanted"},
		},
		"ui/mcp": {
			append([]string{"api", "api/control", "api/host", "api/link", "api/sandbox", "api/sandbox/", "api/webhook", "api/webhook/post", "api/wire", "assets", "flow", "flow/cast", "flow/compare", "flow/driver", "flow/follow", "flow/journal", "flow/lookup", "flow/person", "flow/plain", "flow/poll", "flow/recording", "flow/redact", "flow/replay", "flow/report", "flow/report/page", "flow/repro", "flow/rerun", "flow/scenario/derive", "flow/scenario/play", "flow/scenario/spec", "flow/search", "flow/session", "flow/userdata", "flow/webhook", "ui", "ui/files", "ui/files/query", "ui/inspector", "ui/palette", "ui/replay", "ui/screen", "ui/terminal", "ui/tick"}, parts...),
			map[string]string{"net": "it speaks over the streams that it is given", "net/http": "a session makes the calls", "os": "no file is opened by a name that a client gives"},
		},
		"ui/cli": {[]string{"*"}, nil},
		"":       {[]string{"*"}, map[string]string{"net/http": "main only starts"}},

		"ui/setup":          {[]string{"api", "api/host", "api/wire", "flow", "flow/redact", "ui/browser", "ui/clipboard", "ui/detached", "ui/setup/dotenv"}, map[string]string{"charm.land/": "it says what is wrong, others print it"}},
		"ui/setup/dotenv":   {nil, map[string]string{"net": "text in, text out", "os": "text in, text out", "charm.land/": noScreen}},
		"ui/setup/keystore": {[]string{"api/host", "api/wire"}, map[string]string{"net/http": "a key stays on this machine", "charm.land/": noScreen}},

		"ui/files/query": {[]string{"flow", "api/wire"}, map[string]string{"charm.land/": "questions and answers are plain data", "net": "questions and answers are plain data", "os": "questions and answers are plain data"}},

		"flow/webhook/example": {[]string{"api/wire"}, map[string]string{"net": "the same arguments make the same event", "os": "the same arguments make the same event", "crypto/rand": "the same arguments make the same event", "charm.land/": noScreen}},
		"flow/webhook/grade":   {[]string{"api/host", "api/webhook", "api/wire", "flow/webhook/example", "api/webhook/post"}, map[string]string{"os": "it says what it found, and others print", "charm.land/": noScreen}},
		"api/webhook/post":     {[]string{"api/host", "api/webhook", "api/wire"}, map[string]string{"os": "it sends what it is given", "charm.land/": noScreen}},

		"api/sandbox/state":     {rooms("store"), map[string]string{"net/http": "rows know nothing of HTTP", "os": "the data file is the store's"}},
		"api/sandbox/web":       {append(rooms("state", "store"), "api/host", "api/wire"), sandboxed},
		"api/sandbox/event":     {append(rooms("state", "store"), "api/wire"), sandboxed},
		"api/sandbox/delivery":  {append(rooms("data", "event", "fault", "state", "store"), "api/webhook", "api/wire", "assets"), map[string]string{"net": "it calls nobody", "net/http": "it calls nobody", "charm.land/": noScreen}},
		"api/sandbox/sender":    {append(rooms("data", "delivery", "event", "fault", "state", "store"), "api/host", "api/webhook", "api/webhook/post", "api/wire", "assets"), sandboxed},
		"api/sandbox/catalogue": {append(rooms("state", "store", "web"), "api/host", "api/wire", "assets"), sandboxed},
		"api/sandbox/user":      {append(rooms("catalogue", "event", "state", "store", "web"), "api/host", "api/wire", "assets"), sandboxed},
		"api/sandbox/task":      {append(rooms("event", "fault", "state", "store", "web"), "api/host", "api/wire"), sandboxed},
		"api/sandbox/account":   {append(rooms("catalogue", "data", "event", "fault", "state", "store", "task", "user", "web"), "api/host", "api/wire", "assets"), sandboxed},
		"api/sandbox/document":  {append(rooms("catalogue", "data", "event", "fault", "state", "store", "task", "user", "web"), "api/host", "api/wire", "assets"), sandboxed},
		"api/sandbox/userdata":  {append(rooms("account", "catalogue", "data", "document", "event", "fault", "state", "store", "task", "user", "web"), "api/host", "api/wire", "assets"), sandboxed},
		"api/sandbox/tenant":    {append(rooms("account", "catalogue", "data", "document", "event", "fault", "state", "store", "task", "user", "userdata", "web"), "api/host", "api/wire", "assets"), sandboxed},
		"api/sandbox/invite":    {append(rooms("account", "catalogue", "data", "document", "event", "fault", "state", "store", "task", "user", "web"), "api/host", "api/wire", "assets"), sandboxed},
		"api/sandbox/widget":    {append(rooms("state", "store", "web"), "api/host", "api/wire", "assets"), sandboxed},
		"api/sandbox/control":   {append(rooms("account", "catalogue", "data", "delivery", "document", "event", "fault", "invite", "sender", "state", "store", "task", "user", "web"), "api/host", "api/webhook", "api/webhook/post", "api/wire", "assets"), sandboxed},
		"api/sandbox/data":      {[]string{"api/sandbox/fault", "api/wire", "assets"}, map[string]string{"net/http": "data are made up, not asked for", "os": "data are a pure function", "math/rand": "the seed decides", "math/rand/v2": "the seed decides"}},
		"api/sandbox/fault":     {[]string{"api/wire"}, map[string]string{"net/http": "it says what goes wrong, the sandbox does it", "os": "files are read by whoever has them"}},
		"api/sandbox/store":     {nil, map[string]string{"net/http": "bytes in, bytes out", "encoding/json": "what the bytes mean is the caller's"}},
	}
}

// rooms are packages of the sandbox.
func rooms(names ...string) []string {
	for i, name := range names {
		names[i] = "api/sandbox/" + name
	}
	return names
}

type listed struct {
	ImportPath    string
	Imports, Deps []string
}

func packages(t *testing.T) map[string]listed {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports,Deps", "winkterm/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	all := map[string]listed{}
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all[strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, "winkterm"), "/")] = p
	}
}

func TestEveryRoomKeepsItsArrows(t *testing.T) {
	t.Parallel()
	found, rooms := packages(t), house()
	for name := range rooms {
		if _, ok := found[name]; !ok {
			t.Errorf("the table lists %q, which is not there any more", name)
		}
	}
	for name, p := range found {
		r, ok := rooms[name]
		if !ok {
			t.Errorf("%q is not in the table: say what it may use", name)
			continue
		}
		checkOurs(t, name, r, p.Deps)
		checkNever(t, name, r, p)
	}
}

func checkOurs(t *testing.T, name string, r room, deps []string) {
	t.Helper()
	if slices.Contains(r.ours, "*") {
		return
	}
	for _, dep := range deps {
		other, ours := strings.CutPrefix(dep, module)
		may := func(allowed string) bool {
			return other == allowed || strings.HasSuffix(allowed, "/") && strings.HasPrefix(other, allowed)
		}
		if ours && !slices.ContainsFunc(r.ours, may) {
			t.Errorf("%q uses %q, which its row does not allow", name, other)
		}
	}
}

// checkNever looks at direct imports for the standard library, for fmt itself
// brings os along, and at everything for modules.
func checkNever(t *testing.T, name string, r room, p listed) {
	t.Helper()
	for banned, reason := range r.never {
		for _, dep := range p.Imports {
			if dep == banned {
				t.Errorf("%q imports %q: %s", name, dep, reason)
			}
		}
		for _, dep := range p.Deps {
			if strings.HasSuffix(banned, "/") && strings.HasPrefix(dep, banned) {
				t.Errorf("%q comes to use %q: %s", name, dep, reason)
			}
		}
	}
}

// TestTheProgramHasNothingOfTheTests: what tests plant is theirs alone, and so is what
// plays scenarios in them.
func TestTheProgramHasNothingOfTheTests(t *testing.T) {
	t.Parallel()
	deps := packages(t)[""].Deps
	if len(deps) == 0 {
		t.Error("the program uses nothing at all")
	}
	for _, theirs := range []string{"testing", module + "flow/redact/planted", module + "flow/scenario"} {
		if slices.Contains(deps, theirs) {
			t.Errorf("the program uses %s", theirs)
		}
	}
}

func TestTheTableCatchesAnArrow(t *testing.T) {
	t.Parallel()
	probe := &testing.T{}
	checkOurs(probe, "probe", room{ours: []string{"api/wire"}}, []string{"winkterm/ui"})
	if !probe.Failed() {
		t.Error("a foreign room was let in")
	}
	probe = &testing.T{}
	checkNever(probe, "probe", room{never: map[string]string{"os": replay}}, listed{Imports: []string{"os"}})
	if !probe.Failed() {
		t.Error("a banned package was let in")
	}
}

// linesMax is how long a file may be: beyond that a package is missing.
const linesMax = 300

func TestNoFileIsTooLong(t *testing.T) {
	t.Parallel()
	for path, text := range sources(t) {
		if n := bytes.Count(text, []byte("\n")); n > linesMax {
			t.Errorf("%s has %d lines, more than %d", path, n, linesMax)
		}
	}
}

// methodsMax is how many methods a type may have: beyond that it is several.
const methodsMax = 40

// method finds the receiver of a method at the beginning of a line.
var method = regexp.MustCompile(`(?m)^func \((?:\w+ )?\*?(\w+)(?:\[[^\]]*\])?\) \w+`)

func TestNoTypeHasTooManyMethods(t *testing.T) {
	t.Parallel()
	methods := map[string]int{}
	for path, text := range sources(t) {
		for _, m := range method.FindAllSubmatch(text, -1) {
			methods[filepath.Dir(path)+"."+string(m[1])]++
		}
	}
	if len(methods) < 200 {
		t.Fatalf("only %d types with methods are found", len(methods))
	}
	for name, n := range methods {
		if n > methodsMax {
			t.Errorf("%s has %d methods, more than %d", name, n, methodsMax)
		}
	}
}

// sources are the files of the program by their paths, without tests.
func sources(t *testing.T) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		all[path], err = os.ReadFile(path)
		return err
	})
	if err != nil || len(all) < 100 {
		t.Fatalf("%d files read: %v", len(all), err)
	}
	return all
}
