package document

import (
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// asUpload is an archive in the deprecated shape.
func asUpload(a wire.Archive) wire.Upload {
	return wire.Upload{
		ID: a.ID, CreatedAt: a.CreatedAt, ProviderID: a.ProviderID, UserID: a.UserID,
		Type: a.Type, State: a.State, RawFiles: a.RawFiles,
	}
}

// listUploads serves list-uploads: the archives.
func (s *Archives) listUploads(c *web.Call) (any, error) {
	return page(s, c, asUpload, "userId", "startDate", "endDate")
}

// getUpload serves get-upload.
func (s *Archives) getUpload(tx *state.Tx, a *Archive) (any, error) {
	return asUpload(a.read(tx.Now)), nil
}
