package document

import (
	"cmp"
	"slices"

	"winkterm/api/sandbox/user"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
	"winkterm/assets"
)

// fileTypes serves list-file-types.
func fileTypes(c *web.Call) (any, error) { return pageFileTypes(c, assets.FileTypes()) }

// linkFileTypes serves listFileTypes of the Link contract: what the widget offers,
// which is nothing in a session without upload.
func linkFileTypes(c *web.Call) (any, error) {
	offered := slices.DeleteFunc(slices.Clone(assets.FileTypes()), func(f assets.FileType) bool {
		return !f.Widget || !user.Of(c).Scope.Uploads()
	})
	return pageFileTypes(c, offered)
}

func pageFileTypes(c *web.Call, all []assets.FileType) (any, error) {
	q, err := web.ReadQuery(c.R, "type", "active", "enabled", "ocr")
	if err != nil {
		return nil, err
	}
	typ := q.Get("type")
	active, err := q.Flag("active")
	enabled, err2 := q.Flag("enabled")
	ocr, err3 := q.Flag("ocr")
	if err := cmp.Or(err, err2, err3); err != nil {
		return nil, err
	}
	passes := func(f *assets.FileType) bool {
		return (typ == "" || typ == f.Type) && web.Same(active, f.Active) && web.Same(enabled, f.Enabled) && web.Same(ocr, f.OCR)
	}
	return web.PageOf(all, q, passes, func(f assets.FileType) wire.FileType { return f.FileType }), nil
}

// findFileType returns the file type of that name.
func findFileType(name string) (assets.FileType, bool) {
	all := assets.FileTypes()
	i := slices.IndexFunc(all, func(f assets.FileType) bool { return f.Type == name })
	if i < 0 {
		return assets.FileType{}, false
	}
	return all[i], true
}

// fileDatapoints is what an analysis of that type can deliver.
func fileDatapoints(name string) []wire.Datapoint {
	list := []wire.Datapoint{}
	f, _ := findFileType(name)
	for _, d := range f.Supported {
		if d != "NONE" {
			list = append(list, wire.Datapoint(d))
		}
	}
	return list
}
