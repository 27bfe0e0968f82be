package redact

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Shape says by key what the fields of a snapshot are. Keys are compared without
// case, "_" and "-", and what holds for a key holds for all below it.
type Shape struct {
	// Keep are fields of structure, whose texts stay as they are. Nothing that a person or
	// a host can fill in belongs here.
	Keep []string
	// Facts are fields of structure that a host may fill in: statuses, codes, counts,
	// moments. Their numbers stay, moments in the form of RFC 3339, and texts that Word
	// knows, which are no secret wherever they stand in such a field.
	Facts []string
	Word  func(string) bool
	// Typed are fields with what was typed, every text of which is masked.
	Typed []string
}

// Snapshot masks a JSON document so that a screen can still be drawn from it. Keys,
// switches and numbers stay; a text of which all must go becomes as many dots as it
// has characters; within other texts values become placeholders as by Text. A
// number that must go becomes 0. What was typed is not remembered: it is half a word at
// each letter, which may be another word elsewhere. What is no JSON gives null.
func (r *Redactor) Snapshot(doc string, s Shape) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	s = s.folded()
	plain, ok := decodeJSON(doc)
	if !ok {
		return "null"
	}
	seen, _ := decodeJSON(doc)
	text, err := json.Marshal(s.withoutTyped(seen, false))
	if err != nil {
		return "null"
	}
	w := scanner{r: r, s: string(text)}
	w.walk(full)
	masked, _ := decodeJSON(w.result())
	out, err := json.Marshal(s.merge(plain, masked, false, false))
	if err != nil {
		return "null"
	}
	return string(out)
}

func decodeJSON(doc string) (v any, ok bool) {
	dec := json.NewDecoder(strings.NewReader(doc))
	dec.UseNumber()
	return v, json.Valid([]byte(doc)) && dec.Decode(&v) == nil
}

// withoutTyped empties the texts and numbers that were typed.
func (s Shape) withoutTyped(doc any, typed bool) any {
	switch v := doc.(type) {
	case string:
		if typed {
			return ""
		}
	case json.Number:
		if typed {
			return json.Number("0")
		}
	case []any:
		for i := range v {
			v[i] = s.withoutTyped(v[i], typed)
		}
	case map[string]any:
		for key := range v {
			v[key] = s.withoutTyped(v[key], typed || has(s.Typed, key))
		}
	}
	return doc
}

// merge gives the plain document with the texts of the masked one. Where that has
// no counterpart, the plain text counts as masked.
func (s Shape) merge(plain, masked any, typed, fact bool) any {
	if fact && !typed && s.factual(plain) {
		return plain
	}
	switch v := plain.(type) {
	case string:
		if m, ok := masked.(string); ok && !typed && !isPlaceholder(m) {
			return m
		}
		return strings.Repeat("•", utf8.RuneCountInString(v))
	case json.Number:
		if m, ok := masked.(json.Number); ok && !typed {
			return m
		}
		return json.Number("0")
	case []any:
		m, _ := masked.([]any)
		for i := range v {
			var counterpart any
			if i < len(m) {
				counterpart = m[i]
			}
			v[i] = s.merge(v[i], counterpart, typed, fact)
		}
	case map[string]any:
		m, _ := masked.(map[string]any)
		for key := range v {
			if typed || !has(s.Keep, key) {
				v[key] = s.merge(v[key], m[key], typed || has(s.Typed, key), fact || has(s.Facts, key))
			}
		}
	}
	return plain
}

// factual says whether a value of one of the Facts stays as it is.
func (s Shape) factual(v any) bool {
	switch v := v.(type) {
	case json.Number:
		return true
	case string:
		_, err := time.Parse(time.RFC3339Nano, v)
		return err == nil || s.Word(v)
	}
	return false
}

// SnapshotHolds says whether a snapshot holds what Snapshot would have masked, and gives
// the placeholder that would stand there. Keys are structure, and not looked at.
func (r *Redactor) SnapshotHolds(doc string, s Shape) (placeholder string, found bool) {
	v, ok := decodeJSON(doc)
	if !ok {
		return "", false
	}
	return r.holds(v, "", false, false, s.folded())
}

func (r *Redactor) holds(v any, key string, typed, fact bool, s Shape) (placeholder string, found bool) {
	if fact && !typed && s.factual(v) {
		return "", false
	}
	switch v := v.(type) {
	case string:
		if typed {
			return Secret.Bare(), v != "" && !isDots(v)
		}
		text := v
		if rule, _ := ruleFor(key, anywhere); rule.kind != "" || rule.kept || rule.sent {
			text = `{"` + key + `":"` + jsonEscape(v, false) + `"}`
		}
		return NewPlaceholder(text, r.Text(text))
	case []any:
		for _, item := range v {
			if placeholder, found = r.holds(item, key, typed, fact, s); found {
				return placeholder, true
			}
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			if !typed && has(s.Keep, name) {
				continue
			}
			if placeholder, found = r.holds(v[name], name, typed || has(s.Typed, name), fact || has(s.Facts, name), s); found {
				return placeholder, true
			}
		}
	}
	return "", false
}

// folded is the shape with its keys as has compares them.
func (s Shape) folded() Shape {
	s.Keep, s.Facts, s.Typed = foldAll(s.Keep), foldAll(s.Facts), foldAll(s.Typed)
	return s
}

func foldAll(keys []string) []string {
	folded := make([]string, len(keys))
	for i, key := range keys {
		folded[i] = string(fold(make([]byte, 0, 64), key))
	}
	return folded
}

func has(folded []string, key string) bool {
	return slices.Contains(folded, string(fold(make([]byte, 0, 64), key)))
}
