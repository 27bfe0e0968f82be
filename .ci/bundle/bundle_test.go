package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"
)

var (
	commitDay = time.Date(2026, 11, 29, 17, 5, 16, 0, time.UTC)
	released  = release{Version: "1.2.3", Commit: "0123456789abcdef", Date: commitDay}
)

// written fills a folder with what an archive is made of, with a mode and a moment of its
// own, and gives the bytes of the archive.
func written(t *testing.T, ending string, mode os.FileMode, at time.Time) []byte {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"LICENSE", "README.md", "winkterm", "man/winkterm.1", "man/winkterm-link.1", "completions/winkterm.zsh"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("it is "+name), mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	list, err := entries("winkterm_1", filepath.Join(dir, "winkterm"), dir, dir)
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(dir, "out."+ending)
	if err := writeArchive(to, list, commitDay); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestArchivesAreTheSameWhereverTheyAreMade(t *testing.T) {
	t.Parallel()
	for _, ending := range []string{"tar.gz", "zip"} {
		one := written(t, ending, 0o600, commitDay.AddDate(-3, 0, 0))
		if two := written(t, ending, 0o777, commitDay.AddDate(1, 2, 3)); !bytes.Equal(one, two) {
			t.Errorf("two %s of the same files differ", ending)
		}
	}
}

func TestAnArchiveHasEverything(t *testing.T) {
	t.Parallel()
	const want = "-rw-r--r-- winkterm_1/LICENSE\n-rw-r--r-- winkterm_1/README.md\n-rw-r--r-- winkterm_1/completions/winkterm.zsh\n" +
		"-rw-r--r-- winkterm_1/man/winkterm-link.1\n-rw-r--r-- winkterm_1/man/winkterm.1\n-rwxr-xr-x winkterm_1/winkterm\n"
	z, err := gzip.NewReader(bytes.NewReader(written(t, "tar.gz", 0o600, commitDay)))
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if h.Uid != 0 || h.Gid != 0 || h.Uname != "" || !h.ModTime.Equal(commitDay) {
			t.Errorf("%+v", h)
		}
		got += h.FileInfo().Mode().String() + " " + h.Name + "\n"
	}
	if got != want {
		t.Errorf("the tar.gz has\n%s", got)
	}
	packed := written(t, "zip", 0o600, commitDay)
	r, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	got = ""
	for _, f := range r.File {
		got += f.Mode().String() + " " + f.Name + "\n"
	}
	if got != want {
		t.Errorf("the zip has\n%s", got)
	}
}

func TestAReleaseIsOfACommitAlone(t *testing.T) {
	t.Parallel()
	info := func(revision, modified string) *debug.BuildInfo {
		return &debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}, Settings: []debug.BuildSetting{
			{Key: "vcs.revision", Value: revision}, {Key: "vcs.time", Value: "2026-11-29T17:05:16Z"}, {Key: "vcs.modified", Value: modified},
		}}
	}
	if r, err := releaseOf(info(released.Commit, "false")); err != nil || r != released {
		t.Errorf("%+v %v", r, err)
	}
	for _, bad := range []*debug.BuildInfo{info("", "false"), info(released.Commit, "true"), {}} {
		if _, err := releaseOf(bad); err == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
}

func TestTheAddressOfTheDownloadsIsAPlaceholderUntilGiven(t *testing.T) {
	t.Parallel()
	f, err := readFacts("")
	if err != nil || !f.placeholder() {
		t.Errorf("%+v %v", f, err)
	}
	f, err = readFacts("https://downloads.test/winkterm/")
	if err != nil || f.placeholder() || f.Downloads != "https://downloads.test/winkterm" {
		t.Errorf("%+v %v", f, err)
	}
	for _, bad := range []string{"http://downloads.test", "downloads.test", "https://"} {
		if _, err := readFacts(bad); err == nil {
			t.Errorf("%s is taken", bad)
		}
	}
}

