package sandbox

import (
	"errors"
	"fmt"
	"io"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
)

// ReadFaults reads faults from YAML, for Config.Faults. It fails with the line
// and what is wrong there.
func ReadFaults(r io.Reader) ([]wire.Fault, error) { return fault.Read(r, New(Config{}).operations()) }

// armConfigured arms the faults that the sandbox starts with.
func (s *Server) armConfigured() error {
	for _, f := range s.cfg.Faults {
		if _, err := s.faults.Arm(f); err != nil {
			return fmt.Errorf("fault %s cannot be armed: %w", f.Name, err)
		}
	}
	return nil
}

// listFaults serves GET /_sandbox/faults.
func (s *Server) listFaults(*call) (any, error) {
	return wire.SandboxFaults{Offered: fault.Kinds(), Armed: s.faults.Armed()}, nil
}

// setFault serves POST /_sandbox/faults.
func (s *Server) setFault(c *call) (any, error) {
	var f wire.Fault
	if err := decodeAll(c, &f); err != nil {
		return nil, err
	}
	if f.Now {
		done, err := s.strike(c, f)
		return wire.FaultDone{Fault: f, Done: done}, err
	}
	armed, err := s.faults.Arm(f)
	if err != nil {
		return nil, wrongFault(err)
	}
	kind, _ := fault.Find(armed.Name)
	return wire.FaultDone{Fault: armed, Done: fmt.Sprintf("%s waits for %s", armed.Name, kind.Moment)}, nil
}

// wrongFault is the refusal of a fault that cannot be.
func wrongFault(err error) error {
	if wrong, ok := errors.AsType[*fault.FieldError](err); ok {
		return invalid(wrong.Field, "%s", wrong.Reason)
	}
	return err
}

// clearFaults serves DELETE /_sandbox/faults.
func (s *Server) clearFaults(*call) (any, error) {
	s.faults.Clear()
	return nil, nil
}

// disarmFault serves DELETE /_sandbox/faults/{id}. One that is gone already is
// no mistake: it may have struck meanwhile.
func (s *Server) disarmFault(c *call) (any, error) {
	s.faults.Disarm(c.r.PathValue("id"))
	return nil, nil
}

// struck gives the armed fault that strikes at a moment of an account or archive,
// empty when none does. A moment that no request brought has no operation.
func (s *Server) struck(at fault.At, operation string, of source) wire.FaultName {
	if !s.faults.Waiting(at) {
		return ""
	}
	from := of.origin()
	f, _ := s.faults.First(fault.Moment{At: at, Operation: operation, UserID: from.UserID, ProviderID: from.ProviderID})
	return f.Name
}
