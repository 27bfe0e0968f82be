package flow

// Slot is what a call is made for. A slot holds one call at most, so there is never
// a second poll, and a new search takes the place of the one before.
type Slot uint8

// The slots.
const (
	// SlotUser is for what the user asked for and waits for.
	SlotUser Slot = iota
	// SlotPoll is for the poll of what the page is about.
	SlotPoll
	// SlotList reads the provider list in the background.
	SlotList
	// SlotSearch asks the host for a name that the list has not brought yet.
	SlotSearch
	// SlotToken gets a new link token.
	SlotToken
	slotCount
)

// Calls are the requests under way.
type Calls struct {
	// Attempt counts the calls that were made; Slots are those under way.
	Attempt int
	Slots   [slotCount]Call
	// Renewed is the last attempt that was made before the present token came; what
	// fails of those for want of a token is repeated with this one.
	Renewed int
	// PollFailures counts the polls that failed in a row.
	PollFailures int
	// Failed is what the Problem page is about.
	Failed FailedCall
}

// Call is one request under way. Its Attempt comes back with the answer.
type Call struct {
	Attempt int
	Request Request
	// Held says that the call waits for a new token, Redone that it was already
	// repeated because of one.
	Held, Redone bool
	// Progress is how far an upload is.
	Progress Progress
}

// FailedCall is a failure with what is needed to go on from it.
type FailedCall struct {
	Failure Failure
	// Origin is the page that it happened on, Slot and Request the call to repeat.
	Origin  Page
	Slot    Slot
	Request Request
}

func (c Call) underWay() bool { return c.Attempt != 0 }

// Busy says that the page waits for an answer that the user asked for.
func (c Calls) Busy() bool { return c.Slots[SlotUser].underWay() }

// Polling says that something is being polled.
func (c Calls) Polling() bool { return c.Slots[SlotPoll].underWay() }

// Sending says that files are being sent, or wait for a new token to be.
func (c Calls) Sending() bool {
	_, ok := c.Slots[SlotUser].Request.(CreateArchive)
	return ok
}

// Upload is how far sending files is.
func (c Calls) Upload() Progress { return c.Slots[SlotUser].Progress }

// find gives the slot that waits for an attempt.
func (c Calls) find(attempt int) (Slot, bool) {
	for slot, call := range c.Slots {
		if call.underWay() && call.Attempt == attempt {
			return Slot(slot), true
		}
	}
	return 0, false
}

// call starts a request in a slot, in place of what was under way there.
func (t *turn) call(slot Slot, r Request) { t.start(slot, Call{Request: r}) }

func (t *turn) start(slot Slot, c Call) {
	t.drop(slot)
	t.Calls.Attempt++
	c.Attempt = t.Calls.Attempt
	c.Held = slot != SlotToken && t.Calls.Slots[SlotToken].underWay()
	t.Calls.Slots[slot] = c
	if !c.Held {
		t.emit(Ask{Attempt: c.Attempt, Request: c.Request})
	}
}

// drop gives up what is under way in a slot; its answer will find nobody.
func (t *turn) drop(slot Slot) {
	if c := t.Calls.Slots[slot]; c.underWay() && !c.Held {
		t.emit(Cancel{Attempt: c.Attempt})
	}
	t.Calls.Slots[slot] = Call{}
}
