package search

import (
	"strings"

	"winkterm/api/wire"
)

// facts is what a provider has beside its texts.
type facts struct {
	kind, points uint16 // numbers of the index's interned values
	flags        flags
}

type flags uint8

const (
	flagActive flags = 1 << iota
	flagEnabled
	flagMFA
	flagConnection
	flagMonitor
)

func flagsOf(p *wire.Provider) flags {
	return when(p.Active, flagActive) | when(p.Enabled, flagEnabled) | when(p.MFA, flagMFA) |
		when(p.AccountConnection, flagConnection) | when(p.MonitorSupported, flagMonitor)
}

func when(on bool, flag flags) flags {
	if on {
		return flag
	}
	return 0
}

func (f flags) set(p *wire.Provider) {
	p.Active = f&flagActive != 0
	p.Enabled = f&flagEnabled != 0
	p.MFA = f&flagMFA != 0
	p.AccountConnection = f&flagConnection != 0
	p.MonitorSupported = f&flagMonitor != 0
}

func joinPoints(points []wire.Datapoint) string {
	parts := make([]string, len(points))
	for i, p := range points {
		parts[i] = string(p)
	}
	return strings.Join(parts, ",")
}

func splitPoints(s string) []wire.Datapoint {
	if s == "" {
		return nil
	}
	parts := strings.Split(s, ",")
	points := make([]wire.Datapoint, len(parts))
	for i, p := range parts {
		points[i] = wire.Datapoint(p)
	}
	return points
}

// interned numbers the values that were seen, so that each is kept once. Past
// internedMax values, of which a sound catalogue has a few dozen, a new one is
// given up for the zero value.
type interned[T comparable] struct {
	values  []T
	numbers map[T]uint16
}

const internedMax = 1 << 15

func (in *interned[T]) number(v T) uint16 {
	if in.numbers == nil {
		var none T
		in.values, in.numbers = []T{none}, map[T]uint16{none: 0}
	}
	n, ok := in.numbers[v]
	if !ok && len(in.values) < internedMax {
		n = uint16(len(in.values))
		in.values = append(in.values, v)
		in.numbers[v] = n
	}
	return n
}
