package spec

import (
	"errors"
	"io"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"winkterm/api/wire"
)

// document is what stands in a file: a scenario, and what only files have.
type document struct {
	Scenario `yaml:",inline"`
	Include  []string          `yaml:"include,omitempty" doc:"Files whose shared steps and variables are used here, seen from this one."`
	Define   map[string][]Step `yaml:"define,omitempty" doc:"Shared steps by name, for use."`
	Vars     map[string]any    `yaml:"vars,omitempty" doc:"Values by name: ${name} stands for one, anywhere."`
	Env      map[string]string `yaml:"env,omitempty" doc:"Variables whose values come from the environment and are masked, by the name of the environment's."`
	Cases    []map[string]any  `yaml:"cases,omitempty" doc:"Plays the scenario once for each: mappings of variables, and the name of the case."`
}

// Reader reads scenario files.
type Reader struct {
	// FS has the files; those that a file includes or uploads are looked for in it.
	FS fs.FS
	// Env looks up a variable of the environment. nil knows none.
	Env func(name string) (value string, ok bool)
}

// Read reads a file as Reader does, without an environment.
func Read(fsys fs.FS, name string) ([]*Scenario, error) { return Reader{FS: fsys}.Read(name) }

// Steps reads one step or a list of steps, as they stand under steps in a file, from YAML or
// JSON. It fails with their mistakes joined, each an *Error.
func Steps(data []byte) ([]Step, error) {
	f := newReading(Reader{})
	root := f.parse("steps", data)
	if root == nil {
		return nil, f.err()
	}
	if root.kind != yaml.SequenceNode {
		root = &node{pos: root.pos, kind: yaml.SequenceNode, values: []*node{root}}
	}
	steps := f.readSteps(root)
	return steps, f.err()
}

// Read gives the scenarios of a file, one for each of its cases, with shared steps and
// variables put in; none where the file only defines steps. It fails with the mistakes
// of the file joined, each an *Error, the first twenty of them.
func (r Reader) Read(name string) ([]*Scenario, error) {
	f := newReading(r)
	root := f.load(Pos{File: name}, name)
	if root == nil {
		return nil, f.err()
	}
	scenarios := f.expandCases(root)
	if err := f.err(); err != nil {
		return nil, err
	}
	return scenarios, nil
}

// reading is one file being read, with those that it includes.
type reading struct {
	Reader
	decoder
	read map[string]bool
}

func newReading(r Reader) *reading {
	return &reading{Reader: r, decoder: decoder{
		mistakes: &mistakes{}, words: maps.Clone(vocabularies()), defined: map[string]*node{}, filling: map[string]bool{}, scope: scope{map[string]*node{}, map[string]bool{}},
	}, read: map[string]bool{}}
}

// load reads a file and takes from it what others may use; nil where it cannot be read,
// or was before.
func (f *reading) load(from Pos, name string) *node {
	if f.read[name] {
		return nil
	}
	f.read[name] = true
	if len(f.read) > maxFiles {
		f.add(from, "more than %d files are included", maxFiles)
		return nil
	}
	data, err := f.open(name)
	if err != nil {
		f.add(from, "%s cannot be read: %s", f.quote(name), f.quote(reason(err)))
		return nil
	}
	root := f.parse(name, data)
	if root == nil || !f.mapping(root) {
		return nil
	}
	f.checkVersion(root)
	f.share(root)
	return root
}

// reason is why a file cannot be read, without its name, which stands before it.
func reason(err error) string {
	if at, ok := errors.AsType[*fs.PathError](err); ok {
		err = at.Err
	}
	return err.Error()
}

// open reads one byte more than a file may have.
func (f *reading) open(name string) ([]byte, error) {
	file, err := f.FS.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return io.ReadAll(io.LimitReader(file, MaxFile+1))
}

func (f *reading) checkVersion(root *node) {
	switch v := root.get("version"); {
	case v == nil:
		f.add(root.pos, "version is missing: begin the file with version: %d", Version)
	case v.text != "1" || v.tag != "!!int":
		f.add(v.pos, "this is version %s of the format, and this winkterm reads version %d: change the file, or take a newer winkterm", f.quote(v.text), Version)
	}
}

// share takes what a file defines, and what it includes.
func (f *reading) share(root *node) {
	s := shapeOf(reflect.TypeFor[document]())
	for _, key := range root.keys {
		if s.find(key.text) == nil {
			f.add(key.pos, "%s does not belong here%s", f.quote(key.text), Suggest(key.text, s.keys()))
		}
	}
	if n := root.get("include"); n != nil {
		var names []string
		f.value(n, reflect.ValueOf(&names).Elem(), "")
		for _, name := range names {
			f.load(n.pos, path.Join(path.Dir(root.pos.File), name))
		}
	}
	f.each(root, "define", func(key, value *node) { f.bind(f.defined, key, value) })
	f.each(root, "vars", func(key, value *node) { f.bind(f.scope.vars, key, value) })
	f.each(root, "env", func(key, value *node) { f.bind(f.scope.vars, key, f.environment(value)) })
}

