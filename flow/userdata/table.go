package userdata

import (
	"slices"
	"strconv"
	"strings"

	"winkterm/flow/plain"
)

// Column is a column of a kind's table.
type Column struct {
	Name string
	// Right says that its cells are numbers, which stand at the right.
	Right bool
}

// field is a column with what stands in it.
type field struct {
	Column
	cell func(object) string
}

func texts(name string, paths ...string) field {
	return field{Column{name, false}, func(o object) string { return o.text(paths...) }}
}

func numbers(name string, paths ...string) field {
	return field{Column{name, true}, func(o object) string { return o.text(paths...) }}
}

func amounts(name string, paths ...string) field {
	return field{Column{name, true}, func(o object) string { return o.money(paths...) }}
}

func days(name string, paths ...string) field {
	return field{Column{name, false}, func(o object) string { return o.day(paths...) }}
}

// many is the first of a list, and how many more there are.
func many(name, list, path string) field {
	return field{Column{name, false}, func(o object) string {
		text := o.text(list + ".0." + path)
		if more := len(o.list(list)) - 1; more > 0 {
			text += " +" + strconv.Itoa(more)
		}
		return text
	}}
}

var period = field{Column{"Period", false}, object.period}

// table is how a kind is shown: its columns, and which of them say when, what and how much
// an item is.
type table struct {
	fields             []field
	when, what, amount func(object) string
}

// tables are those of the kinds; a kind that is missing shows its JSON.
var tables = map[Kind]table{
	Identities: {
		fields: []field{
			texts("Name", "fullName"), days("Born", "dob"), texts("Gender", "gender"), many("Email", "emails", "address"),
			many("Phone", "phones", "number"), many("Address", "addresses", "fullAddress"), texts("Status", "maritalStatus"),
			texts("Citizenship", "citizenship"), texts("Reference", "referenceId"), texts("Employer", "latestEmployerName"),
		},
		what: texts("", "fullName").cell,
	},
	Employments: {
		fields: []field{
			period, texts("Job", "jobTitle", "name"), texts("Employer", "employer"), texts("Status", "status"), texts("Department", "department"),
			texts("Number", "employeeNumber"), days("Reported", "reportedDate"), texts("Description", "description"),
		},
		when: object.period, what: func(o object) string { return joined(" at ", o.text("jobTitle", "name"), o.text("employer")) },
	},
	Incomes: {
		fields: []field{
			period, amounts("Net", "netAmount"), amounts("Gross", "grossAmount"), amounts("Base", "baseAmount"), texts("Paid", "frequency"),
			texts("Employer", "employer"), texts("Work", "workItem"),
		},
		when: object.period, what: texts("", "employer", "workItem").cell, amount: amounts("", "netAmount", "grossAmount", "baseAmount").cell,
	},
	Contributions: {
		fields: []field{days("Date", "date"), amounts("Amount", "amount"), texts("Reference", "referenceId")},
		when:   days("", "date").cell, what: texts("", "referenceId").cell, amount: amounts("", "amount").cell,
	},
	Documents: {
		fields: []field{
			texts("Name", "name"), texts("Type", "documentType"), texts("Status", "status"), texts("Number", "docId"),
			days("Issued", "issueDate"), days("Expires", "expiryDate"), texts("Remarks", "remarks"),
		},
		when: days("", "issueDate").cell, what: texts("", "name").cell,
	},
	Ratings: {
		fields: []field{
			numbers("Rating", "currentRating"), numbers("Of", "maxRating"), numbers("Percent", "calculatedPercentage"),
			numbers("Reviews", "reviewsReceived"), numbers("Likes", "likesReceived"), numbers("Jobs", "jobsCompleted"),
		},
		what: func(o object) string { return joined(" of ", o.text("currentRating"), o.text("maxRating")) },
	},
	Transactions: {
		fields: []field{days("Date", "date"), amounts("Amount", "amount"), texts("Description", "description"), texts("Reference", "referenceId")},
		when:   days("", "date").cell, what: texts("", "description").cell, amount: amounts("", "amount").cell,
	},
	Liabilities: {
		fields: []field{
			texts("Type", "type"), period, amounts("Loan", "loanAmount"), amounts("Outstanding", "outstandingBalance"), amounts("Next", "nextPaymentAmount"),
			amounts("Overdue", "overduePaymentAmount"), amounts("Payment", "amortizationAmount"), texts("Paid", "amortizationFrequency"),
			days("First payment", "firstAmortizationDate"), texts("Reference", "referenceId"),
		},
		when: object.period, what: texts("", "type").cell, amount: amounts("", "loanAmount").cell,
	},
	Eincomes: {
		fields: []field{days("Month", "month"), amounts("Amount", "amount", "baseAmount")},
		when:   days("", "month").cell, amount: amounts("", "amount", "baseAmount").cell,
	},
	Insights: {
		fields: []field{
			days("Until", "cutoffTime"), texts("Work", "features.employments_current_status"), numbers("Employers", "features.employments_employer_count"),
			numbers("Incomes", "features.incomes_count"), numbers("Average", "features.incomes_amount_average"),
			numbers("Loans", "features.liabilities_loan_count"), {Column{"Figures", true}, figures},
		},
		when: days("", "cutoffTime").cell, what: func(o object) string { return joined(" ", figures(o), "figures") },
	},
	Links: {
		fields: []field{period, {Column{"Links", true}, linked}, {Column{"Organisations", true}, func(o object) string { return strconv.Itoa(len(o.list("records"))) }}},
		when:   object.period, what: func(o object) string { return joined(" ", linked(o), "links elsewhere") },
	},
}

// figures is how many figures an insight has.
func figures(o object) string {
	all, _ := o.at("features").(map[string]any)
	return strconv.Itoa(len(all))
}

// linked is how often a person linked elsewhere.
func linked(o object) string {
	sum := 0
	for _, record := range o.list("records") {
		one, _ := record.(map[string]any)
		count, _ := strconv.Atoi(object(one).text("count"))
		sum += count
	}
	return strconv.Itoa(sum)
}

// joined joins what is not empty.
func joined(gap string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), gap)
}

// Columns are those of a kind's table, at least one.
func Columns(k Kind) (columns []Column) {
	for _, f := range tables[k].fields {
		columns = append(columns, f.Column)
	}
	if columns == nil {
		return []Column{{Name: "Item"}}
	}
	return columns
}

// Cells are what stands in the columns of an item, one for each and each in one line:
// amounts with their currency, dates as YYYY-MM-DD. What the item has not is empty.
func Cells(k Kind, it Item) []string {
	fields := tables[k].fields
	if fields == nil {
		return []string{plain.Line(string(it))}
	}
	cells := make([]string, len(fields))
	if o := read(it); o != nil {
		for i, f := range fields {
			cells[i] = f.cell(o)
		}
	}
	return cells
}

// Brief is an item in short, and where it comes from. What it has not is empty.
type Brief struct {
	Origin
	// When is a date or a period, Amount an amount with its currency.
	When, What, Amount string
}

// BriefOf reads an item in short.
func BriefOf(k Kind, it Item) Brief {
	o := read(it)
	b := Brief{Origin: o.origin()}
	if o == nil {
		return b
	}
	t := tables[k]
	for _, part := range []struct {
		to   *string
		text func(object) string
	}{{&b.When, t.when}, {&b.What, t.what}, {&b.Amount, t.amount}} {
		if part.text != nil {
			*part.to = part.text(o)
		}
	}
	return b
}

// Summary says in one line what an item is.
func Summary(k Kind, it Item) string {
	b := BriefOf(k, it)
	return joined("  ", b.When, b.What, b.Amount)
}
