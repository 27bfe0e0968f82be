package cli

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"winkterm/flow/diff"
	"winkterm/flow/recording"
	"winkterm/ui/format"
	"winkterm/ui/widget"
)

// headDiff names the two recordings with their lengths.
func headDiff(names []string, files []*recording.File) string {
	var out strings.Builder
	for i, f := range files {
		what := "sandbox in the binary"
		if h := f.Header(); h.Sandbox == nil {
			what = h.Host
		} else {
			what += fmt.Sprintf(", seed %d", h.Sandbox.Seed)
		}
		fmt.Fprintf(&out, "%c  %s: %d records, %s\n", 'A'+rune(i), widget.Clean(names[i]), f.Len(), widget.Clean(what))
	}
	return out.String()
}

// readableDiff is a report for people: the first difference, then each lane.
func readableDiff(r diff.Report) string {
	if r.Same() {
		return "\nThey are the same: " + counted(r) + ".\n"
	}
	var out strings.Builder
	out.WriteString("\n" + firstDifference(r.First))
	for _, lane := range r.Lanes {
		if len(lane.Rows) == 0 {
			continue
		}
		fmt.Fprintf(&out, "\n%s: %d the same, %d different\n", lane.Lane, lane.Same, len(lane.Rows))
		for _, row := range lane.Rows {
			out.WriteString(rowText(row))
		}
	}
	return out.String()
}

// firstDifference says in a few lines where two recordings first differ, empty where they
// do not.
func firstDifference(row *diff.Row) string {
	if row == nil {
		return ""
	}
	text := fmt.Sprintf("first difference, in %s:\n", row.Lane) + rowText(*row)
	switch {
	case row.A == nil:
		text += "  it is not in A\n"
	case row.B == nil:
		text += "  it is not in B\n"
	}
	return text
}

func counted(r diff.Report) string {
	var parts []string
	for _, lane := range r.Lanes {
		parts = append(parts, fmt.Sprintf("%s %d", lane.Lane, lane.Same))
	}
	return strings.Join(parts, ", ")
}

// rowText is a difference in a line for each side, and in one for each field where both
// have the record.
func rowText(row diff.Row) string {
	var out strings.Builder
	side := func(sign string, s *diff.Side) {
		if s != nil {
			fmt.Fprintf(&out, "  %s %-6s %-10s %s\n", sign, fmt.Sprintf("#%d", s.Seq), since(s.After), widget.Clean(s.Text))
		}
	}
	side("A", row.A)
	side("B", row.B)
	for _, f := range row.Fields {
		fmt.Fprintf(&out, "      %s: %s -> %s\n", widget.Clean(f.Name), value(f.A), value(f.B))
	}
	return out.String()
}

// value is a field's, cleaned; none is said.
func value(text string) string {
	if text == "" {
		return "(none)"
	}
	return widget.Clean(text)
}

func since(d time.Duration) string { return "+" + format.Duration(d) }

// plainDiff is a line for each difference: lane, number in A and in B, text in A and in B.
func plainDiff(r diff.Report) string {
	var out strings.Builder
	for _, lane := range r.Lanes {
		for _, row := range lane.Rows {
			cells := []string{string(lane.Lane), "", "", "", ""}
			for i, s := range []*diff.Side{row.A, row.B} {
				if s != nil {
					cells[1+i], cells[3+i] = fmt.Sprint(s.Seq), widget.Clean(s.Text)
				}
			}
			out.WriteString(strings.Join(cells, "\t") + "\n")
		}
	}
	return out.String()
}

// plainArchives is a line for each field of each upload.
func plainArchives(names []string, all []diff.Outcome) string {
	var out strings.Builder
	for _, o := range all {
		for _, f := range o.Fields {
			out.WriteString(strings.Join([]string{widget.Clean(names[o.Recording]), o.ID, widget.Clean(f.Name), widget.Clean(f.Value)}, "\t") + "\n")
		}
	}
	return out.String()
}

// archiveColumn is how wide the column of an upload is at least: an id is never cut.
const archiveColumn = 36

// archiveTable puts uploads side by side, as many as the width has room for and the others
// below. A star marks the fields in which those differ.
func archiveTable(names []string, all []diff.Outcome, width int) string {
	var out strings.Builder
	at := max(2, width/archiveColumn-1)
	for part := range slices.Chunk(all, at) {
		if out.Len() > 0 {
			out.WriteString("\n")
		}
		columns := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
		row := func(name string, cell func(diff.Outcome) string) {
			cells, differ := []string{}, false
			for _, o := range part {
				cells = append(cells, widget.Cut(cell(o), max(archiveColumn, width/(len(part)+1)-2)))
				differ = differ || cell(o) != cell(part[0])
			}
			mark := " "
			if differ {
				mark = "*"
			}
			_, _ = fmt.Fprintf(columns, "%s %s\t%s\n", mark, name, strings.Join(cells, "\t"))
		}
		row("recording", func(o diff.Outcome) string { return widget.Clean(names[o.Recording]) })
		row("archive", func(o diff.Outcome) string { return widget.Clean(o.ID) })
		for _, name := range fieldNames(part) {
			row(widget.Clean(name), func(o diff.Outcome) string { return widget.Clean(o.Get(name)) })
		}
		_ = columns.Flush()
	}
	return out.String()
}

// fieldNames are those of all uploads, in the order in which they come.
func fieldNames(all []diff.Outcome) (names []string) {
	for _, o := range all {
		for _, f := range o.Fields {
			if !slices.Contains(names, f.Name) {
				names = append(names, f.Name)
			}
		}
	}
	return names
}
