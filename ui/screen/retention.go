package screen

import (
	"fmt"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
)

// keptDays is how long Smile's documentation says that data are kept. No answer says how
// long it is for an account.
const keptDays = 60

// retention writes until when the data of an account are kept and when they are synced next.
// The API has no such dates: they are what is usual, and said to be.
func retention(w *writer, a wire.Account, tasks []wire.Task) {
	last := lastRead(a, tasks)
	kept := fmt.Sprintf("usually %d days after a sync, unless revoked", keptDays)
	if !last.IsZero() {
		kept = "about " + day(last.AddDate(0, 0, keptDays)) + ", " + kept
	}
	w.fact("Kept until", kept)
	switch a.MonitorStatus {
	case wire.MonitorActive:
		next := "usually monthly"
		if from := a.Connection.UpdatedAt; !from.IsZero() && a.ConnectionStatus == wire.StatusConnected {
			next = "about " + day(nextMonthly(from, last)) + ", " + next
		}
		w.fact("Next sync", next)
	case wire.MonitorUserActionRequired:
		w.fact("Next sync", "none until the user logs in again, as after a change of password")
	case wire.MonitorCustomerDisabled:
		w.fact("Next sync", "none: the tenant has switched it off")
	case wire.MonitorUnsupported:
		w.fact("Next sync", "none: this provider is read once")
	}
}

// lastRead is when the data were read last, as far as the account and its tasks say; zero
// where nothing does.
func lastRead(a wire.Account, tasks []wire.Task) (last time.Time) {
	if a.ConnectionStatus == wire.StatusConnected {
		last = a.Connection.UpdatedAt
	}
	for _, t := range tasks {
		if t.FinishedAt != nil && t.FinishedAt.After(last) && len(t.Datapoints) > 0 {
			last = *t.FinishedAt
		}
	}
	return last
}

// nextMonthly is the first monthly return of a day after another moment; a month that is
// too short has it on its last day.
func nextMonthly(first, after time.Time) time.Time {
	for months := 1; ; months++ {
		on := first.AddDate(0, months, 0)
		if on.Day() != first.Day() {
			on = on.AddDate(0, 0, -on.Day())
		}
		if on.After(after) {
			return on
		}
	}
}

func day(t time.Time) string { return t.UTC().Format(time.DateOnly) }

// amount says how much goes with what is revoked.
func (t thing) amount(w *writer) {
	switch d := w.state.DataOf(t.id); {
	case d.Failure.Failed():
		w.muted("How much that is could not be read: " + d.Failure.Summary())
	case w.state.Calls.Reading():
		w.waiting("counting how much that is: " + countsText(d.Counts))
	case countsText(d.Counts) == "":
		w.muted("The host has read no data of it.")
	default:
		w.text("That is: " + countsText(d.Counts) + ".")
	}
}

// remains says whether what was counted before is gone.
func (t thing) remains(w *writer) {
	d := w.state.DataOf(t.id)
	if countsText(d.Revoked) == "" {
		return
	}
	switch left := countsText(d.Counts); {
	case d.Failure.Failed():
		w.muted("Whether they are could not be read: " + d.Failure.Summary())
	case w.state.Calls.Reading():
		w.waiting("asking the host what is left of " + countsText(d.Revoked))
	case left != "":
		w.styled(w.Theme.Warning.Render, w.Theme.Symbols.Warn+" The host still has: "+left+". Look again later.")
	default:
		w.text(w.Theme.Symbols.Done + " Asked again, the host has none of them any more: " + countsText(d.Revoked) + ".")
	}
}

// seeData offers the page of the user data.
func seeData(w *writer) { w.button(dataLabel, "t", flow.DataWanted{}) }

const dataLabel = "See its data"
