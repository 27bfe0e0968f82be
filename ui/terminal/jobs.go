package terminal

import (
	"io"
	"os"
	"os/signal"
	"time"

	tea "charm.land/bubbletea/v2"
)

// orphaned is how long a process group that nobody could continue waits for the
// system to stop it, which it does not do then.
const orphaned = 500 * time.Millisecond

// jobs suspends the program when the user or somebody else wants that. Where SIGTSTP
// was ignored from the start it stays so, and ctrl+z does nothing.
type jobs struct {
	keys    *input
	ignored bool
	asked   chan os.Signal
	ended   chan struct{}
}

func newJobs(keys *input) *jobs {
	j := &jobs{keys: keys, ignored: ignored(), asked: make(chan os.Signal, 1), ended: make(chan struct{})}
	if !j.ignored {
		signal.Notify(j.asked, stopSignal) // the terminal is to be restored first
	}
	return j
}

// forward hands signals on to the program until end.
func (j *jobs) forward(send func(tea.Msg)) {
	for {
		select {
		case <-j.asked:
			send(tea.SuspendMsg{})
		case <-j.ended:
			return
		}
	}
}

func (j *jobs) end() {
	signal.Stop(j.asked)
	close(j.ended)
}

// filter makes of ctrl+z, and of what forward sends, a command that has the terminal
// while it runs. Bubble Tea's own way waits for ever in a group that cannot be stopped.
func (j *jobs) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	_, asked := msg.(tea.SuspendMsg)
	press, key := msg.(tea.KeyPressMsg)
	switch {
	case !asked && (!key || press.String() != "ctrl+z"):
		return msg
	case j.ignored:
		return nil
	}
	j.keys.pause()
	return tea.Exec(j, nil)()
}

// Run stops the process group and returns when it goes on.
func (j *jobs) Run() error {
	defer j.keys.resume()
	woken := make(chan os.Signal, 1)
	signal.Notify(woken, continueSignal)
	defer signal.Stop(woken)
	if err := stop(); err != nil {
		return err
	}
	select {
	case <-woken:
	case <-j.keys.after(orphaned):
	}
	return nil
}

// SetStdin does nothing: nothing is run that would read.
func (*jobs) SetStdin(io.Reader) {}

// SetStdout does nothing, as SetStdin.
func (*jobs) SetStdout(io.Writer) {}

// SetStderr does nothing, as SetStdin.
func (*jobs) SetStderr(io.Writer) {}
