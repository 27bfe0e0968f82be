package ui

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"testing"

	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
)

// mischief is a sandbox's faults whose answers the test gives.
type mischief struct {
	list wire.SandboxFaults
	err  error
	set  []wire.Fault
	// reads counts the readings of the list, log is what else was asked.
	reads int
	log   []string
	// reset is called when the sandbox is started over.
	reset func()
}

func (s *mischief) List() (wire.SandboxFaults, error) {
	s.reads++
	return s.list, s.err
}

func (s *mischief) Set(f wire.Fault) (string, error) {
	if s.err != nil {
		return "", s.err
	}
	s.set = append(s.set, f)
	if f.Name == wire.FaultReset {
		s.reset()
	}
	if f.Now {
		return string(f.Name) + " is triggered", nil
	}
	f.ID = fmt.Sprintf("f-%d", len(s.set))
	s.list.Armed = append(s.list.Armed, f)
	return string(f.Name) + " waits for it", nil
}

func (s *mischief) Disarm(id string) error {
	s.log = append(s.log, "disarm "+id)
	s.list.Armed = nil
	return s.err
}

// offered is a list as a sandbox answers it.
func offered(t testing.TB) wire.SandboxFaults {
	t.Helper()
	text, err := os.ReadFile("palette/testdata/faults.json")
	if err != nil {
		t.Fatal(err)
	}
	var list wire.SandboxFaults
	if err := json.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

// faulty gives a bench a sandbox with faults.
func (b *bench) faulty() *mischief {
	b.t.Helper()
	s := &mischief{list: offered(b.t), reset: func() { b.happens(flow.HostReset{}) }}
	b.app.Faults = s
	return s
}

// run performs commands as long as the sandbox is asked something, and gives the
// app what it answers.
func (b *bench) run(cmd tea.Cmd) {
	b.t.Helper()
	for b.app.faults.asking {
		answers := make(chan faultsMsg, 1)
		perform(cmd, answers)
		cmd = b.send(<-answers)
	}
}

// perform runs a command that may be many, of which one asks the sandbox. The
// others are timers, for which nobody waits.
func perform(cmd tea.Cmd, answers chan<- faultsMsg) {
	go func() {
		switch msg := cmd().(type) {
		case tea.BatchMsg:
			for _, c := range msg {
				if c != nil {
					perform(c, answers)
				}
			}
		case faultsMsg:
			answers <- msg
		}
	}()
}

// does presses keys and performs what they lead to.
func (b *bench) does(keys ...string) *bench {
	b.t.Helper()
	for _, k := range keys {
		b.run(b.press(k))
	}
	return b
}

// calls appends a call to the journal, and lets the app hear of it.
func (b *bench) calls() tea.Cmd {
	b.t.Helper()
	b.app.Journal.Append(journal.HTTP{API: "link", Method: "GET", Path: "/accounts/a-1", Status: 200, Attempt: 1})
	_, cmd := b.app.Update(changedMsg{})
	return cmd
}

// faultPages are the palette's golden screens.
var faultPages = map[string]func(*bench) *bench{
	"faults": func(b *bench) *bench {
		b.faulty()
		return b.toLogin().does("ctrl+f")
	},
	"faults-searched": func(b *bench) *bench {
		b.faulty()
		b.toLogin().does("ctrl+f")
		return b.does("l", "o", "c", "k")
	},
	"faults-short": func(b *bench) *bench {
		b.faulty()
		return b.toLogin().does("ctrl+f", "h", "l", "right")
	},
	"faults-none": func(b *bench) *bench {
		b.faulty()
		return b.toLogin().does("ctrl+f", "q", "q", "q")
	},
	"faults-armed": func(b *bench) *bench {
		s := b.faulty()
		s.list.Armed = []wire.Fault{
			{ID: "f-1", Name: "account.ACCOUNT_LOCKED", Times: 1},
			{ID: "f-2", Name: "http.503", Times: 3, Triggered: 1, When: wire.FaultWhen{Operation: "GET /v1/accounts/{id}"}},
			{ID: "f-3", Name: "http.limit"},
		}
		return b.toLogin().does("ctrl+f", "up")
	},
	"faults-asking": func(b *bench) *bench {
		b.faulty()
		b.toLogin().press("ctrl+f")
		return b
	},
	"faults-refused": func(b *bench) *bench {
		s := b.faulty()
		b.toLogin().does("ctrl+f", "a", "l")
		s.err = errors.New("the sandbox refuses: user tenant-9f2c7a60 has no account to trigger this on, log in first")
		return b.does("ctrl+n")
	},
	"faults-off": func(b *bench) *bench {
		b.app.NoFaults = "faults need a sandbox: this session talks to sandbox.smileapi.io; run winkterm without a key, or against winkterm sandbox"
		return b.toLogin().does("ctrl+f")
	},
	"login-armed": func(b *bench) *bench {
		b.faulty()
		b.toLogin().does("ctrl+f", "a", "l", "enter")
		b.now = b.now.Add(toastTime)
		return b
	},
	"help-faults": func(b *bench) *bench {
		b.faulty()
		b.toLogin().press("f1")
		return b
	},
}
