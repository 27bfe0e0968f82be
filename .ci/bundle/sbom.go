package main

import (
	"os"
	"runtime/debug"
	"strings"

	sbom "github.com/CycloneDX/cyclonedx-go"
)

// bom lists what is in a binary, as Go has written it into that: each module with its
// version, and Go's own library. It has no serial number, and the time of the commit, so
// that the same commit gives the same bytes.
func bom(f facts, r release, info *debug.BuildInfo) *sbom.BOM {
	root := component(f.Name, r.Version)
	root.Type, root.Description = sbom.ComponentTypeApplication, f.Summary
	root.Licenses = &sbom.Licenses{{License: &sbom.License{ID: f.License}}}
	root.Properties = &[]sbom.Property{{Name: "vcs.revision", Value: r.Commit}}
	for _, s := range info.Settings {
		if s.Key == "GOOS" || s.Key == "GOARCH" {
			*root.Properties = append(*root.Properties, sbom.Property{Name: s.Key, Value: s.Value})
		}
	}
	parts := []sbom.Component{component("stdlib", strings.TrimPrefix(info.GoVersion, "go"))}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		parts = append(parts, component(m.Path, m.Version))
	}
	refs := make([]string, len(parts))
	for i, p := range parts {
		refs[i] = p.BOMRef
	}
	b := sbom.NewBOM()
	b.Metadata = &sbom.Metadata{Timestamp: r.Date.UTC().Format("2006-01-02T15:04:05Z"), Component: &root}
	b.Components = &parts
	b.Dependencies = &[]sbom.Dependency{{Ref: root.BOMRef, Dependencies: &refs}}
	return b
}

// component is a module under the address that package managers have for it.
func component(name, version string) sbom.Component {
	purl := "pkg:golang/" + name + "@" + strings.ReplaceAll(version, "+", "%2B")
	return sbom.Component{Type: sbom.ComponentTypeLibrary, BOMRef: purl, Name: name, Version: version, PackageURL: purl}
}

func writeBOM(to string, b *sbom.BOM) error {
	f, err := os.Create(to)
	if err != nil {
		return err
	}
	if err := sbom.NewBOMEncoder(f, sbom.BOMFileFormatJSON).SetPretty(true).Encode(b); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}
