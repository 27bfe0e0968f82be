package files

import (
	"bytes"
	"io"
	"io/fs"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
)

// Samples gives the documents of the binary that can be sent, in the order of
// the test people. The TIFF is not among them: it is there to be refused.
func Samples() []flow.File {
	var all []flow.File
	for _, p := range assets.Payslips() {
		if p.Format == assets.FormatTIFF {
			continue
		}
		all = append(all, flow.File{
			Path: p.Name, Name: p.Name, Sample: true,
			Size: int64(len(p.Content())), Format: wire.FileFormat(p.Format),
		})
	}
	return all
}

// Open opens the content of a checked file, sample or not, from its beginning.
// It fails where the file is gone, is another thing by now, or may not be read;
// the error is safe to draw.
func Open(f flow.File) (io.ReadCloser, error) {
	if f.Sample {
		return openSample(f.Path)
	}
	content, _, err := system().opened(f.Path, isFile)
	if err != nil {
		return nil, err
	}
	return content, nil
}

func openSample(name string) (io.ReadCloser, error) {
	for _, p := range assets.Payslips() {
		if p.Name == name {
			return io.NopCloser(bytes.NewReader(p.Content())), nil
		}
	}
	return nil, because(name, fs.ErrNotExist)
}
