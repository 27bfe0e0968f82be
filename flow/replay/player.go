package replay

import "time"

// Speeds are those that one can play at, as multiples of the real one. Unpaused is after
// the last.
var Speeds = []float64{1, 2, 5, 10, 50}

// PauseMost is how long a pause lasts at most where playing leaves pauses out.
const PauseMost = 300 * time.Millisecond

// Player says when playing reaches the next record. The zero value is at real speed.
type Player struct {
	// Speed is the number of one of Speeds; len(Speeds) leaves pauses out.
	Speed int
	// over is how much of the pause before the next record is over.
	over time.Duration
}

// Faster goes to the next speed, or with -1 to the one before, and stops at the ends.
func (p *Player) Faster(by int) { p.Speed, p.over = min(max(p.Speed+by, 0), len(Speeds)), 0 }

// Unpaused says that pauses are left out.
func (p *Player) Unpaused() bool { return p.Speed == len(Speeds) }

// Start begins at a record: nothing of the pause behind it is over.
func (p *Player) Start() { p.over = 0 }

// Wait is how long it is until the record after an index, 0 where there is none or it
// comes at once.
func (p *Player) Wait(t *Timeline, i int) time.Duration {
	return max(p.pause(t, i)-p.over, 0)
}

// Advance gives the record that playing has reached from an index after a time.
func (p *Player) Advance(t *Timeline, i int, passed time.Duration) int {
	p.over += passed
	for i+1 < t.Len() {
		pause := p.pause(t, i)
		if pause > p.over {
			return i
		}
		p.over -= pause
		i++
	}
	p.over = 0
	return i
}

// pause is how long playing takes from a record to the next.
func (p *Player) pause(t *Timeline, i int) time.Duration {
	if i+1 >= t.Len() {
		return 0
	}
	gap := max(t.file.Meta(i+1).At.Sub(t.file.Meta(i).At), 0)
	if p.Unpaused() {
		return min(gap, PauseMost)
	}
	return time.Duration(float64(gap) / Speeds[p.Speed])
}
