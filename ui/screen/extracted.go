package screen

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"winkterm/ui/format"
	"winkterm/ui/widget"
)

// valuesFirst is the order in which one reads a document: who, for whom, when,
// how much. What is not among them follows in the host's order.
var valuesFirst = []string{
	"employeeName", "fullName", "firstName", "middleName", "lastName", "employerName", "supplier", "position", "department",
	"payDate", "statementDate", "issueDate", "startDate", "endDate", "dueDate", "paymentDate",
	"currency", "grossAmount", "baseAmount", "netAmount", "salaryAmount", "salaryTerm", "currentBillAmount", "dueAmount",
}

// extracted makes lines of the values that were read off a document; one that
// was not found is none. What is not an object shows as it is.
func extracted(values json.RawMessage, none string) []widget.Pair {
	fields, err := members(values)
	if err != nil {
		return []widget.Pair{{Name: "Values", Value: widget.CleanLines(string(values))}}
	}
	slices.SortStableFunc(fields, func(a, b member) int { return valueRank(a.name) - valueRank(b.name) })
	var pairs []widget.Pair
	for _, f := range fields {
		text := valueText(f.value, none)
		if strings.HasSuffix(strings.ToLower(f.name), "amount") {
			text = format.Amount(text)
		}
		pairs = append(pairs, widget.Pair{Name: valueLabel(f.name), Value: text})
	}
	return pairs
}

func valueRank(name string) int {
	if i := slices.Index(valuesFirst, name); i >= 0 {
		return i
	}
	return len(valuesFirst)
}

// member is one field of an object.
type member struct {
	name  string
	value json.RawMessage
}

// members reads an object in its own order.
func members(object json.RawMessage) ([]member, error) {
	d := json.NewDecoder(bytes.NewReader(object))
	if start, err := d.Token(); err != nil || start != json.Delim('{') {
		return nil, fmt.Errorf("not an object: %w", err)
	}
	var all []member
	for d.More() {
		name, _ := d.Token() // if that fails, so does what follows
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, err
		}
		all = append(all, member{fmt.Sprint(name), value})
	}
	return all, nil
}

// valueText is a value without its quotes; lists and objects stay JSON.
func valueText(value json.RawMessage, none string) string {
	var text string
	switch {
	case string(value) == "null":
		return none
	case json.Unmarshal(value, &text) == nil:
		return widget.Clean(text)
	}
	return widget.Clean(string(value))
}

// valueLabel makes words of a field's name: "ssNumber" is "SS number".
func valueLabel(name string) string {
	if known := map[string]string{
		"ssNumber": "SS number", "philHealthNumber": "PhilHealth number", "pagIbigNumber": "Pag-IBIG number", "nbiIdNumber": "NBI id number",
		"vatAmount": "VAT amount", "employeeIdNumber": "Employee id number", "employeeIdType": "Employee id type",
	}[name]; known != "" {
		return known
	}
	var b strings.Builder
	for _, r := range widget.Clean(name) {
		if unicode.IsUpper(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return capital(b.String())
}
