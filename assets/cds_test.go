package assets_test

import (
	"slices"
	"testing"

	"winkterm/api/wire"
	"winkterm/assets"
)

func TestWhatContinuousDataSyncReads(t *testing.T) {
	t.Parallel()
	for _, p := range assets.Providers() {
		kinds := assets.SyncedKinds(p.Provider)
		if (len(kinds) > 0) != p.MonitorSupported {
			t.Errorf("%s, monitored %t: %v", p.ID, p.MonitorSupported, kinds)
		}
		want := []wire.Datapoint{wire.DataIdentities, wire.DataEmployments, wire.DataContributions, wire.DataLiabilities} // no insights
		if p.ID == "sss_ph" && !slices.Equal(kinds, want) {
			t.Errorf("%s: %v, want %v", p.ID, kinds, want)
		}
	}
}
