package flow

import (
	"maps"
	"regexp"

	"winkterm/api/wire"
)

// typed keeps what was typed into the page's fields.
func (r *reducer) typed(i Typed) {
	form, fields := r.form()
	known, changed := false, false
	for _, f := range fields {
		if value, ok := i.Values[f.Name]; ok {
			known = true
			changed = r.Linking.write(form, f.Name, value) || changed
		}
	}
	r.require(known, "the page has no such field")
	r.require(changed, "that is in the field already")
}

// write puts a value into a field, which counts as valid again, and says whether
// anything changed.
func (l *Linking) write(form, field string, value wire.Secret) bool {
	before, known := l.Typed[fieldKey(form, field)]
	if _, invalid := l.Invalid[field]; known && before == value && !invalid {
		return false
	}
	l.Typed = with(l.Typed, fieldKey(form, field), value)
	l.Invalid = maps.Clone(l.Invalid)
	delete(l.Invalid, field)
	return true
}

// check says whether the page's fields are right, and keeps what is wrong with them.
func (r *reducer) check() bool {
	wrong := map[string]string{}
	for _, f := range r.Fields() {
		if text := invalid(f, r.entered(f).Reveal()); text != "" {
			wrong[f.Name] = text
		}
	}
	r.require(len(wrong) == 0 || !maps.Equal(wrong, r.Linking.Invalid), "the fields are still not right")
	r.Linking.Invalid = wrong
	return len(wrong) == 0
}

// invalid says what is wrong with a field, nothing when it is right.
func invalid(f wire.Field, value string) string {
	switch {
	case value == "" && f.Required:
		return "is needed"
	case value == "" || matches(f.Pattern, value):
		return ""
	case f.Hint != "":
		return "does not look right: " + f.Hint
	}
	return "does not look right"
}

// matches says whether the whole value matches. A pattern that is none lets
// everything through: the host checks again.
func matches(pattern, value string) bool {
	if pattern == "" {
		return true
	}
	re, err := regexp.Compile(`^(?:` + pattern + `)$`)
	return err != nil || re.MatchString(value)
}
