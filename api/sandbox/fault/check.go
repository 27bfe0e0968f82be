package fault

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/agnivade/levenshtein"

	"winkterm/api/wire"
)

// The limits of what a fault may ask for.
const (
	// MaxDelay is the longest wait, in real time.
	MaxDelay = time.Minute
	// DefaultDelay is the wait of http.slow that names none.
	DefaultDelay = 2 * time.Second
	// MaxRetryAfter bounds Retry-After, which has whole seconds from 1.
	MaxRetryAfter = time.Hour
	// MaxArmed is how many faults may be armed at once.
	MaxArmed = 1000
)

// FieldError refuses a fault as it was asked for. Mend the field and ask again.
type FieldError struct {
	// Field is the one that is wrong, as the JSON has it: "when.nth".
	Field string
	// Reason says what it must be. It never repeats what was in the field.
	Reason string
}

func (e *FieldError) Error() string { return e.Field + ": " + e.Reason }

func wrong(field, format string, args ...any) error {
	return &FieldError{Field: field, Reason: fmt.Sprintf(format, args...)}
}

// CheckNow says whether f can be triggered at once; its Now is taken for granted. Of
// When only the user and the provider count then. It fails with a *FieldError.
func CheckNow(f wire.Fault) error {
	k, err := find(f.Name)
	if err != nil {
		return err
	}
	if !k.now {
		return wrong("now", "%s waits for %s, arm it", k.name, k.at)
	}
	if err := checkWho(f.When); err != nil {
		return err
	}
	f.ID, f.Now, f.Triggered = "", false, 0
	plain := wire.Fault{Name: f.Name, When: wire.FaultWhen{UserID: f.When.UserID, ProviderID: f.When.ProviderID}}
	if f != plain {
		return wrong("now", "what is triggered at once takes a user and a provider alone")
	}
	return nil
}

// check says whether f can be armed, and fills in what it leaves open. ID and
// Triggered are the sandbox's to give and start empty. It fails with a *FieldError.
func check(f wire.Fault, operations []string) (*armed, error) {
	k, err := find(f.Name)
	if err != nil {
		return nil, err
	}
	if k.at == AtNone {
		return nil, wrong("name", "%s cannot wait, trigger it at once", k.name)
	}
	if f.Now {
		return nil, wrong("now", "what is armed is not triggered at once")
	}
	f.ID, f.Triggered = "", 0
	if f.Name == Limit {
		f.Times = 0 // a limit of one request would limit nothing
	}
	a := &armed{fault: f, at: k.at, slot: k.slot()}
	if err := checkOperation(a, operations); err != nil {
		return nil, err
	}
	if err := checkWho(f.When); err != nil {
		return nil, err
	}
	if err := checkCounts(f); err != nil {
		return nil, err
	}
	if err := checkOptions(f); err != nil {
		return nil, err
	}
	return a, a.readDelay()
}

func find(name wire.FaultName) (kind, error) {
	if i := slices.IndexFunc(table, func(k kind) bool { return k.name == name }); i >= 0 {
		return table[i], nil
	}
	names := make([]string, len(table))
	for i, k := range table {
		names[i] = string(k.name)
	}
	return kind{}, wrong("name", "there is no such fault%s", nearest(string(name), names))
}

// maxAsked is how much of what was asked for is compared, in bytes.
const maxAsked = 200

// nearest names the nearest of names for the end of a reason; nothing when there
// are no names.
func nearest(asked string, names []string) string {
	if len(names) == 0 {
		return ""
	}
	name, _ := Nearest(asked, names)
	return ", the nearest is " + name
}

// Nearest gives the one of names, of which there has to be one, that takes the
// fewest letters to be changed, in whatever case, and how many these are. Of what
// was asked for the first 200 bytes count.
func Nearest(asked string, names []string) (name string, changes int) {
	asked = strings.ToLower(asked[:min(len(asked), maxAsked)])
	distance := func(name string) int { return levenshtein.ComputeDistance(asked, strings.ToLower(name)) }
	name = slices.MinFunc(names, func(a, b string) int { return distance(a) - distance(b) })
	return name, distance(name)
}
