package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

//go:embed facts.yaml
var factsFile []byte

// facts are what every package says of the program.
type facts struct {
	Name        string `yaml:"name"`
	Summary     string `yaml:"summary"`
	Description string `yaml:"description"`
	License     string `yaml:"license"`
	Maintainer  string `yaml:"maintainer"`
	Homepage    string `yaml:"homepage"`
	// Downloads is the address below which each version has a folder, without a slash at
	// the end.
	Downloads string `yaml:"downloads"`
}

// readFacts gives the facts of the file, with another address of the downloads unless it
// is empty.
func readFacts(downloads string) (f facts, err error) {
	d := yaml.NewDecoder(bytes.NewReader(factsFile))
	d.KnownFields(true)
	if err := d.Decode(&f); err != nil {
		return f, fmt.Errorf("facts.yaml: %w", err)
	}
	if downloads == "" {
		return f, nil
	}
	u, err := url.Parse(downloads)
	if err != nil || u.Scheme != "https" || u.Host == "" {
		return f, fmt.Errorf("--downloads is an address such as %s, not %q", f.Downloads, downloads)
	}
	f.Downloads = strings.TrimRight(downloads, "/")
	return f, nil
}

// placeholder says whether the downloads have no real address yet.
func (f facts) placeholder() bool {
	u, err := url.Parse(f.Downloads)
	return err != nil || strings.HasSuffix(u.Host, ".example")
}

// release is what Go has written into a binary.
type release struct {
	// Version has no v in front.
	Version, Commit string
	Date            time.Time
}

// releaseOf fails where the binary is not that of one commit.
func releaseOf(info *debug.BuildInfo) (r release, err error) {
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	r.Version, r.Commit = strings.TrimPrefix(info.Main.Version, "v"), settings["vcs.revision"]
	if r.Commit == "" || settings["vcs.modified"] != "false" {
		return r, fmt.Errorf("%s was not built of a commit alone", info.Path)
	}
	r.Date, err = time.Parse(time.RFC3339, settings["vcs.time"])
	return r, err
}
