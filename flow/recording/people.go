package recording

import (
	"encoding/json"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"

	"winkterm/api/wire"
)

// MarshalJSON writes what a file may have. Of people of one's own that is the name and the
// country: in place of all else stand texts of the same form and length, with which they
// log in when the session is gone through again. Identities and documents of one's own are
// left out, and are made up then.
func (s Sandbox) MarshalJSON() ([]byte, error) {
	type plain Sandbox
	out := plain(s)
	out.People = slices.Clone(s.People)
	for i, p := range out.People {
		out.People[i] = standIn(p)
	}
	out.Data.Kinds = maps.Clone(s.Data.Kinds)
	delete(out.Data.Kinds, "identities")
	delete(out.Data.Kinds, "documents")
	return json.Marshal(out)
}

// standIn is somebody of the same name with nothing else of a person.
func standIn(p wire.Person) wire.Person {
	country, national, _ := strings.Cut(p.Mobile, ")")
	out := wire.Person{
		Name: p.Name, Country: p.Country, SSNumber: alike(p.Name, "ssNumber", p.SSNumber, false),
		FullName: alike(p.Name, "fullName", p.FullName, false), Email: alike(p.Name, "email", p.Email, false),
		Password: alike(p.Name, "password", p.Password, true),
		Code:     alike(p.Name, "code", p.Code, true), Code6: alike(p.Name, "code6", p.Code6, true),
	}
	if national != "" {
		out.Mobile = country + ")" + alike(p.Name, "mobile", national, false)
	}
	for id, answer := range p.Answers {
		if out.Answers == nil {
			out.Answers = map[string]string{}
		}
		out.Answers[id] = alike(p.Name, id, answer, true)
	}
	return out
}

// alike is a text with other letters and digits in the same places, which go by the name
// and the field alone; of a secret nothing else stays either.
func alike(name, field, text string, secret bool) string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name + "\x00" + field))
	luck := rand.New(rand.NewPCG(h.Sum64(), 0)) //nolint:gosec // it is to be the same each time
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsDigit(r):
			return '1' + luck.Int32N(9)
		case unicode.IsLetter(r) || secret:
			return 'a' + luck.Int32N(26)
		}
		return r
	}, text)
}
