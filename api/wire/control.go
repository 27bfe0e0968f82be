package wire

import "time"

// SandboxState is what GET /_sandbox answers: the sandbox at a glance.
type SandboxState struct {
	// Now is the sandbox's clock, which may be ahead of the real one.
	Now       time.Time                `json:"now"`
	Seed      uint64                   `json:"seed"`
	Speed     float64                  `json:"speed"`
	Providers int                      `json:"providers"`
	Users     int                      `json:"users"`
	Tokens    int                      `json:"tokens"`
	Sessions  int                      `json:"sessions"`
	Tasks     int                      `json:"tasks"`
	Accounts  map[ConnectionStatus]int `json:"accounts"`
	Archives  map[ArchiveStatus]int    `json:"archives"`
}

// SandboxAdvance is the body of POST /_sandbox/clock: a Go duration ("5h",
// "90s"), not negative, by which the sandbox's clock is moved forward.
type SandboxAdvance struct {
	Advance string `json:"advance"`
}
