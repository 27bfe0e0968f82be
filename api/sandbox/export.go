package sandbox

import (
	"fmt"
	"strings"
	"time"

	"winkterm/api/wire"
)

// generateExport serves POST /accounts/{id}/exports/generate. There is a new
// export each time, and no file behind it: neither its address nor its digest is
// of anything.
func (s *Server) generateExport(c *call) (any, error) {
	var body wire.ExportRequest
	if err := decodeAll(c, &body); err != nil {
		return nil, err
	}
	if !body.ExportExtensionType.Known() {
		return nil, invalid("exportExtensionType", "must be %s or %s", wire.ExportPDF, wire.ExportCSV)
	}
	defer s.hold(c)()
	a, err := s.find(c)
	if err != nil {
		return nil, err
	}
	if !a.holdsData(c.now) {
		return nil, invalid("id", "there are data of this account only while it is connected")
	}
	n := uint64(a.Seq)<<32 + uint64(a.Exports)
	a.Exports++
	s.state.accounts.changed(a)
	id := s.seed.id("export-", n)
	return wire.AccountExport{
		ID: id, CreatedAt: c.now, AccountID: a.ID, ExportExtensionType: body.ExportExtensionType,
		MD5: s.seed.id("", n),
		DownloadURL: fmt.Sprintf("https://files.example.invalid/users/%s/accounts/%s/exports/%s.%s",
			a.UserID, a.ID, id, strings.ToLower(string(body.ExportExtensionType))),
	}, nil
}

// holdsData says whether there are data of the account: it came to be CONNECTED
// and was not revoked since. A sync that fails leaves what is there.
func (a *account) holdsData(now time.Time) bool {
	i := a.Line.index(now)
	_, connected := a.Line.connected(i)
	return connected && a.Line[i].Status != wire.StatusDisconnected
}
