package screen

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
	"winkterm/flow/userdata"
	"winkterm/ui/widget"
)

// item writes one item: its values and where it comes from, or its JSON.
func (d *data) item(w *writer, items []userdata.Item) {
	it := items[d.rows.Cursor()]
	w.title(fmt.Sprintf("%s, %s", d.kind, widget.Position(d.rows.Cursor(), len(items))))
	d.remarks(w)
	w.blank()
	if d.json {
		jsonText(w, string(it))
	} else {
		cells := userdata.Cells(d.kind, it)
		for i, c := range userdata.Columns(d.kind) {
			w.fact(c.Name, cells[i])
		}
		w.blank()
		b := userdata.BriefOf(d.kind, it)
		w.fact("Item", b.ID)
		w.fact("Source", strings.TrimSpace(b.SourceType+" "+b.SourceID))
		w.fact("Provider", b.ProviderID)
		w.fact("User", b.UserID)
		w.fact("Read", b.CreatedAt)
		w.fact("At provider", b.ItemCreatedAt)
		w.fact("requestId", d.requestID(w.state))
	}
	w.key(w.Keys.Back, func() Out { d.open = false; return Out{} })
	d.keys(w, items)
}

// requestID is that of the call that read the kind last.
func (d *data) requestID(s flow.State) string {
	for _, c := range s.UserData.Counts {
		if c.Kind == string(d.kind) {
			return c.RequestID
		}
	}
	return ""
}

// keys are those of the table and of an open item.
func (d *data) keys(w *writer, items []userdata.Item) {
	w.rest = func(msg tea.Msg) Out { return d.update(msg, len(items)) }
	k := w.Keys
	if len(items) == 0 {
		d.kindKeys(w)
	} else {
		it := items[d.rows.Cursor()]
		k.Enter.SetHelp("enter", "open")
		k.CopyLetter.SetHelp("y", "copy item")
		k.CopyLane.SetHelp("Y", "copy table")
		k.CopyID.SetHelp("i", "copy item id")
		if d.json {
			k.JSON.SetHelp("j", "values")
		}
		if !d.open {
			w.key(k.Enter, func() Out { d.open = true; return Out{} })
		}
		d.fullKey(w)
		d.kindKeys(w)
		w.key(k.JSON, func() Out { d.open, d.json = true, !d.json; return Out{} })
		w.key(k.CopyLetter, func() Out { return Out{Copy: userdata.Pretty(it), What: "the item"} })
		w.key(k.CopyLane, func() Out { return Out{Copy: csvOf(items), What: "the table as CSV"} })
		w.key(k.CopyID, func() Out { return Out{Copy: userdata.OriginOf(it).ID, What: "the item's id"} })
	}
	w.refresh()
}

// kindKeys go to the other kinds, and to further columns.
func (d *data) kindKeys(w *writer) {
	k, counts := w.Keys, w.state.UserData.Counts
	k.NextField.SetHelp("tab", "next kind")
	k.PrevField.SetHelp("", "")
	k.MoreOften.SetHelp(k.MoreOften.Help().Key, "columns")
	k.LessOften.SetHelp("", "")
	w.key(k.NextField, func() Out { d.choose(counts, 1); return Out{} })
	w.key(k.PrevField, func() Out { d.choose(counts, -1); return Out{} })
	w.key(k.MoreOften, func() Out { d.grid.Shift(1); return Out{} })
	w.key(k.LessOften, func() Out { d.grid.Shift(-1); return Out{} })
}

// fullKey shows the values in full and masks them again. In production it asks first.
func (d *data) fullKey(w *writer) {
	show := w.Keys.ShowFull
	if d.full {
		show.SetHelp(show.Help().Key, "mask")
	}
	w.key(show, func() Out {
		if production := w.state.Session.Production(); production && !d.full {
			d.asking, d.invalid, w.form.inputs = true, "", nil
		} else {
			d.full = !d.full
		}
		return Out{}
	})
}

// confirm asks for the id before values show in full in production.
func (d *data) confirm(w *writer) {
	of := w.state.UserData.Of
	what := "account id"
	if of.Kind == flow.SubjectArchive {
		what = "archive id"
	}
	w.title("Show the data in full")
	w.styled(w.Theme.Warning.Render, w.Theme.Symbols.Warn+" This is production: these are the data of a person. Type the "+what+", "+of.ID+
		", to show them in full, or esc to keep them masked.")
	idField(w, what, d.invalid, func() { d.invalid = "" }, func(typed string) Out {
		d.full = typed == of.ID
		d.asking, d.invalid = !d.full, "type the "+what+", "+of.ID
		return Out{}
	})
	w.key(w.Keys.Back, func() Out { d.asking = false; return Out{} })
}

// csvOf are items as CSV; what is too wide for that is JSON.
func csvOf(items []userdata.Item) string {
	var b strings.Builder
	if userdata.WriteCSV(&b, items) == nil {
		return b.String()
	}
	lines := make([]string, len(items))
	for i, it := range items {
		lines[i] = userdata.Pretty(it)
	}
	return strings.Join(lines, "\n")
}
