package account

import (
	"fmt"
	"strings"

	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

func checkExport(r *wire.ExportRequest) error {
	if r.ExportExtensionType != wire.ExportPDF && r.ExportExtensionType != wire.ExportCSV {
		return web.Invalid("exportExtensionType", "must be %s or %s", wire.ExportPDF, wire.ExportCSV)
	}
	return nil
}

// generateExport serves generate-account-export. There is a new export each time,
// and no file behind it: neither its address nor its digest is of anything.
func (s *Accounts) generateExport(c *web.Call, body *wire.ExportRequest) (any, error) {
	return web.One(s.Rows, func(tx *state.Tx, _ *web.Call, a *Account) (any, error) {
		i := a.History.index(tx.Now)
		if _, connected := a.History.connected(i); !connected || a.History[i].Status == wire.StatusDisconnected {
			return nil, web.Invalid("id", "there are data of this account only while it is connected")
		}
		return s.export(tx, a, body.ExportExtensionType), nil
	})(c)
}

func (s *Accounts) export(tx *state.Tx, a *Account, kind wire.ExportType) wire.AccountExport {
	n := uint64(a.Seq)<<32 + uint64(a.Exports)
	a.Exports++
	s.Rows.Changed(tx, a)
	id := tx.ID("export-", n)
	return wire.AccountExport{
		ID: id, CreatedAt: tx.Now, AccountID: a.ID, ExportExtensionType: kind, MD5: tx.ID("", n),
		DownloadURL: fmt.Sprintf("https://files.example.invalid/users/%s/accounts/%s/exports/%s.%s",
			a.UserID, a.ID, id, strings.ToLower(string(kind))),
	}
}
