package inspector_test

import (
	"strings"
	"testing"

	"winkterm/flow/journal"
)

func TestArchivesAreNamedInTheRows(t *testing.T) {
	t.Parallel()
	callback := func(name, args string) journal.Record {
		return journal.Record{Lane: journal.LaneCallback, Kind: name, Data: journal.Callback{Name: name, Args: journal.Text(args)}}
	}
	for row, c := range map[string]struct {
		record     journal.Record
		copy, what string
	}{
		"onUIEvent FileTypePageOpened PAYSLIP": {
			callback("onUIEvent", `{"eventName":"FileTypePageOpened","archive":{"fileType":"PAYSLIP"}}`), "", "",
		},
		"onUIEvent ArchiveSuccessPageOpened u-1": {
			callback("onUIEvent", `{"eventName":"ArchiveSuccessPageOpened","archive":{"fileType":"PAYSLIP","archiveId":"u-1"}}`), "u-1", "archive id",
		},
		"onUploadsCreated u-1": {callback("onUploadsCreated", `{"uploads":["u-1"],"userId":"tenant-9"}`), "u-1", "archive id"},
		"archive ● ANALYZED": {
			journal.Record{Lane: journal.LaneStatus, Kind: "ANALYZED", Data: journal.Status{Subject: "archive", ID: "u-1", From: "STARTED", To: "ANALYZED"}},
			"u-1", "archive id",
		},
	} {
		c.record.Seq, c.record.At = 1, start
		m := fed(c.record)
		if screen := screenOf(m, 100, 12); !strings.Contains(screen, row) {
			t.Errorf("no row %q:\n%s", row, screen)
		}
		if got := press(m, "i"); got.Copy != c.copy || got.What != c.what {
			t.Errorf("%s: i gives %+v, want %q", row, got, c.copy)
		}
	}
}
