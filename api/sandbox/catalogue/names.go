package catalogue

import (
	_ "embed"
	"encoding/json"
	"sync"

	"winkterm/api/wire"
)

// trade is the middle of a made-up name, and what kind of provider has it.
type trade struct {
	Word, SubType string
	Type          wire.ProviderType
}

// place is the end of a made-up name; Company is the legal form of its country.
type place struct{ Name, Country, Company string }

// names are what providers are made up from. The numbers of the parts of a name are
// powers of two, see provider.
type names struct {
	Words  [64]string
	Trades [64]trade
	Places [32]place
	// Types are what the providers of one type have in common; Live is how many of a
	// hundred have a live connection.
	Types map[wire.ProviderType]struct {
		Live      uint32
		Supported []wire.Datapoint
	}
	Records map[string]string // the social security providers of the countries
	MFA     []string
	Logins  [][]string
}

// count is how many names there are.
const count = 64 * 64 * 32

//go:embed names.json
var namesJSON []byte

// parts reads the names, which are only needed for a catalogue with made-up providers.
var parts = sync.OnceValue(func() *names {
	var n names
	if err := json.Unmarshal(namesJSON, &n); err != nil {
		panic("catalogue: names.json: " + err.Error()) // it is part of the program
	}
	return &n
})
