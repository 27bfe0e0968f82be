package scenario

import (
	"io"
	"os"
	"path/filepath"
	"strings"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/rerun"
)

// file describes a file of the user's own, seen from a folder. Its format is that of its
// name.
func file(dir string) func(scenario, path string) (flow.File, error) {
	return func(_, path string) (flow.File, error) {
		if !filepath.IsAbs(path) {
			path = filepath.Join(dir, path)
		}
		info, err := os.Stat(path)
		if err != nil {
			return flow.File{}, err
		}
		format := strings.ToUpper(strings.TrimPrefix(filepath.Ext(path), "."))
		return flow.File{Path: path, Name: info.Name(), Size: info.Size(), Format: wire.FileFormat(format)}, nil
	}
}

// open opens such a file, or a sample of the program.
func open(f flow.File) (io.ReadCloser, error) {
	if f.Sample {
		return rerun.OpenSample(f)
	}
	return os.Open(f.Path)
}
