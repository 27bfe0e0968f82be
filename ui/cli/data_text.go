package cli

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"winkterm/api/wire"
	"winkterm/flow/lookup"
	"winkterm/flow/userdata"
	"winkterm/ui/widget"
)

// dataLine is a line of JSON.
type dataLine struct {
	Kind userdata.Kind `json:"kind"`
	Item userdata.Item `json:"item"`
}

// print writes what was read to stdout.
func (r *dataReader) print(s Streams, f dataFlags) error {
	switch {
	case f.csv:
		return userdata.WriteCSV(s.Out, r.read[0].items)
	case f.asJSON:
		out := json.NewEncoder(s.Out)
		for _, k := range r.read {
			for _, it := range k.items {
				if err := out.Encode(dataLine{k.Kind, it}); err != nil {
					return err
				}
			}
		}
		return nil
	}
	_, err := fmt.Fprint(s.Out, r.text(terminalWidth(s)))
	return err
}

// text is a table for each kind that has items, below a heading with their number. Lines
// are cut to a width, 0 for none.
func (r *dataReader) text(width int) string {
	var b strings.Builder
	fmt.Fprintln(&b, strings.TrimSpace(fmt.Sprintf("%s %s  %s %s", r.kind, widget.Clean(r.id), widget.Clean(r.status), widget.Clean(r.code))))
	for _, t := range r.tasks {
		fmt.Fprintln(&b, "task", widget.Clean(taskText(lookup.Task{Type: t.Type, Status: t.Status, StartedAt: t.StartedAt, FinishedAt: t.FinishedAt, Datapoints: t.Datapoints})))
	}
	for _, k := range r.read {
		if len(k.items) > 0 {
			fmt.Fprintf(&b, "\n%s: %d%s\n%s", k.Kind, len(k.items), map[bool]string{true: " or more"}[k.more], kindTable(k, r.kind == lookup.User, width))
		}
	}
	return b.String()
}

// kindTable is the table of a kind without the columns that are empty, with the source of
// each item where they can differ.
func kindTable(k kindRead, sources bool, width int) string {
	columns := userdata.Columns(k.Kind)
	if sources {
		columns = append(columns, userdata.Column{Name: "Source"})
	}
	all := make([][]string, len(k.items))
	for i, it := range k.items {
		all[i] = append(userdata.Cells(k.Kind, it), userdata.OriginOf(it).SourceID)
	}
	rows, right := make([][]string, len(all)+1), []bool(nil)
	for i, c := range columns {
		if !slices.ContainsFunc(all, func(row []string) bool { return row[i] != "" }) {
			continue // no item has it
		}
		right, rows[0] = append(right, c.Right), append(rows[0], strings.ToUpper(c.Name))
		for n, row := range all {
			rows[n+1] = append(rows[n+1], row[i])
		}
	}
	text := tableOf(rows, naturalWidths(rows), right)
	if width <= 0 {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = widget.Cut(line, width)
	}
	return strings.Join(lines, "\n")
}

// notes say what was not read, and where there is nothing, why that may be.
func (r *dataReader) notes() (notes []string) {
	total := 0
	for _, k := range r.read {
		if total += len(k.items); k.more {
			notes = append(notes, fmt.Sprintf("only the newest %d %s are read", len(k.items), k.Kind))
		}
	}
	if total > 0 {
		return notes
	}
	for _, t := range r.tasks {
		if t.Status != wire.TaskFinished {
			return []string{fmt.Sprintf("there are no such data yet: %s goes on since %s; ask again later, or see it with winkterm watch", t.Type, stamp(t.StartedAt))}
		}
	}
	switch {
	case r.status == string(wire.StatusDisconnected), r.status == string(wire.ArchiveRevoked):
		return []string{fmt.Sprintf("there are no data: %s is %s, and its data were deleted with that", r.id, r.status)}
	case r.code != "":
		return []string{fmt.Sprintf("there are no data: %s ended in %s; winkterm explain %[2]s says what to do", r.id, r.code)}
	}
	such := "such "
	if len(r.kinds) == len(userdata.Kinds()) {
		such = ""
	}
	return []string{fmt.Sprintf("there are no %sdata; winkterm %s %s says what there is", such, r.kind, r.id)}
}
