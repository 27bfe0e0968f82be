// Command dockerfile checks the Dockerfile where no docker is there to build it: by the
// parser and the linter that docker itself builds with, and by what the image must be. It
// is a module of its own, for these are large.
package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: dockerfile FILE")
		os.Exit(2)
	}
	if err := check(os.Args[1]); err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", os.Args[1], err)
		os.Exit(1)
	}
}

func check(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	tree, err := parser.Parse(f)
	if err != nil {
		return err
	}
	var found []error
	for _, w := range tree.Warnings {
		found = append(found, errors.New(w.Short))
	}
	warn := func(rule, _, _, message string, at []parser.Range) {
		found = append(found, fmt.Errorf("line %d: %s: %s", at[0].Start.Line, rule, message))
	}
	stages, _, err := instructions.Parse(tree.AST, linter.New(&linter.Config{Warn: warn}))
	if err != nil {
		return err
	}
	return errors.Join(append(found, image(stages[len(stages)-1])...)...)
}

// image lists what is wrong with the stage that becomes the image: it is made of nothing,
// runs as nobody, and says whether it is well.
func image(s instructions.Stage) (wrong []error) {
	has := map[string]bool{"FROM scratch": s.BaseName == "scratch"}
	for _, command := range s.Commands {
		switch c := command.(type) {
		case *instructions.UserCommand:
			uid, _, _ := strings.Cut(c.User, ":")
			has["USER by number, not root"] = strings.Trim(uid, "0123456789") == "" && strings.Trim(uid, "0") != ""
		case *instructions.HealthCheckCommand:
			has["HEALTHCHECK by the program"] = slices.Equal(c.Health.Test, []string{"CMD", "/winkterm", "sandbox", "--check"})
		case *instructions.EntrypointCommand:
			has["ENTRYPOINT without a shell"] = !c.PrependShell && slices.Equal(c.CmdLine, []string{"/winkterm"})
		case *instructions.CmdCommand:
			has["CMD is the sandbox"] = !c.PrependShell && c.CmdLine[0] == "sandbox"
		case *instructions.ExposeCommand:
			has["EXPOSE 8970"] = slices.Equal(c.Ports, []string{"8970"})
		case *instructions.CopyCommand:
			if slices.Contains(c.SourcePaths, "/etc/ssl/certs/ca-certificates.crt") {
				has["certificates"] = true
			}
		case *instructions.LabelCommand:
			for _, l := range c.Labels {
				has[l.Key] = l.Value != ""
			}
		}
	}
	const label = "org.opencontainers.image."
	for _, want := range []string{
		"FROM scratch", "USER by number, not root", "HEALTHCHECK by the program", "ENTRYPOINT without a shell",
		"CMD is the sandbox", "EXPOSE 8970", "certificates", label + "title", label + "description", label + "licenses",
	} {
		if !has[want] {
			wrong = append(wrong, errors.New("the image lacks: "+want))
		}
	}
	return wrong
}
