package fault

// At is the kind of moment at which an armed fault can trigger.
type At uint8

// The moments. AtNone is for what cannot wait.
const (
	AtNone      At = iota
	AtRequest      // a request has come, and nothing is done yet
	AtLogin        // credentials have been sent
	AtChallenge    // a code or another second step is about to be asked for
	AtAnswer       // the answer to that has come
	AtResend       // another code is wanted
	AtUpload       // files have been sent
	AtSync         // a monthly sync is due
)

var waitsFor = [...]string{
	AtRequest: "the next request", AtLogin: "the next login", AtChallenge: "the next challenge",
	AtAnswer: "the next answer", AtResend: "the next new code", AtUpload: "the next upload", AtSync: "the next monthly sync",
}

// String says what a fault waits for, empty for AtNone.
func (a At) String() string { return waitsFor[a] }

// Moment is what the sandbox knows of one. What it does not know, or what there is
// not, is empty; a fault that asks for it does not fit then.
type Moment struct {
	At At
	// Operation is the method and path of the request in which it happens, as
	// it was given to NewSet. A monthly sync has none.
	Operation  string
	UserID     string
	ProviderID string
}

// slot is a part of a moment that one fault may have; see the package comment.
type slot uint8

const (
	slotOnly slot = 1 << iota
	slotWait
	slotLimit
)
