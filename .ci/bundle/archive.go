package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// entry is a file of an archive: its name there, where its bytes are, and whether it is
// run.
type entry struct {
	name, from string
	run        bool
}

// mode is the same whatever that of the file on disk.
func (e entry) mode() os.FileMode {
	if e.run {
		return 0o755
	}
	return 0o644
}

// entries are the files of an archive in their order, below a folder of their own: the
// binary, the licence, the README, manual pages and completions.
func entries(folder, binary, root, built string) ([]entry, error) {
	list := []entry{
		{path.Join(folder, filepath.Base(binary)), binary, true},
		{path.Join(folder, "LICENSE"), filepath.Join(root, "LICENSE"), false},
		{path.Join(folder, "README.md"), filepath.Join(root, "README.md"), false},
	}
	for _, sub := range []string{"man", "completions"} {
		files, err := os.ReadDir(filepath.Join(built, sub))
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			list = append(list, entry{path.Join(folder, sub, f.Name()), filepath.Join(built, sub, f.Name()), false})
		}
	}
	slices.SortFunc(list, func(a, b entry) int { return strings.Compare(a.name, b.name) })
	return list, nil
}

// writeArchive writes a zip or a tar.gz, as the name says. Nothing in it depends on the
// machine: every entry has the same owner and moment.
func writeArchive(to string, list []entry, at time.Time) error {
	var packed bytes.Buffer
	add, end := addTar(&packed, at)
	if strings.HasSuffix(to, ".zip") {
		add, end = addZip(&packed, at)
	}
	for _, e := range list {
		content, err := os.ReadFile(e.from)
		if err != nil {
			return err
		}
		if err := add(e, content); err != nil {
			return err
		}
	}
	if err := end(); err != nil {
		return err
	}
	return os.WriteFile(to, packed.Bytes(), 0o644)
}

// adding writes an entry.
type adding func(e entry, content []byte) error

func addTar(w io.Writer, at time.Time) (adding, func() error) {
	z := gzip.NewWriter(w)
	t := tar.NewWriter(z)
	return func(e entry, content []byte) error {
		h := &tar.Header{Name: e.name, Mode: int64(e.mode()), Size: int64(len(content)), ModTime: at, Format: tar.FormatUSTAR}
		if err := t.WriteHeader(h); err != nil {
			return err
		}
		_, err := t.Write(content)
		return err
	}, func() error { return errors.Join(t.Close(), z.Close()) }
}

func addZip(w io.Writer, at time.Time) (adding, func() error) {
	z := zip.NewWriter(w)
	return func(e entry, content []byte) error {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate, Modified: at}
		h.SetMode(e.mode())
		to, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		_, err = to.Write(content)
		return err
	}, z.Close
}
