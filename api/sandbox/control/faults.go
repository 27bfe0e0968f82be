package control

import (
	"errors"
	"fmt"

	"winkterm/api/sandbox/fault"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// Arm arms the faults that the sandbox starts with. It fails for one that cannot be.
func (s *Control) Arm() error {
	for _, f := range s.Configured {
		if _, err := s.Faults.Arm(f); err != nil {
			return fmt.Errorf("fault %s cannot be armed: %w", f.Name, err)
		}
	}
	return nil
}

// listFaults serves GET /_sandbox/faults.
func (s *Control) listFaults(*web.Call) (any, error) {
	return wire.SandboxFaults{Offered: fault.Kinds(), Armed: s.Faults.Armed()}, nil
}

// setFault serves POST /_sandbox/faults.
func (s *Control) setFault(c *web.Call, f *wire.Fault) (any, error) {
	if err := s.checkUser(f.When.UserID); err != nil {
		return nil, err
	}
	if f.Now {
		done, err := s.trigger(c, *f)
		return wire.FaultDone{Fault: *f, Done: done}, err
	}
	armed, err := s.Faults.Arm(*f)
	if err != nil {
		return nil, wrongFault(err)
	}
	kind, _ := fault.Find(armed.Name)
	return wire.FaultDone{Fault: armed, Done: fmt.Sprintf("%s waits for %s", armed.Name, kind.Moment)}, nil
}

// checkUser refuses the id of a user that there is not; none is anybody.
func (s *Control) checkUser(id string) error {
	tx := s.State.Begin()
	defer tx.End()
	if id == "" {
		return nil
	}
	if _, ok := s.Users.Rows.Get(tx, id); !ok {
		return web.Invalid("when.userId", "there is no such user")
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
