package screen

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow/userdata"
	"winkterm/ui/widget"
)

// accountFacts writes what is known of an account.
func accountFacts(w *writer, a wire.Account) {
	statusFact(w, string(a.ConnectionStatus))
	w.fact("Error code", string(a.ErrorCode()))
	w.fact("Account", a.ID)
	w.fact("Provider", a.ProviderID)
}

// statusFact writes a status that is not empty, filled.
func statusFact(w *writer, status string) {
	if status != "" {
		chip := w.Theme.Chip(widget.Clean(status))
		w.say(Fact, "Status", chip)
		w.hang(w.Theme.Muted.Render(widget.Fit("Status", labelWidth-1)), chip) // whose fill begins a cell before its text
	}
}

const timeFormat = "2006-01-02 15:04:05"

// created writes since when something exists, if that is known.
func created(w *writer, at time.Time) {
	if !at.IsZero() {
		w.fact("Created", at.UTC().Format(timeFormat)+" UTC")
	}
}

// syncFacts writes how far the data have come.
func syncFacts(w *writer) {
	a := w.state.Linking.Current()
	if a.ConnectionStatus != wire.StatusConnected && a.MonitorStatus != wire.MonitorUserActionRequired {
		return
	}
	w.fact("Data sync", cmp.Or(monitors[a.MonitorStatus], string(a.MonitorStatus)))
	for _, task := range w.state.Linking.Tasks {
		w.fact("Task", taskLine(task))
	}
	if len(w.state.Linking.Tasks) == 0 {
		w.fact("Task", w.Theme.Symbols.Wait+" none yet")
	}
}

// failure writes an error code and what it is.
func failure(w *writer, code string, e assets.Explanation) {
	w.code(code)
	w.styled(w.Theme.Strong.Render, cmp.Or(e.Title, "the host gave a code that is not known here"))
}

// explanation writes what an error code means, if it is known.
func explanation(w *writer, e assets.Explanation) {
	w.fact("What happened", e.WhatHappened)
	w.fact("The user sees", e.EndUserSees)
	w.fact("Who acts", e.WhoActs)
	w.fact("Trying again", e.RetryText)
	w.fact("Smile says", e.SmileSays())
}

func taskLine(t wire.Task) string {
	line := string(t.Type) + " " + string(t.Status)
	if len(t.Datapoints) == 0 {
		return line
	}
	return line + ": " + lower(t.Datapoints)
}

// lower names kinds of data within a text.
func lower(data []wire.Datapoint) string {
	names := make([]string, len(data))
	for i, d := range data {
		names[i] = strings.ToLower(string(d))
	}
	return strings.Join(names, ", ")
}

// monitors say what a monitor status means.
var monitors = map[wire.MonitorStatus]string{
	wire.MonitorActive:             "ACTIVE, every month",
	wire.MonitorUserActionRequired: "USER_ACTION_REQUIRED, the user must log in again",
	wire.MonitorUnsupported:        "UNSUPPORTED by this provider",
	wire.MonitorCustomerDisabled:   "CUSTOMER_DISABLED, switched off by the tenant",
}

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
		text, amount := valueText(f.value, none), strings.HasSuffix(strings.ToLower(f.name), "amount")
		if amount {
			text = userdata.Amount(text)
		}
		pairs = append(pairs, widget.Pair{Name: valueLabel(f.name), Value: text, Right: amount})
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
