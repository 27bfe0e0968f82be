package api

import (
	"context"
	"iter"
	"net/http"
	"net/url"

	"winkterm/api/wire"
)

// ArchiveOptions is the query of GET /archives; what is not set is left out.
type ArchiveOptions struct {
	// Size is 1 to 150 items a page; 0 leaves it to the API (10) for one page
	// and is 150 for an iterator.
	Size     int
	Cursor   string
	UserID   string
	FileType string
	// StartDate and EndDate bound the date of the archive, as YYYY-MM-DD.
	StartDate, EndDate string
}

// Query gives the options as the API spells them.
func (o ArchiveOptions) Query() url.Values {
	q := query{}
	q.size(o.Size)
	q.text("cursor", o.Cursor)
	q.text("userId", o.UserID)
	q.text("fileType", o.FileType)
	q.text("startDate", o.StartDate)
	q.text("endDate", o.EndDate)
	return url.Values(q)
}

// ArchivesPage is one page of the archives.
func (c *Client) ArchivesPage(ctx context.Context, o ArchiveOptions) (wire.Page[wire.Archive], error) {
	return page[wire.Archive](ctx, c.caller, "archives", o.Query())
}

// Archives goes through all archives, page after page. It ends with the first
// error.
func (c *Client) Archives(ctx context.Context, o ArchiveOptions) iter.Seq2[wire.Archive, error] {
	return list[wire.Archive](ctx, c.caller, "archives", o.Query())
}

// Archive is the archive with the id; KindMissing when there is none.
func (c *Client) Archive(ctx context.Context, id string) (wire.Archive, error) {
	return OneArchive(ctx, c.caller, id)
}

// CreateArchive uploads the files and gives the archive, STARTED: what became of
// the analysis shows later, in its state. Except for what the host turned away
// (KindRateLimited, KindUnreachable) the files are sent once, for every time
// makes an archive. A file that cannot be sent is of KindFile, with a
// *FileError. progress may be nil.
func (c *Client) CreateArchive(ctx context.Context, u Upload, progress Progress) (wire.Archive, error) {
	return CreateArchive(ctx, c.caller, u, progress)
}

// ClassifyArchive uploads the files, as CreateArchive does, and asks which file
// type they are; the answer is in the archive's Classification. The upload's
// FileType is not sent.
func (c *Client) ClassifyArchive(ctx context.Context, u Upload, progress Progress) (wire.Archive, error) {
	u.FileType = nil
	return upload(ctx, c.caller, []string{"archives", "classify"}, u, progress)
}

// RevokeArchive removes the archive's files and all that was read off them. It
// is repeated when an answer is lost, so a KindMissing may mean that an earlier
// try succeeded.
func (c *Client) RevokeArchive(ctx context.Context, id string) error {
	return RevokeArchive(ctx, c.caller, id)
}

// OneArchive is GET /archives/{id} of either API.
func OneArchive(ctx context.Context, c *Caller, id string) (wire.Archive, error) {
	return Do[wire.Archive](ctx, c, Call{Method: http.MethodGet, Path: []string{"archives", id}})
}

// CreateArchive is POST /archives of either API.
func CreateArchive(ctx context.Context, c *Caller, u Upload, progress Progress) (wire.Archive, error) {
	return upload(ctx, c, []string{"archives"}, u, progress)
}

// RevokeArchive is DELETE /archives/{id} of either API.
func RevokeArchive(ctx context.Context, c *Caller, id string) error {
	return Exec(ctx, c, Call{Method: http.MethodDelete, Path: []string{"archives", id}})
}

func upload(ctx context.Context, c *Caller, path []string, u Upload, progress Progress) (wire.Archive, error) {
	return Do[wire.Archive](ctx, c, Call{
		Method: http.MethodPost, Path: path, upload: &u, progress: progress,
	})
}
