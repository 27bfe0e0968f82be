package replay

import (
	"context"
	"errors"
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/ui/widget"
)

// seeker looks for a record in the background.
type seeker struct {
	widget.Search
	// id tells the search that counts; stop ends it, nil while none runs.
	id   int
	stop context.CancelFunc
	// done and total are how far it is.
	done, total int
	progress    chan int
}

type (
	// progressMsg says how many records a search has looked at.
	progressMsg struct{ id, done int }
	// foundMsg says what a search has found.
	foundMsg struct {
		id, at int
		ok     bool
		err    error
	}
)

// typed gives a key or a paste to the field: enter searches, esc leaves it.
func (m *Model) typed(msg tea.Msg) tea.Cmd {
	press, _ := msg.(tea.KeyPressMsg)
	switch {
	case key.Matches(press, m.wizard.Enter):
		m.search.Blur()
		return m.seek(1)
	case key.Matches(press, m.wizard.Back):
		m.search.Blur()
		m.search.SetValue("")
	default:
		m.search.Input = m.search.Update(msg)
	}
	return nil
}

// seek looks for the next record that has the words, or the one before.
func (m *Model) seek(by int) tea.Cmd {
	m.stopSearch()
	if m.search.Value() == "" {
		m.say("search for what? / takes the words", widget.Info)
		return nil
	}
	m.playing.on = false
	s := &m.search
	run := m.timeline.Search(s.Value(), m.at, by)
	ctx, stop := context.WithCancel(m.end)
	s.id++
	s.stop, s.done, s.total, s.progress = stop, 0, run.Total(), make(chan int, 1)
	id, progress := s.id, s.progress
	return tea.Batch(s.next(), func() tea.Msg {
		at, ok, err := run.Run(ctx, func(done int) {
			select {
			case progress <- done:
			default:
			}
		})
		close(progress)
		return foundMsg{id, at, ok, err}
	})
}

// next waits for how far the search is.
func (s *seeker) next() tea.Cmd {
	id, progress := s.id, s.progress
	return func() tea.Msg {
		done, ok := <-progress
		if !ok {
			return nil
		}
		return progressMsg{id, done}
	}
}

func (s *seeker) progressed(msg progressMsg) tea.Cmd {
	if msg.id != s.id || s.stop == nil {
		return nil
	}
	s.done = msg.done
	return s.next()
}

// show goes to what was found.
func (msg foundMsg) show(m *Model) {
	if msg.id != m.search.id || m.search.stop == nil {
		return
	}
	m.stopSearch()
	switch {
	case errors.Is(msg.err, context.Canceled):
	case msg.err != nil:
		m.say(msg.err.Error(), widget.Error)
	case !msg.ok:
		m.say(fmt.Sprintf("no record has %q", m.search.Value()), widget.Info)
	case msg.at == m.at:
		m.say(fmt.Sprintf("no other record has %q", m.search.Value()), widget.Info)
	default:
		m.goTo(msg.at)
	}
}

func (m *Model) stopSearch() {
	if m.search.stop != nil {
		m.search.stop()
		m.search.stop = nil
	}
}

// giveUp ends a search that runs, playing, or drops the words.
func (m *Model) giveUp() {
	switch {
	case m.search.stop != nil:
		m.stopSearch()
		m.say("the search was given up", widget.Info)
	case m.playing.on:
		m.playing.on = false
	default:
		m.search.SetValue("")
	}
}