// manifestsOf writes the manifests of archives with made-up bytes, one for each target.
func manifestsOf(t *testing.T, targets ...string) (dir string, f facts) {
	t.Helper()
	f, err := readFacts("https://downloads.test/winkterm")
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	var all []target
	for _, name := range targets {
		goos, arch, _ := strings.Cut(name, "/")
		one := target{os: goos, arch: arch, release: released}
		if err := os.WriteFile(filepath.Join(dir, one.archive(f)), []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
		all = append(all, one)
	}
	if err := manifests(f, all, dir); err != nil {
		t.Fatal(err)
	}
	return dir, f
}

var six = []string{"darwin/amd64", "darwin/arm64", "linux/amd64", "linux/arm64", "windows/amd64", "windows/arm64"}

// sumOf "linux/amd64" is what sha256sum says.
const sumOf = "baf0239e48ff4c47ebac3ba02b5cf1506b69cd5a0c0d0c825a53ba65976fb942"

func TestAFormulaNamesTheArchivesAndTheirSums(t *testing.T) {
	t.Parallel()
	dir, _ := manifestsOf(t, six...)
	path := filepath.Join(dir, "winkterm.rb")
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	sums := readSums(t, dir)
	at := 0
	for _, target := range []string{"darwin_arm64", "darwin_amd64", "linux_arm64", "linux_amd64"} {
		file := "winkterm_1.2.3_" + target + ".tar.gz"
		block := "url \"https://downloads.test/winkterm/v1.2.3/" + file + "\"\n      sha256 \"" + sums[file] + "\""
		i := strings.Index(string(content), block)
		if i < at || sums[file] == "" {
			t.Errorf("not in its place: %s in\n%s", block, content)
		}
		at = i
	}
	begins := regexp.MustCompile(`(?m)^\s*(class|def|test|on_\w+)\b`).FindAll(content, -1)
	ends := regexp.MustCompile(`(?m)^\s*end$`).FindAll(content, -1)
	if len(begins) != len(ends) || len(ends) != 9 {
		t.Errorf("%d blocks begin and %d end", len(begins), len(ends))
	}
	if ruby, err := exec.LookPath("ruby"); err == nil {
		if out, err := exec.Command(ruby, "-c", path).CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	}
}

func TestAManifestOfScoop(t *testing.T) {
	t.Parallel()
	dir, _ := manifestsOf(t, six...)
	content, err := os.ReadFile(filepath.Join(dir, "winkterm.json"))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Version, Description, Homepage, License, Bin string
		Architecture                                 map[string]struct {
			URL, Hash string
			Dir       string `json:"extract_dir"`
		}
	}
	if err := json.Unmarshal(content, &got); err != nil {
		t.Fatal(err)
	}
	if got.Version != "1.2.3" || got.Description == "" || got.License != "MIT" || got.Bin != "winkterm.exe" || len(got.Architecture) != 2 {
		t.Errorf("%+v", got)
	}
	sums := readSums(t, dir)
	for scoop, arch := range map[string]string{"64bit": "amd64", "arm64": "arm64"} {
		name, a := "winkterm_1.2.3_windows_"+arch, got.Architecture[scoop]
		if a.Dir != name || a.URL != "https://downloads.test/winkterm/v1.2.3/"+name+".zip" || a.Hash != sums[name+".zip"] || a.Hash == "" {
			t.Errorf("%s: %+v", scoop, a)
		}
	}
}

// readSums reads SHA256SUMS as sha256sum does.
func readSums(t *testing.T, dir string) map[string]string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, "SHA256SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	sums := map[string]string{}
	for line := range strings.Lines(string(content)) {
		sum, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !ok || len(sum) != 64 {
			t.Errorf("no sum: %q", line)
		}
		sums[name] = sum
	}
	return sums
}

func TestWithoutAnArchiveThereIsNoManifestOfIt(t *testing.T) {
	t.Parallel()
	dir, _ := manifestsOf(t, "linux/amd64")
	if sums := readSums(t, dir); len(sums) != 1 || sums["winkterm_1.2.3_linux_amd64.tar.gz"] != sumOf {
		t.Errorf("%v", sums)
	}
	for _, name := range []string{"winkterm.rb", "winkterm.json"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			t.Errorf("%s was written", name)
		}
	}
}

func TestTheFileOfNfpmIsYAML(t *testing.T) {
	t.Parallel()
	_, f := manifestsOf(t, six...)
	to := filepath.Join(t.TempDir(), "nfpm.yaml")
	if err := writeTemplate(to, "nfpm.yaml", nfpm{f, released, "arm64"}); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Name, Arch, Version, Maintainer, License, Description string
		Mtime                                                 time.Time
		Contents                                              []struct{ Src, Dst string }
	}
	if err := yaml.Unmarshal(content, &got); err != nil {
		t.Fatal(err)
	}
	if got.Name != f.Name || got.Arch != "arm64" || got.Version != "v1.2.3" || got.Maintainer != f.Maintainer || got.License != "MIT" ||
		!got.Mtime.Equal(commitDay) || got.Description != f.Summary+"\n"+f.Description || len(got.Contents) != 9 {
		t.Errorf("%+v", got)
	}
}

func TestABOMListsTheModulesOfABinary(t *testing.T) {
	t.Parallel()
	f, err := readFacts("")
	if err != nil {
		t.Fatal(err)
	}
	info := &debug.BuildInfo{
		GoVersion: "go1.26.8", Settings: []debug.BuildSetting{{Key: "GOOS", Value: "linux"}},
		Deps: []*debug.Module{{Path: "example.test/a", Version: "v1.0.0"}, {Path: "b", Version: "v1", Replace: &debug.Module{Path: "example.test/b", Version: "v2.0.0+incompatible"}}},
	}
	to := filepath.Join(t.TempDir(), "bom.json")
	if err := writeBOM(to, bom(f, released, info)); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"bomFormat": "CycloneDX"`, `"timestamp": "2026-11-29T17:05:16Z"`, `"purl": "pkg:golang/winkterm@1.2.3"`, `"id": "MIT"`,
		`"purl": "pkg:golang/stdlib@1.26.8"`, `"purl": "pkg:golang/example.test/a@v1.0.0"`, `"purl": "pkg:golang/example.test/b@v2.0.0%2Bincompatible"`,
	} {
		if !bytes.Contains(content, []byte(want)) {
			t.Errorf("no %s in\n%s", want, content)
		}
	}
	if bytes.Contains(content, []byte("serialNumber")) {
		t.Error("it has a serial number, which is another one each time")
	}
}

// TestTheImageSaysTheSame as the packages do.
func TestTheImageSaysTheSame(t *testing.T) {
	t.Parallel()
	f, err := readFacts("")
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile("../../Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	for label, want := range map[string]string{"title": f.Name, "description": f.Summary, "licenses": f.License, "vendor": f.Maintainer, "url": f.Homepage} {
		if !bytes.Contains(content, []byte("org.opencontainers.image."+label+"=\""+want+"\"")) {
			t.Errorf("the label %s is not %q", label, want)
		}
	}
}
