package data

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"winkterm/api/wire"
)

// shape is a kind of data by its name in files and in the paths of the Open API.
type shape struct {
	kind string
	name wire.Datapoint
	of   reflect.Type
}

var shapes = []shape{
	{"identities", wire.DataIdentities, reflect.TypeFor[wire.Identity]()},
	{"ratings", wire.DataRatings, reflect.TypeFor[wire.Rating]()},
	{"documents", wire.DataDocuments, reflect.TypeFor[wire.Document]()},
	{"employments", wire.DataEmployments, reflect.TypeFor[wire.Employment]()},
	{"incomes", wire.DataIncomes, reflect.TypeFor[wire.Income]()},
	{"contributions", wire.DataContributions, reflect.TypeFor[wire.Contribution]()},
	{"transactions", wire.DataTransactions, reflect.TypeFor[wire.Transaction]()},
	{"liabilities", wire.DataLiabilities, reflect.TypeFor[wire.Liability]()},
	{"eincomes", wire.DataEIncomes, reflect.TypeFor[wire.Eincome]()},
	{"insights", wire.DataInsights, reflect.TypeFor[wire.Insight]()},
	{"links", wire.DataLink, reflect.TypeFor[wire.Link]()},
}

func shapeNames() (names []string) {
	for _, s := range shapes {
		names = append(names, s.kind)
	}
	return names
}

// The forms of text fields, by their names; the specification has them.
var (
	dayFields = []string{"startDate", "endDate", "reportedDate", "date", "dob", "issueDate", "expiryDate", "firstAmortizationDate"}
	pay       = "Hourly Daily Weekly Semimonthly Monthly Bimonthly Quarterly Annually Variable Unspecified"
	choices   = map[string][]string{
		"frequency": strings.Fields(pay), "amortizationFrequency": strings.Fields(pay),
		"gender":        {"Male", "Female", "Non-binary"},
		"maritalStatus": {"Divorced", "Married", "Separated", "Single", "Widowed", "Lifetime Partner"},
		"citizenship":   {"Citizen", "Resident Alien", "Non-resident Alien", "Undocumented", "Others"},
		"documentType":  {"IDENTIFICATION", "PAYSLIP", "CLEARANCE", "CERTIFICATE"},
		"emails.type":   {"Primary", "Secondary", "Work", "Personal"}, "phones.type": {"Mobile", "Fixed", "Unspecified"},
		"socialProfiles.type": {"Twitter", "Facebook", "LinkedIn", "Others"}, "addresses.type": {"Primary", "Secondary"},
	}
)

// pattern is what a field's text must look like.
type pattern struct {
	form *regexp.Regexp
	like string
}

