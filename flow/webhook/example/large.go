package example

import (
	"fmt"
	"time"

	"winkterm/api/wire"
)

// Large is a TASK_FINISHED with a payload whose lists have wire.PayloadListMax items each,
// as many as there may be.
func Large(id, subject string, at time.Time) wire.Event {
	e := Event("TASK_FINISHED", id, subject, at)
	day, month, amount := at.Format(time.DateOnly), at.Format("2006-01"), 1000.0
	e.Data.Payload = wire.AllDatapointPayload{
		Documents:    list(wire.Document{Name: "Example"}, func(d *wire.Document) *wire.Origin { return &d.Origin }),
		Incomes:      list(wire.Income{StartDate: day, Currency: "PHP"}, func(i *wire.Income) *wire.Origin { return &i.Origin }),
		Transactions: list(wire.Transaction{Date: day, Currency: "PHP", Amount: amount}, func(t *wire.Transaction) *wire.Origin { return &t.Origin }),
		Employments:  list(wire.Employment{StartDate: day}, func(e *wire.Employment) *wire.Origin { return &e.Origin }),
		Eincomes:     list(wire.Eincome{Month: month, Currency: "PHP", BaseAmount: &amount, Amount: &amount}, func(e *wire.Eincome) *wire.Origin { return &e.Origin }),
	}
	return e
}

// list has copies of an item with ids of their own.
func list[T any](item T, origin func(*T) *wire.Origin) *wire.Page[T] {
	page := &wire.Page[T]{NextCursor: "more"}
	for i := range wire.PayloadListMax {
		origin(&item).ID = fmt.Sprintf("item-%d", i+1)
		page.Items = append(page.Items, item)
	}
	return page
}
