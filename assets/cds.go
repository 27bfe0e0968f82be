package assets

import (
	"slices"

	"winkterm/api/wire"
)

// synced are the kinds of data that continuous data sync (CDS) reads again, by Smile's
// documentation: identities, employments, documents, contributions and liabilities of social
// security, incomes too of government insurance, contributions of health insurance and
// housing funds. The API does not tell these kinds of provider apart.
var synced = []wire.Datapoint{
	wire.DataIdentities, wire.DataEmployments, wire.DataDocuments, wire.DataContributions, wire.DataLiabilities, wire.DataIncomes,
}

// SyncedKinds are the kinds of data that are read of a provider again regularly, in the
// order in which it supports them; none where it has no continuous data sync.
func SyncedKinds(p wire.Provider) (kinds []wire.Datapoint) {
	for _, kind := range p.Supported {
		if p.MonitorSupported && slices.Contains(synced, kind) {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}
