package demo

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
	"winkterm/flow/rerun"
	"winkterm/ui/screen"
)

// pressMost is how many keys lead to an intent at most; what is behind more, such as a text
// that no field takes, is given without keys.
const pressMost = 300

// Do presses the keys that lead to an intent; without any it happens by itself.
func (s *stage) Do(i flow.Intent) error {
	if len(s.given) > 0 && screen.Same(s.given[0], i) {
		s.given = s.given[1:]
		return nil
	}
	s.given = nil
	if err := s.Pass(s.arrived.Add(pageTime).Sub(s.Now())); err != nil {
		return err
	}
	for range pressMost {
		next, ok := s.app.Toward(i)
		if !ok {
			break
		}
		if next == nil {
			return s.quiet()
		}
		if done, err := s.press(*next, i); done || err != nil {
			return err
		}
	}
	s.strip.key("", "happens without a key", false)
	if err := s.Pass(actTime); err != nil {
		return err
	}
	if err := s.player.Do(i); err != nil {
		return err
	}
	return s.quiet()
}

// press presses a key as soon as a person would, and says whether the flow was given what
// is wanted.
func (s *stage) press(p screen.Press, wanted flow.Intent) (done bool, err error) {
	wait := keyTime + time.Duration(s.jitter.Int64N(int64(keyJitter)))
	switch {
	case p.Key.Code == tea.KeyBackspace:
		wait = backTime
	case p.Key.Text != "":
		wait = letterTime + time.Duration(s.jitter.Int64N(int64(letterJitter)))
	}
	if err := s.Pass(wait.Round(time.Millisecond)); err != nil {
		return false, err
	}
	now, ok := s.app.Toward(wanted)
	if !ok || now == nil {
		return false, nil
	}
	p = *now // the page may have changed
	done = len(p.Gives) > 0 && screen.Same(p.Gives[0], wanted)
	if done {
		whole, err := rerun.Complete(s.Session(), wanted)
		if err == nil {
			_, _, err = flow.Step(s.Session().State(), whole)
		}
		if err != nil {
			return false, err
		}
		s.given = p.Gives[1:]
	}
	s.strip.key(p.Key.String(), p.Does, p.Hidden)
	s.update(p.Key)
	return done, s.quiet()
}
