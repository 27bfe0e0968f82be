package driver

import (
	"io"
	"slices"

	"winkterm/api"
	"winkterm/api/wire"
	"winkterm/flow"
)

// documents is who takes files: the session where there is one.
func (c call) documents() Documents {
	if c.Link != nil {
		return c.Link
	}
	return c.Open
}

// loadArchives gives what a user has uploaded, oldest first.
func (c call) loadArchives(r flow.LoadArchives) (flow.Reply, error) {
	page, err := c.Open.ArchivesPage(c.ctx, api.ArchiveOptions{UserID: r.UserID, Size: wire.SizeMax})
	list := slices.Clone(page.Items)
	slices.SortStableFunc(list, func(a, b wire.Archive) int { return a.CreatedAt.Compare(b.CreatedAt) })
	return flow.ArchivesLoaded{Archives: list}, err
}

// createArchive sends files, and tells how far it is.
func (c call) createArchive(r flow.CreateArchive) (flow.Reply, error) {
	u := api.Upload{UserID: r.UserID, FileType: &r.FileType}
	for _, f := range r.Files {
		u.Files = append(u.Files, c.file(f))
	}
	m := c.newMeter()
	archive, err := c.documents().CreateArchive(c.ctx, u, m.report)
	m.end(err == nil)
	return flow.ArchiveCreated{Archive: archive}, err
}

// file is a file as the clients want it; they say what is wrong with one that
// cannot be opened.
func (c call) file(f flow.File) api.UploadFile {
	file := api.UploadFile{Name: f.Name, Subtype: f.Subtype, Format: f.Format, Size: f.Size}
	if c.OpenFile != nil {
		file.Open = func() (io.ReadCloser, error) { return c.OpenFile(f) }
	}
	return file
}
