package flow

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"winkterm/api/wire"
)

// entered is what stands in a field of the page as it is checked and sent: a code or
// another number without what was written around and between its digits, an address
// without what is around it.
func (s *State) entered(f wire.Field) wire.Secret {
	value := s.Value(f.Name)
	switch f.Kind {
	case wire.FieldNumber, wire.FieldTel:
		return wire.Secret(number(f, value.Reveal()))
	case wire.FieldEmail:
		return trimmed(value)
	case wire.FieldText, wire.FieldPassword:
	}
	return value
}

// trimmed is a value without blanks and characters of no width around it.
func trimmed(value wire.Secret) wire.Secret {
	return wire.Secret(strings.TrimFunc(value.Reveal(), func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) }))
}

// number takes full-width digits for digits, and leaves out blanks around a number and
// characters of no width. What separates its digits (blanks, dashes, and the brackets
// and dots of a telephone number) goes too, unless the field's pattern allows it.
func number(f wire.Field, value string) string {
	text := strings.TrimSpace(width.Fold.String(strings.Map(visible, value)))
	if f.Pattern != "" && matches(f.Pattern, text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || f.Kind == wire.FieldTel && strings.ContainsRune("().", r) {
			return -1
		}
		return r
	}, text)
}

// visible drops a character of no width, such as the direction mark of a copied number.
func visible(r rune) rune {
	if unicode.Is(unicode.Cf, r) {
		return -1
	}
	return r
}
