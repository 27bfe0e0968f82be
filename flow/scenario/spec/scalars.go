package spec

import (
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"winkterm/api/wire"
)

// number reads one as YAML writes them.
func (d *decoder) number(n *node, v reflect.Value) {
	var err error
	var wanted string
	number := n.secret || n.tag == "!!int" || n.tag == "!!float"
	switch {
	case v.CanFloat():
		var f float64
		f, err = strconv.ParseFloat(n.text, 64)
		number = number && !math.IsNaN(f) && !math.IsInf(f, 0)
		v.SetFloat(f)
		wanted = "a number"
	case v.CanUint():
		var u uint64
		u, err = strconv.ParseUint(n.text, 0, 64)
		v.SetUint(u)
		wanted = "a whole number from 0 on"
	default:
		var i int64
		i, err = strconv.ParseInt(n.text, 0, 32)
		v.SetInt(i)
		wanted = "a whole number"
	}
	if err != nil || !number {
		d.add(n.pos, "%s is wanted here, this is %s", wanted, d.quote(n.text))
	}
}

func (d *decoder) moment(n *node, t *time.Time) {
	if !d.scalar(n, "a moment") {
		return
	}
	var err error
	if *t, err = time.Parse(time.RFC3339, n.text); err != nil {
		if *t, err = time.Parse(time.DateOnly, n.text); err != nil {
			d.add(n.pos, "%s is no moment: write it as 2026-11-29T09:00:00Z or 2026-11-29", d.quote(n.text))
		}
	}
}

// word is a text, which must be one of those that its tag names.
func (d *decoder) word(n *node, t reflect.Type, tag reflect.StructTag) string {
	v, ok := d.wordsOf(t, tag)
	if !ok {
		return n.text
	}
	w, known := v.find(n.text)
	if !known {
		d.add(n.pos, "there is no %s %s%s", v.what, d.quote(n.text), Suggest(n.text, v.words))
	}
	return w
}

// wordsOf are those that a field takes; false where it takes any text.
func (d *decoder) wordsOf(t reflect.Type, tag reflect.StructTag) (vocabulary, bool) {
	if enum := tag.Get("enum"); enum != "" {
		return vocabulary{what: "choice", words: strings.Split(enum, ",")}, true
	}
	v, ok := d.words[wordsName(t, tag)]
	return v, ok
}

// wordsName names the words that a field takes, by its type or its tag.
func wordsName(t reflect.Type, tag reflect.StructTag) string {
	switch t {
	case reflect.TypeFor[Page]():
		return "page"
	case reflect.TypeFor[Subject]():
		return "subject"
	case reflect.TypeFor[wire.FaultName]():
		return "fault"
	}
	return tag.Get("words")
}

// free is a value of any kind, as encoding/json would give it.
func (d *decoder) free(n *node) any {
	leave, ok := d.enter(n)
	defer leave()
	if n = d.expand(n); n == nil || !ok {
		return nil
	}
	switch {
	case n.kind == yaml.MappingNode:
		m := map[string]any{}
		for i, key := range n.keys {
			m[key.text] = d.free(n.values[i])
		}
		return m
	case n.kind == yaml.SequenceNode:
		list := make([]any, 0, len(n.values))
		for _, item := range n.values {
			list = append(list, d.free(item))
		}
		return list
	case n.empty():
		return nil
	case n.tag == "!!bool" && !n.secret:
		return strings.EqualFold(n.text, "true")
	case (n.tag == "!!int" || n.tag == "!!float") && !n.secret:
		return d.freeNumber(n)
	}
	return n.text
}

func (d *decoder) freeNumber(n *node) any {
	f, err := strconv.ParseFloat(n.text, 64)
	if i, whole := strconv.ParseInt(n.text, 0, 64); whole == nil {
		f, err = float64(i), nil
	}
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		d.add(n.pos, "JSON has no number %s", d.quote(n.text))
		return nil
	}
	return f
}
