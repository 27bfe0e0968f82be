package sandbox

import (
	"cmp"
	"log/slog"
	"math"

	"winkterm/api/wire"
)

// DefaultKey is the key and the secret that hold unless Config says otherwise.
const DefaultKey = "sandbox"

// Config says how a sandbox behaves. The zero value is a sandbox without waits
// that takes DefaultKey.
type Config struct {
	// Key and Secret are what the Open API asks for; DefaultKey when empty.
	Key    string
	Secret wire.Secret
	// Speed divides every simulated wait: 1 is true to life, 10 ten times
	// faster, 0 (and anything below) makes them nothing.
	Speed float64
	// Seed makes ids and waits repeat for the same calls.
	Seed uint64
	// Providers is the size of the catalogue; 0 takes the shipped one as it is.
	// Beyond the shipped ones, names are made up as they are asked for.
	Providers int
	// Clock replaces the system's clock, for tests.
	Clock Clock
	// Addr is where Listen listens; "127.0.0.1:0" when empty.
	Addr string
	// Logger gets what goes wrong inside; nothing is logged when nil. Bodies,
	// keys and tokens are never logged.
	Logger *slog.Logger
}

func (c Config) withDefaults() Config {
	c.Key = cmp.Or(c.Key, DefaultKey)
	c.Secret = cmp.Or(c.Secret, DefaultKey)
	c.Addr = cmp.Or(c.Addr, "127.0.0.1:0")
	if !(c.Speed > 0) || math.IsInf(c.Speed, 1) { // NaN as well
		c.Speed = 0
	}
	if c.Clock == nil {
		c.Clock = systemClock{}
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	return c
}
