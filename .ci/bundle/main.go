// Command bundle packs a release out of binaries that were built, and writes what package
// managers read of it. The same binaries give the same bytes. It is run by .ci/release, and
// no part of the program.
//
//	go tool bundle -built DIR -out DIR archives    # archives, SBOMs, nfpm's files
//	go tool bundle -built DIR -out DIR manifests   # SHA256SUMS, a formula, a manifest
//
// DIR of -built has bin/OS_ARCH/winkterm for each target, man and completions.
package main

import (
	"debug/buildinfo"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
)

func main() {
	root := flag.String("root", ".", "the checkout `DIR`, for the licence and the README")
	built := flag.String("built", "", "what was built, a `DIR`")
	out := flag.String("out", "dist", "write into this `DIR`, which is there")
	downloads := flag.String("downloads", "", "the `URL` below which each version has a folder; that of facts.yaml unless given")
	flag.Parse()
	if err := run(*root, *built, *out, *downloads, flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

func run(root, built, out, downloads, step string) error {
	f, err := readFacts(downloads)
	if err != nil {
		return err
	}
	targets, err := builtTargets(built)
	if err != nil {
		return err
	}
	switch step {
	case "archives":
		for _, t := range targets {
			if err := pack(f, t, root, built, out); err != nil {
				return err
			}
		}
		return nil
	case "manifests":
		if f.placeholder() {
			fmt.Fprintf(os.Stderr, "%s is a placeholder: a release that is published names its address by --downloads\n", f.Downloads)
		}
		return manifests(f, targets, out)
	}
	return fmt.Errorf("which step? archives or manifests, not %q", step)
}

// target is a binary that was built.
type target struct {
	os, arch, binary string
	info             *debug.BuildInfo
	release
}

// name is that of what is made of it, without an ending.
func (t target) name(f facts) string {
	return strings.Join([]string{f.Name, t.Version, t.os, t.arch}, "_")
}

// archive is the name of the file that it is packed into.
func (t target) archive(f facts) string {
	if t.os == "windows" {
		return t.name(f) + ".zip"
	}
	return t.name(f) + ".tar.gz"
}

// builtTargets are in the order of their names. All are of one commit.
func builtTargets(built string) (all []target, err error) {
	binaries, err := filepath.Glob(filepath.Join(built, "bin", "*_*", "winkterm*"))
	if err != nil {
		return nil, err
	}
	for _, path := range binaries {
		t := target{binary: path}
		t.os, t.arch, _ = strings.Cut(filepath.Base(filepath.Dir(path)), "_")
		if t.info, err = buildinfo.ReadFile(path); err != nil {
			return nil, err
		}
		if t.release, err = releaseOf(t.info); err != nil {
			return nil, err
		}
		if len(all) > 0 && all[0].release != t.release {
			return nil, fmt.Errorf("%s and %s are of different commits", all[0].binary, path)
		}
		all = append(all, t)
	}
	if len(all) == 0 {
		return nil, errors.New("no binary below " + built)
	}
	return all, nil
}

// pack writes a target's archive and SBOM, and for Linux nfpm's file.
func pack(f facts, t target, root, built, out string) error {
	list, err := entries(t.name(f), t.binary, root, built)
	if err != nil {
		return err
	}
	if err := writeArchive(filepath.Join(out, t.archive(f)), list, t.Date); err != nil {
		return err
	}
	if err := writeBOM(filepath.Join(out, t.name(f)+".cdx.json"), bom(f, t.release, t.info)); err != nil {
		return err
	}
	if t.os != "linux" {
		return nil
	}
	return writeTemplate(filepath.Join(out, t.name(f)+".nfpm.yaml"), "nfpm.yaml", nfpm{f, t.release, t.arch})
}
