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
// the test people. The TIFF is not among them: it is there to be refused, see
// SampleNames.
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

// SampleNames gives the names of all documents of the binary, with the TIFF.
func SampleNames() []string {
	var names []string
	for _, p := range assets.Payslips() {
		names = append(names, p.Name)
	}
	return names
}

// OpenSample opens one of SampleNames. The error is a *Problem.
func OpenSample(name string) (io.ReadCloser, error) {
	for _, p := range assets.Payslips() {
		if p.Name == name {
			return io.NopCloser(bytes.NewReader(p.Content())), nil
		}
	}
	return nil, because(name, fs.ErrNotExist)
}

// Open opens the content of a checked file, sample or not, from its beginning.
// It fails where the file is gone, is another thing by now, or may not be read;
// the error is a *Problem, and safe to open anew after.
func Open(f flow.File) (io.ReadCloser, error) {
	if f.Sample {
		return OpenSample(f.Path)
	}
	content, _, err := system().opened(f.Path, isFile)
	if err != nil {
		return nil, err
	}
	return content, nil
}
