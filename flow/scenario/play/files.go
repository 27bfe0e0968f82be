package play

import (
	"errors"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/scenario/spec"
)

// file adds a sample, or a file of the user's own.
func (r *run) file(a spec.File) error {
	if a.Path == "" {
		return r.do(flow.FileAdded{File: flow.File{Path: a.Sample, Sample: true}})
	}
	if r.config.File == nil {
		return errNoFiles
	}
	f, err := r.config.File(r.step.Pos.File, a.Path)
	if err != nil {
		return err
	}
	return r.do(flow.FileAdded{File: f})
}

// upload goes to the document types where it is not there yet, and sends files of one.
func (r *run) upload(a spec.Upload) error {
	if r.state().Page != flow.FileTypeList {
		if err := r.do(flow.UploadWanted{}); err != nil {
			return err
		}
		if err := r.reach([]spec.Page{spec.Page(flow.FileTypeList.String())}); err != nil {
			return err
		}
	}
	if err := r.do(flow.FileTypeChosen{Type: wire.FileType{Type: a.Type}}); err != nil {
		return err
	}
	for _, sample := range a.Samples {
		if err := r.file(spec.File{Sample: sample}); err != nil {
			return err
		}
	}
	for _, path := range a.Files {
		if err := r.file(spec.File{Path: path}); err != nil {
			return err
		}
	}
	if len(a.Samples)+len(a.Files) == 0 {
		return errors.New("upload wants samples or files")
	}
	return r.do(flow.Submitted{})
}
