package invite

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winkterm/api/wire"
)

// Person is one who is to be invited; Line is where in the file, from 1 on.
type Person struct {
	Line                                 int
	FullName, FirstName, LastName, Email string
}

// columns are those of the file, each with how many characters a value may have. FullName
// and email must be there.
var columns = map[string]int{"fullName": 200, "firstName": 64, "lastName": 64, "email": 200}

// The bounds of a file of people: how many there are at most, and how many mistakes are
// named.
const (
	PeopleMax   = 10_000
	mistakesMax = 20
)

// ReadPeople reads people out of CSV. The first line names the columns, in any order:
// fullName, firstName, lastName, email. The error names each mistake with its line.
func ReadPeople(content []byte) ([]Person, error) {
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	if i := invalid(content); i >= 0 {
		return nil, fmt.Errorf("line %d is no UTF-8: save the file as CSV in UTF-8", 1+bytes.Count(content[:i], []byte("\n")))
	}
	r := csv.NewReader(bytes.NewReader(content))
	r.FieldsPerRecord, r.ReuseRecord = -1, true
	header, err := r.Read()
	if errors.Is(err, io.EOF) {
		return nil, errors.New("it has no line that names the columns: fullName,email is the least")
	}
	if err != nil {
		return nil, err // it has the line
	}
	names, mistakes := heading(header)
	if len(mistakes) > 0 {
		return nil, errors.Join(mistakes...)
	}
	var people []Person
	for len(mistakes) < mistakesMax {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			mistakes = append(mistakes, err) // it has the line
			break
		}
		line, _ := r.FieldPos(0)
		switch {
		case !slices.ContainsFunc(row, func(cell string) bool { return strings.TrimSpace(cell) != "" }):
			continue
		case len(row) != len(names):
			mistakes = append(mistakes, fmt.Errorf("line %d has %d values, and there are %d columns", line, len(row), len(names)))
			continue
		}
		p, wrong := person(line, names, row)
		people, mistakes = append(people, p), append(mistakes, wrong...)
	}
	switch {
	case len(mistakes) > 0:
		return nil, errors.Join(mistakes...)
	case len(people) == 0:
		return nil, errors.New("nobody stands below the line that names the columns")
	case len(people) > PeopleMax:
		return nil, fmt.Errorf("it has %d people, %d are the most: split it", len(people), PeopleMax)
	}
	return people, nil
}

// invalid is where a text is no UTF-8, -1 for nowhere.
func invalid(content []byte) int {
	for i := 0; i < len(content); {
		r, size := utf8.DecodeRune(content[i:])
		if r == utf8.RuneError && size == 1 || r == 0 {
			return i
		}
		i += size
	}
	return -1
}

// heading gives the names of the columns as they are meant.
func heading(cells []string) (names []string, mistakes []error) {
	for _, cell := range cells {
		cell = strings.TrimSpace(cell)
		name := cell
		for known := range columns {
			if strings.EqualFold(known, cell) {
				name = known
			}
		}
		switch {
		case columns[name] == 0:
			mistakes = append(mistakes, fmt.Errorf("line 1: the column %q is not known: there are fullName, firstName, lastName and email, with commas between", name))
		case slices.Contains(names, name):
			mistakes = append(mistakes, fmt.Errorf("line 1: the column %s is there twice", name))
		}
		names = append(names, name)
	}
	for _, name := range []string{"fullName", "email"} {
		if !slices.Contains(names, name) {
			mistakes = append(mistakes, fmt.Errorf("line 1: the column %s is missing", name))
		}
	}
	return names, mistakes
}

func person(line int, names, row []string) (p Person, mistakes []error) {
	p.Line = line
	wrong := func(format string, args ...any) {
		mistakes = append(mistakes, fmt.Errorf("line %d: "+format, append([]any{line}, args...)...))
	}
	fields := map[string]*string{"fullName": &p.FullName, "firstName": &p.FirstName, "lastName": &p.LastName, "email": &p.Email}
	for i, name := range names {
		value := strings.TrimSpace(row[i])
		if field := fields[name]; field != nil {
			*field = value
		}
		if most := columns[name]; utf8.RuneCountInString(value) > most && most > 0 {
			wrong("%s has more than %d characters", name, most)
		}
		if strings.ContainsFunc(value, unicode.IsControl) {
			wrong("%s has a line break or another control character", name)
		}
	}
	if p.FullName == "" {
		wrong("fullName is empty")
	}
	if at, err := mail.ParseAddress(p.Email); err != nil || at.Address != p.Email {
		wrong("email %q is no address such as jane@example.com", p.Email)
	}
	return p, mistakes
}

// Request is what the host is asked for; winkTemplate may be empty.
func (p Person) Request(template, winkTemplate string) wire.InviteRequest {
	given := func(s string) *string {
		if s == "" {
			return nil
		}
		return &s
	}
	return wire.InviteRequest{
		FullName: p.FullName, FirstName: given(p.FirstName), LastName: given(p.LastName), Email: p.Email,
		TemplateID: template, WinkTemplateID: given(winkTemplate),
	}
}
