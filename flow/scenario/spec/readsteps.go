package spec

import (
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
)

// use is what stands in a file for shared steps.
type use struct {
	Name string           `yaml:"name" short:"true" doc:"The name under define."`
	With map[string]*node `yaml:"with,omitempty" doc:"Variables for these steps."`
}

const useKey = "use"

// readSteps reads a list of steps, with the shared ones put in.
func (d *decoder) readSteps(n *node) (steps []Step) {
	if n.kind != yaml.SequenceNode {
		d.add(n.pos, "a list of steps is wanted here, this is %s", n.is())
		return nil
	}
	for _, item := range n.values {
		leave, ok := d.enter(item)
		if ok {
			steps = append(steps, d.readStep(item)...)
		}
		leave()
	}
	return steps
}

// readStep gives the step, or those that it uses: what it expects comes after them.
func (d *decoder) readStep(n *node) []Step {
	if n = d.expand(n); n == nil {
		return nil
	}
	if n.kind == yaml.ScalarNode && !n.empty() {
		n = &node{pos: n.pos, kind: yaml.MappingNode, keys: []*node{n}, values: []*node{at(n.pos)}}
	}
	if !d.mapping(n) {
		return nil
	}
	if d.steps++; d.steps > maxSteps {
		d.addOnce(n.pos, "the scenario has more than %d steps", maxSteps)
		return nil
	}
	step, used, did, before := Step{Pos: n.pos}, []Step(nil), "", d.found
	for i, key := range n.keys {
		common := shapeOf(reflect.TypeFor[Step]()).find(key.text)
		if common == nil && did != "" {
			d.add(key.pos, "the step does %s already: one step, one action", did)
			continue
		}
		switch value := n.values[i]; {
		case common != nil:
			d.value(value, reflect.ValueOf(&step).Elem().FieldByIndex(common.index), common.tag)
		case key.text == useKey:
			did, used = key.text, d.readUse(value)
		default:
			did, step.Do = key.text, d.readAction(key, value)
		}
	}
	if did != useKey {
		if d.found == before {
			d.checkStep(&step)
		}
		return []Step{step}
	}
	if len(used) > 0 && (step.On != "" || step.Note != "") {
		used = append([]Step{{Pos: step.Pos, On: step.On, Note: step.Note}}, used...)
	}
	if len(step.Expect) > 0 {
		used = append(used, Step{Pos: step.Pos, Expect: step.Expect})
	}
	return used
}

func (d *decoder) readAction(key, value *node) Action {
	all := Actions()
	i := slices.IndexFunc(all, func(a ActionSpec) bool { return a.Name == key.text })
	if i < 0 {
		words := append(named(all, func(a ActionSpec) string { return a.Name }), useKey, "on", "note", "expect")
		d.add(key.pos, "there is no action %s%s", d.quote(key.text), Suggest(key.text, words))
		return nil
	}
	v := reflect.New(reflect.TypeOf(all[i].Zero)).Elem()
	d.value(value, v, "")
	if f, ok := v.Interface().(Fault); ok {
		d.checkFault(value, &f.Fault)
		return f
	}
	action, _ := v.Interface().(Action) // its type comes from the table
	return action
}

// readUse gives the steps of a name under define.
func (d *decoder) readUse(n *node) []Step {
	var u use
	before := d.found
	d.value(n, reflect.ValueOf(&u).Elem(), "")
	steps := d.defined[u.Name]
	switch {
	case d.found > before:
		return nil
	case steps == nil:
		d.add(n.pos, "no steps are defined as %s%s", d.quote(u.Name), Suggest(u.Name, slices.Sorted(maps.Keys(d.defined))))
		return nil
	case slices.Contains(d.using, u.Name):
		d.add(n.pos, "shared steps use themselves: %s", d.chain(u.Name))
		return nil
	}
	scope := d.scope
	defer func() { d.scope, d.using = scope, d.using[:len(d.using)-1] }()
	d.using = append(d.using, u.Name)
	d.scope = scope.with(d.bound(u.With))
	return d.readSteps(steps)
}

// bound has the variables of values that are handed on replaced, so that a value may
// have the name of what it comes from.
func (d *decoder) bound(with map[string]*node) map[string]*node {
	values := map[string]*node{}
	for name, value := range with {
		if value = d.expand(value); value != nil {
			values[name] = value
		}
	}
	return values
}

func (d *decoder) chain(last string) string {
	from := slices.Index(d.using, last)
	return strings.Join(named(append(slices.Clone(d.using[from:]), last), func(s string) string { return strings.Trim(d.quote(s), `"`) }), " → ")
}

// readExpects reads a list of mappings, or a single one, of checks by their names.
func (d *decoder) readExpects(n *node) (expects []Expect) {
	items := []*node{n}
	if n.kind == yaml.SequenceNode {
		items = n.values
	}
	for _, item := range items {
		if item = d.expand(item); item == nil || !d.mapping(item) {
			continue
		}
		for i, key := range item.keys {
			if check := d.readCheck(key, item.values[i]); check != nil {
				expects = append(expects, Expect{key.pos, check})
			}
		}
	}
	d.checkExpects(expects)
	return expects
}

func (d *decoder) readNever(n *node, e *Expect) {
	if !d.mapping(n) {
		return
	}
	if len(n.keys) != 1 || n.keys[0].text == "never" {
		d.add(n.pos, "never takes one check, such as never: {callback: onAccountError}")
		return
	}
	e.Pos, e.Check = n.keys[0].pos, d.readCheck(n.keys[0], n.values[0])
}

// readCheck gives nil for one that is none, or that has mistakes.
func (d *decoder) readCheck(key, value *node) Check {
	all := Checks()
	i := slices.IndexFunc(all, func(c CheckSpec) bool { return c.Name == key.text })
	if i < 0 {
		d.add(key.pos, "there is no check %s%s", d.quote(key.text), Suggest(key.text, named(all, func(c CheckSpec) string { return c.Name })))
		return nil
	}
	before := d.found
	v := reflect.New(reflect.TypeOf(all[i].Zero)).Elem()
	d.value(value, v, "")
	check, _ := v.Interface().(Check) // its type comes from the table
	if d.found == before {
		d.checkCheck(key.pos, check)
	}
	if d.found > before {
		return nil
	}
	return check
}

// checkFault asks the sandbox's own table. What cannot wait is triggered at once.
func (d *decoder) checkFault(n *node, f *wire.Fault) {
	kind, known := fault.Find(f.Name)
	if !known {
		return // which was noted
	}
	f.Now = f.Now || kind.Moment == ""
	var err error
	if f.Now {
		err = fault.CheckNow(*f)
	} else {
		var known []string
		if f.When.Operation != "" {
			known = operations()
		}
		_, err = fault.NewSet(0, known).Arm(*f)
	}
	if wrong, ok := errors.AsType[*fault.FieldError](err); ok {
		at := n
		for name := range strings.SplitSeq(wrong.Field, ".") {
			if inner := at.get(name); inner != nil {
				at = inner
			}
		}
		d.add(at.pos, "%s: %s", wrong.Field, wrong.Reason)
	}
}
