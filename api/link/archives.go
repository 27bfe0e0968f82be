package link

import (
	"context"
	"iter"

	"winkterm/api"
	"winkterm/api/wire"
)

// FileTypesPage is one page of what may be uploaded in the session.
func (c *Client) FileTypesPage(ctx context.Context, o api.FileTypeOptions) (wire.Page[wire.FileType], error) {
	return api.FileTypesPage(ctx, c.session.Load(), o)
}

// FileTypes goes through all that may be uploaded in the session, page after
// page. It ends with the first error.
func (c *Client) FileTypes(ctx context.Context, o api.FileTypeOptions) iter.Seq2[wire.FileType, error] {
	return api.FileTypes(ctx, c.session.Load(), o)
}

// CreateArchive uploads the files for the session's user and gives the archive,
// STARTED; see the method of that name in package api. The upload's UserID may
// stay empty.
func (c *Client) CreateArchive(ctx context.Context, u api.Upload, progress api.Progress) (wire.Archive, error) {
	return api.CreateArchive(ctx, c.session.Load(), u, progress)
}

// Archive is the archive as it stands; KindMissing when the session's user has
// none with the id.
func (c *Client) Archive(ctx context.Context, id string) (wire.Archive, error) {
	return api.OneArchive(ctx, c.session.Load(), id)
}

// RevokeArchive removes the archive's files and all that was read off them. It
// is repeated when an answer is lost, so a KindMissing may mean that an earlier
// try succeeded.
func (c *Client) RevokeArchive(ctx context.Context, id string) error {
	return api.RevokeArchive(ctx, c.session.Load(), id)
}
