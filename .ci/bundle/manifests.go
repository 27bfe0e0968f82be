package main

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/template"
)

//go:embed templates
var templates embed.FS

// writeTemplate fills a template, which must have a value for all that it names.
func writeTemplate(to, name string, data any) error {
	t, err := template.ParseFS(templates, "templates/"+name)
	if err != nil {
		return err
	}
	var text bytes.Buffer
	if err := t.Execute(&text, data); err != nil {
		return err
	}
	return os.WriteFile(to, text.Bytes(), 0o644)
}

// nfpm is what its file is filled with.
type nfpm struct {
	facts
	release
	Arch string
}

// download is an archive as a package manager fetches it. CPU is Homebrew's word for it.
type download struct{ CPU, URL, Sum, Folder string }

// formula is what Homebrew's is filled with.
type formula struct {
	facts
	release
	Brew []brewSystem
}

type brewSystem struct {
	Name     string
	Archives []download
}

// manifests writes the sums of all that is published, and what package managers read. A
// formula or manifest wants the archives of all its systems, and is left out without one.
func manifests(f facts, targets []target, out string) error {
	sums, err := writeSums(out)
	if err != nil {
		return err
	}
	found := map[string]download{}
	for _, t := range targets {
		file := t.archive(f)
		if sums[file] == "" {
			return fmt.Errorf("%s is not in %s", file, out)
		}
		found[t.os+"/"+t.arch] = download{URL: fmt.Sprintf("%s/v%s/%s", f.Downloads, t.Version, file), Sum: sums[file], Folder: t.name(f)}
	}
	return writeManifests(f, targets[0].release, found, out)
}

func writeManifests(f facts, r release, found map[string]download, out string) error {
	brew := formula{f, r, []brewSystem{brewOf("macos", "darwin", found), brewOf("linux", "linux", found)}}
	if has(found, "darwin/amd64", "darwin/arm64", "linux/amd64", "linux/arm64") {
		if err := writeTemplate(filepath.Join(out, f.Name+".rb"), "winkterm.rb", brew); err != nil {
			return err
		}
	}
	if !has(found, "windows/amd64", "windows/arm64") {
		return nil
	}
	text, err := json.MarshalIndent(scoop(f, r, found), "", "    ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, f.Name+".json"), append(text, '\n'), 0o644)
}

// has says whether all targets are there, and which one is missing.
func has(found map[string]download, targets ...string) bool {
	for _, t := range targets {
		if _, ok := found[t]; !ok {
			fmt.Fprintf(os.Stderr, "no manifest of %s: %s was not built\n", strings.Join(targets, ", "), t)
			return false
		}
	}
	return true
}

func brewOf(name, goos string, found map[string]download) brewSystem {
	arm, intel := found[goos+"/arm64"], found[goos+"/amd64"]
	arm.CPU, intel.CPU = "arm", "intel"
	return brewSystem{name, []download{arm, intel}}
}

// scoop is a manifest of Scoop's.
func scoop(f facts, r release, found map[string]download) map[string]any {
	of := func(target string) map[string]string {
		d := found[target]
		return map[string]string{"url": d.URL, "hash": d.Sum, "extract_dir": d.Folder}
	}
	return map[string]any{
		"version": r.Version, "description": f.Summary, "homepage": f.Homepage, "license": f.License,
		"architecture": map[string]any{"64bit": of("windows/amd64"), "arm64": of("windows/arm64")},
		"bin":          f.Name + ".exe",
	}
}

// writeSums writes the SHA-256 sums of what is published, as sha256sum checks them, and
// gives them by name.
func writeSums(out string) (map[string]string, error) {
	sums, text := map[string]string{}, ""
	files, err := os.ReadDir(out)
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		switch filepath.Ext(f.Name()) {
		case ".gz", ".zip", ".deb", ".rpm":
		default:
			if !strings.HasSuffix(f.Name(), ".cdx.json") {
				continue
			}
		}
		content, err := os.ReadFile(filepath.Join(out, f.Name()))
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(content)
		sums[f.Name()] = hex.EncodeToString(sum[:])
		text += sums[f.Name()] + "  " + f.Name() + "\n"
	}
	return sums, os.WriteFile(filepath.Join(out, "SHA256SUMS"), []byte(text), 0o644)
}
