package driver

import (
	"context"
	"errors"
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"sync"

	"winkterm/api"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
)

// Control is what Faults needs of a sandbox's control; *control.Client has it.
type Control interface {
	Faults(context.Context) (wire.SandboxFaults, error)
	Set(context.Context, wire.Fault) (wire.FaultDone, error)
	Disarm(ctx context.Context, id string) error
}

// Faults lets things go wrong at a sandbox, and writes into the journal what was
// armed, triggered and disarmed. It is safe for concurrent use; its calls end with
// the driver.
//
// It is a tool beside the flow and no part of it. A fault triggers at the host, and
// the flow meets it in the host's answers, as the widget would: told beforehand it
// would be another flow than the one that meets such an answer in life. Starting
// the sandbox over is the one thing that the flow must hear of (flow.HostReset),
// for after it there is nobody left to ask.
type Faults struct {
	driver  *Driver
	control Control

	// one lets one call at a time through, so that armed is what the sandbox said
	// last.
	one   sync.Mutex
	armed []wire.Fault
}

// NewFaults makes the faults of a sandbox and asks it nothing.
func NewFaults(d *Driver, c Control) *Faults { return &Faults{driver: d, control: c} }

// List reads what is on offer and what is armed, and notes what has triggered since
// it was read last. The error says for a person why it cannot be had, for
// instance that the host is no sandbox.
func (f *Faults) List() (wire.SandboxFaults, error) {
	f.one.Lock()
	defer f.one.Unlock()
	found, err := f.control.Faults(f.driver.ctx)
	if err != nil {
		return wire.SandboxFaults{}, plain(err)
	}
	f.compare(found.Armed)
	return found, nil
}

// Set arms a fault or triggers it at once, and gives in one line what came of it.
// The error says for a person why nothing did.
func (f *Faults) Set(fault wire.Fault) (string, error) {
	f.one.Lock()
	defer f.one.Unlock()
	did, err := f.control.Set(f.driver.ctx, fault)
	if err != nil {
		return "", plain(err)
	}
	if !fault.Now {
		f.armed = append(f.armed, did.Fault)
		f.note(&journal.Fault{Did: journal.Armed, Fault: did.Fault}, "armed %s: %s, %s", did.Fault.ID, did.Done, often(did.Fault.Times))
		return did.Done, nil
	}
	if strings.HasPrefix(string(fault.Name), "sandbox.") {
		f.armed = nil // taken back, and not triggered
	}
	f.note(&journal.Fault{Did: journal.Triggered, Fault: fault}, "triggered %s now: %s", fault.Name, did.Done)
	if fault.Name == wire.FaultReset {
		f.driver.post(f.driver.ctx, flow.HostReset{})
	}
	return did.Done, nil
}

// Disarm takes back what is armed under an id. What is gone already is fine.
func (f *Faults) Disarm(id string) error {
	f.one.Lock()
	defer f.one.Unlock()
	err := f.control.Disarm(f.driver.ctx, id)
	if kind, _ := api.KindOf(err); kind == api.KindMissing {
		return nil // the next List notes what became of it
	}
	if err != nil {
		return plain(err)
	}
	for i, armed := range f.armed {
		if armed.ID == id {
			f.armed = slices.Delete(f.armed, i, i+1)
			f.note(&journal.Fault{Did: journal.Disarmed, Fault: armed}, "disarmed %s: %s", id, armed.Name)
			break
		}
	}
	return nil
}

// compare notes what has triggered by itself.
func (f *Faults) compare(now []wire.Fault) {
	for _, before := range f.armed {
		i := slices.IndexFunc(now, func(other wire.Fault) bool { return other.ID == before.ID })
		switch {
		case i < 0 && before.Times == 0:
			f.note(nil, "gone %s: %s was cleared elsewhere", before.ID, before.Name)
		case i < 0:
			f.note(nil, "triggered %s: %s, and is used up", before.ID, before.Name)
		case now[i].Triggered > before.Triggered && worthTelling(before, now[i]):
			f.note(nil, "triggered %s: %s, for the %d. time", before.ID, before.Name, now[i].Triggered)
		}
	}
	f.armed = slices.Clone(now)
}

// note records what became of a fault; did is what the user did, nil where it was nobody.
func (f *Faults) note(did *journal.Fault, format string, args ...any) {
	f.driver.Journal.Append(journal.Note{Topic: "fault", Text: fmt.Sprintf(format, args...), Fault: did})
}

func often(times int) string {
	switch times {
	case 0:
		return "every time until it is cleared"
	case 1:
		return "once"
	}
	return fmt.Sprintf("%d times", times)
}

// worthTelling keeps a fault that triggers at every call from filling the journal:
// what lasts is told when the count of its triggers has doubled.
func worthTelling(before, now wire.Fault) bool {
	return now.Times > 0 || bits.Len(uint(now.Triggered)) > bits.Len(uint(before.Triggered))
}

// plain says what a failed call means to somebody who picks a fault.
func plain(err error) error {
	var e *api.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Kind {
	case api.KindInvalid:
		return fmt.Errorf("the sandbox refuses: %s", e.Message)
	case api.KindMissing, api.KindNotEnvelope, api.KindUnsupported, api.KindKeyRefused, api.KindTokenRefused, api.KindForbidden:
		return fmt.Errorf("the host does not answer like winkterm's sandbox, and only that has faults on offer (%s, status %d)", e.Kind, e.HTTPStatus)
	case api.KindUnreachable, api.KindTimeout, api.KindCutOff, api.KindServerDown, api.KindRateLimited:
		return fmt.Errorf("the sandbox does not answer: %s; %s", e.Kind, e.Advice())
	case api.KindCancelled, api.KindCursorLoop, api.KindFile:
	}
	return err
}
