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
	// SlotData reads user data, or counts them, while their page shows.
	SlotData
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
	// Upload is how far sending files is.
	Upload Progress
	// PollFailures counts the polls that failed in a row.
	PollFailures int
	// Failed is what the Problem page is about.
	Failed FailedCall
}

// Call is one request under way. Its Attempt comes back with the answer.
type Call struct {
	Attempt int
	Request Request `json:"-"`
	// Held says that the call waits for a new token, Redone that it was already
	// repeated because of one.
	Held, Redone bool
}

// FailedCall is a failure with what is needed to go on from it.
type FailedCall struct {
	Failure Failure
	// Origin is the page that it happened on, Slot and Call what is to be repeated.
	Origin Page
	Slot   Slot
	Call   Call
}

func (c Call) underWay() bool { return c.Attempt != 0 }

// Busy says that the page waits for an answer that the user asked for.
func (c Calls) Busy() bool { return c.Slots[SlotUser].underWay() }

// Polling says that something is being polled.
func (c Calls) Polling() bool { return c.Slots[SlotPoll].underWay() }

// Listing says that the provider list is being read.
func (c Calls) Listing() bool { return c.Slots[SlotList].underWay() }

// Sending says that files are being sent, or wait for a new token to be.
func (c Calls) Sending() bool {
	_, ok := c.Slots[SlotUser].Request.(CreateArchive)
	return ok
}

// find gives the slot that waits for an attempt.
func (c Calls) find(attempt int) (Slot, bool) {
	for slot, call := range c.Slots {
		if call.underWay() && call.Attempt == attempt {
			return Slot(slot), true
		}
	}
	return 0, false
}

// put gives a call the next attempt.
func (c *Calls) put(slot Slot, call Call) {
	c.Attempt++
	call.Attempt = c.Attempt
	c.Slots[slot] = call
}

// release takes a call out of its slot. How far an upload came goes with it.
func (c *Calls) release(slot Slot) Call {
	call := c.Slots[slot]
	c.Slots[slot] = Call{}
	if slot == SlotUser {
		c.Upload = Progress{}
	}
	return call
}

// call starts a request in a slot.
func (r *reducer) call(slot Slot, request Request) { r.start(slot, Call{Request: request}) }

// start puts a call into a slot, in place of what was under way there. It waits while
// a new token is got.
func (r *reducer) start(slot Slot, call Call) {
	r.drop(slot)
	call.Held = slot != SlotToken && r.Calls.Slots[SlotToken].underWay()
	r.Calls.put(slot, call)
	if !call.Held {
		r.emit(Ask{Attempt: r.Calls.Attempt, Request: call.Request})
	}
}

// drop gives up what is under way in slots; its answers will find nobody.
func (r *reducer) drop(slots ...Slot) {
	for _, slot := range slots {
		if call := r.Calls.release(slot); call.underWay() && !call.Held {
			r.emit(Cancel{Attempt: call.Attempt})
		}
	}
}
