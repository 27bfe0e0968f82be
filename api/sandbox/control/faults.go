package control

import (
	"errors"
	"fmt"

	"winkterm/api/sandbox/fault"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// Arm arms or triggers the faults that the sandbox starts with, in their order. It
// fails for one that cannot be.
func (s *Control) Arm() (failed error) {
	for _, f := range s.Configured {
		err := errors.New("starting over would bring it about again")
		if f.Name != wire.FaultReset {
			_, err = s.set("", f)
		}
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("the fault %s cannot be had from the start: %w", f.Name, err))
		}
	}
	return failed
}

// listFaults serves GET /_sandbox/faults.
func (s *Control) listFaults(*web.Call) (any, error) {
	return wire.SandboxFaults{Offered: fault.Kinds(), Armed: s.Faults.Armed(), Spent: s.Faults.Spent()}, nil
}

// setFault serves POST /_sandbox/faults.
func (s *Control) setFault(c *web.Call, f *wire.Fault) (any, error) {
	if f.ID != "" || f.Triggered != 0 {
		return nil, web.Invalid("id", "is the sandbox's to give, and triggered to count")
	}
	if err := s.checkUser("when.userId", f.When.UserID); err != nil {
		return nil, err
	}
	if id := f.When.ProviderID; id != "" {
		if _, ok := s.Catalogue.Find(id); !ok {
			return nil, web.Invalid("when.providerId", "there is no such provider")
		}
	}
	done, err := s.set(c.R.RemoteAddr, *f)
	return done, wrongFault(err)
}

// set triggers a fault at once or arms it. caller is the address whose connection
// is not to be cut.
func (s *Control) set(caller string, f wire.Fault) (wire.FaultDone, error) {
	if f.Now {
		done, err := s.trigger(caller, f)
		return wire.FaultDone{Fault: f, Done: done}, err
	}
	armed, err := s.Faults.Arm(f)
	if err != nil {
		return wire.FaultDone{}, err
	}
	kind, _ := fault.Find(armed.Name)
	return wire.FaultDone{Fault: armed, Done: fmt.Sprintf("%s waits for %s", armed.Name, kind.Moment)}, nil
}

// checkUser refuses the id of a user that there is not; none is anybody.
func (s *Control) checkUser(field, id string) error {
	tx := s.State.Begin()
	defer tx.End()
	if _, ok := s.Users.Rows.Get(tx, id); id != "" && !ok {
		return web.Invalid(field, "there is no such user")
	}
	return nil
}

// wrongFault is the refusal of a fault that cannot be.
func wrongFault(err error) error {
	if wrong, ok := errors.AsType[*fault.FieldError](err); ok {
		return web.Invalid(wrong.Field, "%s", wrong.Reason)
	}
	return err
}

// clearFaults serves DELETE /_sandbox/faults.
func (s *Control) clearFaults(*web.Call) (any, error) {
	s.Faults.Clear()
	return nil, nil
}

// disarmFault serves DELETE /_sandbox/faults/{id}. It is 404 for one that is not
// armed, or not any more since it was triggered for the last time.
func (s *Control) disarmFault(c *web.Call) (any, error) {
	if !s.Faults.Disarm(c.ID()) {
		return nil, web.Missing("no fault of this id is armed")
	}
	return nil, nil
}
