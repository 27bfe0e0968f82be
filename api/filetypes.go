package api

import (
	"context"
	"iter"
	"net/url"

	"winkterm/api/wire"
)

// FileTypeOptions is the query of GET /fileTypes; what is not set is left out.
type FileTypeOptions struct {
	Cursor string
	// Size is 1 to 150 items a page; 0 leaves it to the API (10) for one page
	// and is 150 for an iterator.
	Size int
	// Type shows the file type of that name alone, for instance PAYSLIP.
	Type string
	// Active, Enabled and OCR filter by that field; nil does not.
	Active, Enabled, OCR *bool
}

// Query gives the options as the API spells them.
func (o FileTypeOptions) Query() url.Values {
	q := query{}
	q.text("cursor", o.Cursor)
	q.size(o.Size)
	q.text("type", o.Type)
	q.flag("active", o.Active)
	q.flag("enabled", o.Enabled)
	q.flag("ocr", o.OCR)
	return url.Values(q)
}

// FileTypesPage is one page of what may be uploaded.
func (c *Client) FileTypesPage(ctx context.Context, o FileTypeOptions) (wire.Page[wire.FileType], error) {
	return FileTypesPage(ctx, c.caller, o)
}

// FileTypes goes through all file types, page after page. It ends with the
// first error.
func (c *Client) FileTypes(ctx context.Context, o FileTypeOptions) iter.Seq2[wire.FileType, error] {
	return FileTypes(ctx, c.caller, o)
}

// FileTypesPage is GET /fileTypes of either API.
func FileTypesPage(ctx context.Context, c *Caller, o FileTypeOptions) (wire.Page[wire.FileType], error) {
	return page[wire.FileType](ctx, c, "fileTypes", o.Query())
}

// FileTypes is GET /fileTypes of either API, from page to page.
func FileTypes(ctx context.Context, c *Caller, o FileTypeOptions) iter.Seq2[wire.FileType, error] {
	return list[wire.FileType](ctx, c, "fileTypes", o.Query())
}
