package sender

import (
	"time"

	"winkterm/api/sandbox/state"
)

// Start lets the clock alone bring events about from now on. It is for a sandbox that goes
// by the real time and will be closed.
func (s *Sender) Start() {
	tx := s.st.Begin()
	s.started = true
	tx.End()
}

// Arm sets the alarm to the moment at which the next timer of the state is due, if anybody
// is to hear of what it brings about. It is called at the end of each Tx.
func (s *Sender) Arm(tx *state.Tx) {
	if !s.started {
		return
	}
	at, some := tx.Due()
	if !some || s.closed || !s.heard(tx) {
		at = time.Time{}
	}
	if at.Equal(s.alarmAt) {
		return
	}
	if s.alarm != nil && s.alarm.Stop() {
		s.running.Done()
	}
	s.alarm, s.alarmAt = nil, at
	if !at.IsZero() {
		s.running.Add(1)
		s.alarm = time.AfterFunc(at.Sub(tx.Now), s.ring)
	}
}

// Armed says whether the alarm is set.
func (s *Sender) Armed() bool { return !s.alarmAt.IsZero() }

// ring has what is due happen, and sets the alarm again.
func (s *Sender) ring() {
	defer s.running.Done()
	tx := s.st.Begin()
	s.alarmAt = time.Time{}
	tx.End()
}

// heard says whether anybody hears of events.
func (s *Sender) heard(tx *state.Tx) bool {
	for w := range s.Reader.Webhooks(tx) {
		if w.Active {
			return true
		}
	}
	return s.Heard
}