// each goes through a mapping at the top of a file.
func (f *reading) each(root *node, group string, do func(key, value *node)) {
	n := root.get(group)
	if n == nil || !f.mapping(n) {
		return
	}
	for i, key := range n.keys {
		do(key, n.values[i])
	}
}

// bind gives a name its value. It must not have another.
func (f *reading) bind(in map[string]*node, name, value *node) {
	if before := in[name.text]; before != nil {
		f.add(name.pos, "%s is defined at %s already", f.quote(name.text), before.pos)
	}
	if !identifier.MatchString(name.text) {
		f.add(name.pos, "%s is no name: use letters, digits, - and _", f.quote(name.text))
	}
	in[name.text] = value
}

// environment is the value of a variable of the environment, to be masked.
func (f *reading) environment(name *node) *node {
	var value string
	if f.Env != nil {
		value, _ = f.Env(name.text)
	}
	if value == "" {
		f.add(name.pos, "the environment has no %s, or it is empty: set it and run again", f.quote(name.text))
	} else {
		f.secrets = append(f.secrets, wire.Secret(value))
	}
	return &node{pos: name.pos, kind: yaml.ScalarNode, tag: "!!str", text: value, secret: true}
}

// expandCases reads the scenario once for each case.
func (f *reading) expandCases(root *node) (all []*Scenario) {
	if onlyShares(root) {
		return nil
	}
	f.ownWords(root)
	cases := root.get("cases")
	if cases == nil {
		return []*Scenario{f.scenario(root, f.scope)}
	}
	if n := len(cases.values); cases.kind != yaml.SequenceNode || n == 0 || n > maxCases {
		f.add(cases.pos, "a list of 1 to %d cases is wanted here", maxCases)
		return nil
	}
	names, shared := map[string]bool{}, f.scope
	for _, c := range cases.values {
		if !f.mapping(c) {
			continue
		}
		s := f.oneCase(root, c, shared)
		if names[s.Name] {
			f.add(c.pos, "another case is named %s as well", f.quote(s.Name))
		}
		names[s.Name] = true
		all = append(all, s)
	}
	return all
}

// onlyShares says that a file is there to be included.
func onlyShares(root *node) bool {
	return root.get("define") != nil && root.get("steps") == nil && root.get("name") == nil
}

// oneCase reads the scenario with the variables of a case.
func (f *reading) oneCase(root, c *node, shared scope) *Scenario {
	vars, values := map[string]*node{}, []string(nil)
	for i, key := range c.keys {
		f.bind(vars, key, c.values[i])
		values = append(values, c.values[i].text)
	}
	used := scope{shared.vars, map[string]bool{"name": true}}
	s := f.scenario(root, used.with(vars))
	s.Pos = c.pos
	name := root.get("name")
	if own := vars["name"]; own != nil {
		values = []string{own.text}
	}
	if name != nil && s.Name == name.text {
		s.Name += ": " + strings.Join(values, ", ")
	}
	for _, key := range c.keys {
		if !used.used[key.text] {
			f.add(key.pos, "nothing uses the variable %s%s", f.quote(key.text), Suggest(key.text, slices.Sorted(maps.Keys(used.used))))
		}
	}
	return s
}

// scenario reads the scenario with the variables of a scope.
func (f *reading) scenario(root *node, with scope) *Scenario {
	var doc document
	before := f.found
	f.scope, f.steps = with, 0
	v := reflect.ValueOf(&doc).Elem()
	s := shapeOf(v.Type())
	for i, key := range root.keys {
		if field := s.find(key.text); field != nil && len(field.index) > 1 && key.text != "version" {
			f.member(s, v, key, root.values[i])
		}
	}
	for _, field := range s.fields {
		if field.required && root.get(field.key) == nil && field.key != "version" { // checkVersion has that
			f.add(root.pos, "%s is missing: %s", field.key, field.tag.Get("doc"))
		}
	}
	doc.Version, doc.Pos, doc.Secrets = Version, root.pos, slices.Clone(f.secrets)
	if f.found == before {
		f.checkScenario(&doc.Scenario)
	}
	return &doc.Scenario
}

// ownWords adds the scenario's own people to those that steps may name, and takes no
// provider for wrong where the list is made up.
func (f *reading) ownWords(root *node) {
	people := f.words["person"]
	if own := root.get("people"); own != nil {
		for _, p := range own.values {
			if name := p.get("name"); name != nil {
				people.words = append(slices.Clip(people.words), name.text)
			}
		}
	}
	f.words["person"] = people
	if n := root.get("providers"); n != nil && n.text != "0" {
		delete(f.words, "provider")
	}
}
