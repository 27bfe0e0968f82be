package api

import (
	"context"
	"iter"
	"net/http"

	"winkterm/api/wire"
)

// Shared are the operations that the Open API and the Link contract have in
// common. Within a session of the Link contract they see what the session may
// see: its providers, its file types and the archives of its user.
type Shared struct{ transport func() *Transport }

// NewShared makes the operations of a client that sends by what transport gives
// at each call.
func NewShared(transport func() *Transport) Shared { return Shared{transport} }

// ProviderOptions is the query of GET /providers; what is not set is left out.
type ProviderOptions struct {
	Cursor string `url:"cursor,omitempty"`
	// Size is 1 to 150 items a page; 0 leaves it to the API (10) for one page
	// and is 150 for an iterator.
	Size    int               `url:"size,omitempty"`
	Type    wire.ProviderType `url:"type,omitempty"`
	SubType string            `url:"subType,omitempty"`
	// Active, Enabled and AccountConnection filter by that field; nil does not.
	Active            *bool `url:"active,omitempty"`
	Enabled           *bool `url:"enabled,omitempty"`
	AccountConnection *bool `url:"accountConnection,omitempty"`
	// Name filters by the provider's name.
	Name string `url:"name,omitempty"`
	// IDs shows these alone, matched exactly.
	IDs []string `url:"ids,comma,omitempty"`
	// TopIDs puts these first, at most 10.
	TopIDs []string `url:"topIds,comma,omitempty"`
}

// ProvidersPage is one page of the providers (operation list-providers).
func (s Shared) ProvidersPage(ctx context.Context, o ProviderOptions) (wire.Page[wire.Provider], error) {
	return page[wire.Provider](ctx, s.transport(), "providers", queryOf(o))
}

// ProviderPages goes through the pages of the providers (operation
// list-providers). The options are copied at once. It ends with the first error.
func (s Shared) ProviderPages(ctx context.Context, o ProviderOptions) iter.Seq2[wire.Page[wire.Provider], error] {
	return pages[wire.Provider](ctx, s.transport(), "providers", o)
}

// Providers goes through all providers, page after page, as ProviderPages does.
func (s Shared) Providers(ctx context.Context, o ProviderOptions) iter.Seq2[wire.Provider, error] {
	return list[wire.Provider](ctx, s.transport(), "providers", o)
}

// Provider is the provider with the id (operation get-provider); KindMissing when
// there is none.
func (s Shared) Provider(ctx context.Context, id string) (wire.Provider, error) {
	return Get[wire.Provider](ctx, s.transport(), "providers", id)
}

// FileTypeOptions is the query of GET /fileTypes; what is not set is left out.
type FileTypeOptions struct {
	Cursor string `url:"cursor,omitempty"`
	// Size is 1 to 150 items a page; 0 leaves it to the API (10) for one page
	// and is 150 for an iterator.
	Size int `url:"size,omitempty"`
	// Type shows the file type of that name alone, for instance PAYSLIP.
	Type string `url:"type,omitempty"`
	// Active, Enabled and OCR filter by that field; nil does not.
	Active  *bool `url:"active,omitempty"`
	Enabled *bool `url:"enabled,omitempty"`
	OCR     *bool `url:"ocr,omitempty"`
}

// FileTypesPage is one page of what may be uploaded (operation list-file-types).
func (s Shared) FileTypesPage(ctx context.Context, o FileTypeOptions) (wire.Page[wire.FileType], error) {
	return page[wire.FileType](ctx, s.transport(), "fileTypes", queryOf(o))
}

// FileTypes goes through all file types (operation list-file-types), page after
// page. It ends with the first error.
func (s Shared) FileTypes(ctx context.Context, o FileTypeOptions) iter.Seq2[wire.FileType, error] {
	return list[wire.FileType](ctx, s.transport(), "fileTypes", o)
}

// Archive is the archive with the id (operation get-archive); KindMissing when
// there is none.
func (s Shared) Archive(ctx context.Context, id string) (wire.Archive, error) {
	return Get[wire.Archive](ctx, s.transport(), "archives", id)
}

// CreateArchive uploads the files (operation create-archive) and gives the
// archive, STARTED: what became of the analysis shows later, in its state. Except
// for what the host turned away (KindRateLimited, KindUnreachable) the files are
// sent once, for every time makes an archive. A file that cannot be sent is of
// KindFile, with a *FileError. progress may be nil. In a session of the Link
// contract the upload's UserID may stay empty.
func (s Shared) CreateArchive(ctx context.Context, u Upload, progress Progress) (wire.Archive, error) {
	return upload(ctx, s.transport(), []string{"archives"}, u, progress)
}

// RevokeArchive removes the archive's files and all that was read off them
// (operation delete-archive). It is repeated when an answer is lost, so a
// KindMissing may mean that an earlier try succeeded.
func (s Shared) RevokeArchive(ctx context.Context, id string) error {
	return Delete(ctx, s.transport(), "archives", id)
}

func upload(ctx context.Context, t *Transport, path []string, u Upload, progress Progress) (wire.Archive, error) {
	return Do[wire.Archive](ctx, t, Call{Method: http.MethodPost, Path: path, upload: &u, progress: progress})
}
