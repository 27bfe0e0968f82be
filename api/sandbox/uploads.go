package sandbox

import "winkterm/api/wire"

// asUpload is an archive in the deprecated shape.
func asUpload(a wire.Archive) wire.Upload {
	return wire.Upload{
		ID: a.ID, CreatedAt: a.CreatedAt, ProviderID: a.ProviderID, UserID: a.UserID,
		Type: a.Type, State: a.State, RawFiles: a.RawFiles,
	}
}

// listUploads serves GET /uploads: the archives.
func (s *Server) listUploads(c *call) (any, error) {
	return pageArchives(s, c, asUpload, "userId", "startDate", "endDate")
}

// getUpload serves GET /uploads/{id}.
func (s *Server) getUpload(c *call) (any, error) {
	defer s.hold(c)()
	a, err := s.findArchive(c)
	if err != nil {
		return nil, err
	}
	return asUpload(a.read(c.now)), nil
}
