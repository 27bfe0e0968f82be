package account

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"winkterm/api/wire"
	"winkterm/assets"
)

// People returns the shipped people and behind them those of one's own, with what these
// leave out: a full name, an email address and a mobile number at which nobody is, the
// codes, the answers, and the Philippines. It fails for a person who lacks a name or a
// password, who has something that cannot be, or who has what is another's; no error holds
// a password.
func People(own []wire.Person) ([]wire.Person, error) {
	all := slices.Clone(assets.People())
	for i, p := range own {
		whole := completed(p)
		if err := checkPerson(whole, all); err != nil {
			return nil, fmt.Errorf("people[%d], %q: %w", i, p.Name, err)
		}
		all = append(all, whole)
	}
	return all, nil
}

// completed fills in what a person of one's own leaves out, after the shipped person of
// the country, or the first one.
func completed(p wire.Person) wire.Person {
	p.Country = cmp.Or(p.Country, assets.People()[0].Country)
	like := assets.People()[max(0, slices.IndexFunc(assets.People(), func(o wire.Person) bool { return o.Country == p.Country }))]
	p.FullName, p.Email = cmp.Or(p.FullName, p.Name), cmp.Or(p.Email, strings.ToLower(p.Name)+"@people.invalid")
	p.Mobile, p.Code, p.Code6 = cmp.Or(p.Mobile, mobileLike(like.Mobile, p.Name)), cmp.Or(p.Code, like.Code), cmp.Or(p.Code6, like.Code6)
	answers := maps.Clone(like.Answers)
	maps.Copy(answers, p.Answers)
	p.Answers = answers
	return p
}

// mobileLike is a mobile number of the same form, by a name.
func mobileLike(mobile, name string) string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(strings.ToLower(name)))
	digits := strconv.FormatUint(h.Sum64()|1<<63, 10)
	country, national, _ := strings.Cut(mobile, ") ")
	return country + ") " + national[:1] + digits[len(digits)-len(national)+1:]
}

// personForm is what may stand in a field of a person.
type personForm struct {
	name, like string
	value      func(wire.Person) string
	form       *regexp.Regexp
}

// personForms are those of all fields. Making them takes milliseconds, so it is left until
// somebody has a person of their own.
var personForms = sync.OnceValue(func() []personForm {
	return []personForm{
		{"name", "up to 40 letters, digits, dots, - and _, with a letter first", func(p wire.Person) string { return p.Name }, regexp.MustCompile(`^[A-Za-z][A-Za-z0-9._-]{0,39}$`)},
		{"fullName", "a name of up to 200 bytes", func(p wire.Person) string { return p.FullName }, regexp.MustCompile(`^[^\x00-\x1f]{1,200}$`)},
		{"email", "an address without +, such as maria@people.invalid", func(p wire.Person) string { return p.Email }, regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$`)},
		{"mobile", "written as (+63) 9550000000", func(p wire.Person) string { return p.Mobile }, regexp.MustCompile(`^\(\+[1-9]\d{0,3}\) ?\d{6,11}$`)},
		{"ssNumber", "ten digits", func(p wire.Person) string { return p.SSNumber }, regexp.MustCompile(`^(\d{10})?$`)},
		{"country", "two capital letters, such as PH", func(p wire.Person) string { return p.Country }, regexp.MustCompile(`^[A-Z]{2}$`)},
		{"password", "given, of up to 1000 bytes", func(p wire.Person) string { return p.Password }, regexp.MustCompile(`^(?s:.{1,1000})$`)},
		{"code", "four digits", func(p wire.Person) string { return p.Code }, regexp.MustCompile(`^\d{4}$`)},
		{"code6", "six digits", func(p wire.Person) string { return p.Code6 }, regexp.MustCompile(`^\d{6}$`)},
	}
})

func checkPerson(p wire.Person, others []wire.Person) error {
	for _, f := range personForms() {
		if !f.form.MatchString(f.value(p)) {
			return fmt.Errorf("%s must be %s", f.name, f.like)
		}
	}
	for id, answer := range p.Answers {
		if !slices.ContainsFunc(questions(), func(q wire.Question) bool { return q.ID == id }) {
			return fmt.Errorf("answers: there is no question %q, only city and teacher", id)
		}
		if strings.TrimSpace(answer) == "" {
			return fmt.Errorf("answers: the one to %s is empty", id)
		}
	}
	for _, other := range others {
		for _, id := range identifiers(p) {
			if slices.Contains(identifiers(other), id) {
				return fmt.Errorf("logs in by %s, which is %s's: another name, email, mobile or ssNumber is wanted", id, other.Name)
			}
		}
	}
	return nil
}

// identifiers are what names a person at a login, in lower case, of numbers the digits.
func identifiers(p wire.Person) []string {
	_, national, _ := strings.Cut(p.Mobile, ")")
	national = digits(national)
	all := []string{strings.ToLower(p.Name), strings.ToLower(p.Email), digits(p.Mobile), national, "0" + national}
	if p.SSNumber != "" {
		all = append(all, p.SSNumber)
	}
	return all
}
