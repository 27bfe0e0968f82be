package report

import (
	"archive/zip"
	"io"
)

// writeZip packs every other format. Each was checked before it is packed, so that a
// value cannot leave within what is compressed.
func writeZip(to io.Writer, s *story) error {
	z := zip.NewWriter(to)
	for _, f := range formats {
		if f.packed {
			continue
		}
		content, err := s.render(f)
		if err != nil {
			return err
		}
		h := &zip.FileHeader{Name: "winkterm/session" + f.endings[0], Method: zip.Deflate, Modified: s.end.UTC()}
		h.SetMode(0o600)
		part, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		if _, err := part.Write(content); err != nil {
			return err
		}
	}
	return z.Close()
}
