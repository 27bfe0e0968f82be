package sandbox

import (
	"strconv"
	"strings"

	"winkterm/api/wire"
	"winkterm/assets"
)

// catalogue is the providers in their order: the shipped ones, then made-up ones
// that are computed whenever they are asked for, so that a catalogue of any size
// takes no more memory than the shipped one. It does not change.
type catalogue struct {
	shipped []assets.Provider
	index   map[string]int // of the shipped ones, by id
	made    maker
	n       int
}

// newCatalogue makes a catalogue of n, of the shipped ones when n is 0 or less.
func newCatalogue(n int) *catalogue {
	shipped := assets.Providers()
	if n <= 0 {
		n = len(shipped)
	}
	c := &catalogue{shipped: shipped[:min(n, len(shipped))], index: map[string]int{}, made: newMaker(shipped), n: n}
	for i, p := range c.shipped {
		c.index[p.ID] = i
	}
	return c
}

// at gives the i-th provider, counted from 0.
func (c *catalogue) at(i int) assets.Provider {
	if i < len(c.shipped) {
		return c.shipped[i]
	}
	return c.made.provider(i)
}

// find gives the position of an id. A made-up id ends in its position.
func (c *catalogue) find(id string) (int, bool) {
	if i, ok := c.index[id]; ok {
		return i, true
	}
	i, err := strconv.ParseInt(id[strings.LastIndexByte(id, '_')+1:], 36, 32)
	if err != nil || int(i) < len(c.shipped) || int(i) >= c.n || c.at(int(i)).ID != id {
		return 0, false
	}
	return int(i), true
}

// all gives the positions of those ids that exist, in the ids' order, each once.
func (c *catalogue) all(ids []string) []int {
	list, seen := []int{}, map[int]bool{}
	for _, id := range ids {
		if i, ok := c.find(id); ok && !seen[i] {
			seen[i] = true
			list = append(list, i)
		}
	}
	return list
}

// wireProvider is the provider as the Open API shows it.
func wireProvider(p assets.Provider) wire.Provider {
	return wire.Provider{
		ID: p.ID, Name: p.Name, LongName: p.LongName, LogoURL: p.LogoURL,
		Type: wire.ProviderType(p.Type), TypeLabel: p.TypeLabel, SubType: p.SubType, SubTypeLabel: p.SubTypeLabel,
		Active: p.Active, Enabled: p.Enabled, MFA: p.MFA, AccountConnection: p.AccountConnection,
		Supported: datapoints(p), MonitorSupported: p.MonitorSupported,
	}
}

func datapoints(p assets.Provider) []wire.Datapoint {
	list := make([]wire.Datapoint, len(p.Supported))
	for i, d := range p.Supported {
		list[i] = wire.Datapoint(d)
	}
	return list
}
