package api

import (
	"context"
	"iter"

	"winkterm/api/wire"
)

// ArchiveOptions is the query of GET /archives; what is not set is left out.
type ArchiveOptions struct {
	// Size is 1 to 150 items a page; 0 leaves it to the API (10) for one page
	// and is 150 for an iterator.
	Size     int    `url:"size,omitempty"`
	Cursor   string `url:"cursor,omitempty"`
	UserID   string `url:"userId,omitempty"`
	FileType string `url:"fileType,omitempty"`
	// StartDate and EndDate bound the date of the archive, as YYYY-MM-DD.
	StartDate string `url:"startDate,omitempty"`
	EndDate   string `url:"endDate,omitempty"`
}

// ArchivesPage is one page of the archives (operation list-archives).
func (c *Client) ArchivesPage(ctx context.Context, o ArchiveOptions) (wire.Page[wire.Archive], error) {
	return page[wire.Archive](ctx, c.transport, "archives", queryOf(o))
}

// Archives goes through all archives (operation list-archives), page after page.
// It ends with the first error.
func (c *Client) Archives(ctx context.Context, o ArchiveOptions) iter.Seq2[wire.Archive, error] {
	return list[wire.Archive](ctx, c.transport, "archives", o)
}

// ClassifyArchive uploads the files, as CreateArchive does, and asks which file
// type they are (operation create-and-classify-archive); the answer is in the
// archive's Classification. The upload's FileType is not sent.
func (c *Client) ClassifyArchive(ctx context.Context, u Upload, progress Progress) (wire.Archive, error) {
	u.FileType = nil
	return upload(ctx, c.transport, []string{"archives", "classify"}, u, progress)
}
