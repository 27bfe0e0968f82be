package sandbox

import (
	"slices"

	"winkterm/api/wire"
	"winkterm/assets"
)

// listFileTypes serves GET /fileTypes of the Open API.
func (s *Server) listFileTypes(c *call) (any, error) { return pageFileTypes(c, assets.FileTypes()) }

// linkFileTypes serves GET /fileTypes of the Link API: what the widget offers,
// which is nothing in a session without upload.
func (s *Server) linkFileTypes(c *call) (any, error) {
	offered := slices.DeleteFunc(slices.Clone(assets.FileTypes()), func(f assets.FileType) bool {
		return !f.Widget || !c.session.scope.uploads()
	})
	return pageFileTypes(c, offered)
}

func pageFileTypes(c *call, all []assets.FileType) (any, error) {
	q, err := readQuery(c.r, "type", "active", "enabled", "ocr")
	if err != nil {
		return nil, err
	}
	passes, err := fileTypeFilter(&q)
	if err != nil {
		return nil, err
	}
	page := wire.Page[wire.FileType]{Items: []wire.FileType{}}
	for i := max(0, q.from); i < len(all); i++ {
		if !passes(&all[i]) {
			continue
		}
		if len(page.Items) == q.size {
			page.NextCursor = q.cursor(i)
			break
		}
		page.Items = append(page.Items, wireFileType(all[i]))
	}
	return page, nil
}

func fileTypeFilter(q *query) (func(*assets.FileType) bool, error) {
	var active, enabled, ocr *bool
	for name, flag := range map[string]**bool{"active": &active, "enabled": &enabled, "ocr": &ocr} {
		var err error
		if *flag, err = q.flag(name); err != nil {
			return nil, err
		}
	}
	typ := q.filter.Get("type")
	return func(f *assets.FileType) bool {
		return (typ == "" || typ == f.Type) && same(active, f.Active) && same(enabled, f.Enabled) && same(ocr, f.OCR)
	}, nil
}

// findFileType gives the file type of that name.
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

func wireFileType(f assets.FileType) wire.FileType {
	return wire.FileType{
		LogoURL: f.LogoURL, Type: f.Type, TypeLabel: f.TypeLabel,
		Active: f.Active, Enabled: f.Enabled, OCR: f.OCR, Supported: f.Supported,
	}
}