// patterns are those of the fields that have one, made when somebody has data of their own.
var patterns = sync.OnceValue(func() map[string]pattern {
	return map[string]pattern{
		"month":            {regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])$`), "a month, YYYY-MM"},
		"currency":         {regexp.MustCompile(`^[A-Z]{3}$`), "a currency such as PHP"},
		"countryResidence": {regexp.MustCompile(`^[A-Z]{2}$`), "a country such as PH"}, "addresses.country": {regexp.MustCompile(`^[A-Z]{2}$`), "a country such as PH"},
		"phones.number":      {regexp.MustCompile(`^\+[1-9]\d{1,14}$`), "a number such as +639550000000"},
		"emails.address":     {regexp.MustCompile(`^[^@\s]+@[^@\s]+\.[^@\s]+$`), "an email address"},
		"addresses.latitude": {regexp.MustCompile(`^[+-]?\d{1,2}(\.\d{1,6})?$`), "degrees such as 14.5"}, "addresses.longitude": {regexp.MustCompile(`^[+-]?\d{1,3}(\.\d{1,6})?$`), "degrees such as 121.0"},
	}
})

// within is what the parts of an item have where they leave it out.
var within = map[string]given{
	"emails": {"type": "Primary"}, "phones": {"type": "Mobile"}, "socialProfiles": {"type": "Others"},
	"addresses": {"type": "Primary", "tags": []any{}}, "records": {"linkedAt": []any{}},
}

// fieldsOf are the fields of a shape by name, but for those that the sandbox gives.
func fieldsOf(t reflect.Type) map[string]reflect.Type {
	all := map[string]reflect.Type{}
	for f := range t.Fields() {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" {
			all[name] = f.Type
		}
	}
	return all
}

// checkFields gives an object as a shape has it. at is where it is within the item, of
// which an error's text begins with the rest.
func checkFields(t reflect.Type, at string, object map[string]any) (given, error) {
	known, out := fieldsOf(t), given{}
	maps.Copy(out, within[at])
	for _, name := range slices.Sorted(maps.Keys(object)) {
		of, ok := known[name]
		switch {
		case !ok && at == "" && (name == "id" || name == "metadata"):
			return nil, fmt.Errorf(".%s is given by the sandbox: leave it out", name)
		case !ok:
			return nil, fmt.Errorf(".%s: there is no such field%s", name, nearest(name, slices.Sorted(maps.Keys(known))))
		}
		value, err := checkValue(of, strings.TrimPrefix(at+"."+name, "."), object[name])
		if err != nil {
			return nil, fmt.Errorf(".%s%w", name, err)
		}
		out[name] = value
	}
	if linked, ok := out["linkedAt"].([]any); ok && out["count"] == nil {
		out["count"] = len(linked)
	}
	return out, nil
}

func checkValue(t reflect.Type, at string, v any) (any, error) {
	if t.Kind() == reflect.Pointer {
		if v == nil {
			return nil, nil //nolint:nilnil // null is what is wanted
		}
		t = t.Elem()
	}
	wants := func(what string) (any, error) { return nil, fmt.Errorf(" must be %s, not %v", what, v) }
	switch {
	case v == nil:
		return nil, errors.New(" must not be null: leave it out")
	case t == reflect.TypeFor[time.Time]():
		if moment, ok := v.(time.Time); ok {
			return moment.UTC().Format(time.RFC3339), nil
		}
		text, _ := v.(string)
		if _, err := time.Parse(time.RFC3339, text); err != nil {
			return wants("a time such as 2026-01-15T09:00:00Z")
		}
		return text, nil
	case t.Kind() == reflect.String:
		return checkText(at, v)
	case t.Kind() == reflect.Float64, t.Kind() == reflect.Int:
		n := reflect.ValueOf(v)
		if !n.CanConvert(reflect.TypeFor[float64]()) || n.Kind() == reflect.String {
			return wants("a number")
		}
		amount := n.Convert(reflect.TypeFor[float64]()).Float()
		if !(math.Abs(amount) <= 1e12) || t.Kind() == reflect.Int && amount != math.Trunc(amount) {
			return wants("a number that can be an amount or a count")
		}
		return amount, nil
	case t.Kind() == reflect.Slice:
		list, ok := v.([]any)
		if !ok {
			return wants("a list")
		}
		out := make([]any, len(list))
		for i, item := range list {
			var err error
			if out[i], err = checkValue(t.Elem(), at, item); err != nil {
				return nil, fmt.Errorf("[%d]%w", i, err)
			}
		}
		return out, nil
	}
	object, ok := v.(map[string]any)
	if !ok {
		return wants("a mapping")
	}
	if t.Kind() == reflect.Struct {
		return checkFields(t, at, object)
	}
	for _, name := range slices.Sorted(maps.Keys(object)) { // figures
		if n := reflect.ValueOf(object[name]); !n.IsValid() || n.Kind() != reflect.String && !n.CanConvert(reflect.TypeFor[float64]()) {
			return nil, fmt.Errorf(".%s must be a number or text, not %v", name, object[name])
		}
	}
	return object, nil
}

func checkText(at string, v any) (any, error) {
	if moment, ok := v.(time.Time); ok { // as YAML reads a day
		v = moment.Format(time.DateOnly)
	}
	text, ok := v.(string)
	if !ok {
		return nil, fmt.Errorf(" must be text, not %v: write it in quotes", v)
	}
	if slices.Contains(dayFields, at) {
		if midnight, err := time.Parse(time.RFC3339, text); err == nil { // as it is in a recording
			text = midnight.Format(time.DateOnly)
		}
		if _, ok := parseDay(text); !ok {
			return nil, fmt.Errorf(" must be a day, YYYY-MM-DD, not %q", text)
		}
	}
	if list, ok := choices[at]; ok && !slices.Contains(list, text) {
		return nil, fmt.Errorf(" must be one of %s, not %q", strings.Join(list, ", "), text)
	}
	if p, ok := patterns()[at]; ok && !p.form.MatchString(text) {
		return nil, fmt.Errorf(" must be %s, not %q", p.like, text)
	}
	return text, nil
}
