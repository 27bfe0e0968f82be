package play

import (
	"winkterm/api/wire"
	"winkterm/flow/scenario/spec"
)

// advance moves the sandbox's clock on at once.
func (r *run) advance(a spec.Clock) error {
	return r.stage.Fault(wire.Fault{Name: wire.FaultName("clock." + a.Advance.String()), Now: true})
}
