package driver

import (
	"io"
	"sync/atomic"
	"time"

	"winkterm/api"
	"winkterm/flow"
)

// uploadGap is the least time between two reports of how far an upload is.
const uploadGap = 100 * time.Millisecond

// createArchive sends files, and reports how far it is. Whoever sends does not wait
// until somebody reads the reports: one that finds no room is left out.
func (c call) createArchive(r flow.CreateArchive) (flow.Reply, error) {
	u := api.Upload{UserID: r.UserID, FileType: &r.FileType}
	for _, f := range r.Files {
		u.Files = append(u.Files, c.file(f))
	}
	var reported time.Time
	var size atomic.Int64
	archive, err := c.host().CreateArchive(c.ctx, u, func(sent, total int64) {
		size.Store(total)
		if now := c.Clock.Now(); 0 < sent && sent < total && now.Sub(reported) >= uploadGap && c.ctx.Err() == nil {
			reported = now
			defer c.posts(c.attempt)()
			select {
			case c.events <- c.reply(flow.UploadProgress{Progress: flow.Progress{Sent: sent, Total: total}}):
				c.handed()
			default:
			}
		}
	})
	if err == nil {
		c.answer(flow.UploadProgress{Progress: flow.Progress{Sent: size.Load(), Total: size.Load()}})
	}
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
