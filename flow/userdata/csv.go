package userdata

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"winkterm/flow/plain"
)

// columnsMost is how many columns CSV has at most.
const columnsMost = 1_000

// ErrWide says that items have more fields than a table of CSV can hold: JSON has them all.
var ErrWide = errors.New("too many different fields for CSV")

// WriteCSV writes items as CSV with a heading: a column for each field that one of them
// has, by its path, such as emails.0.address. What an item has not is empty. No cell is
// taken for a formula: one that looks like it has ' in front. The error is the writer's,
// wraps ErrWide, or is of an item that is no JSON.
func WriteCSV(w io.Writer, items []Item) error {
	heading, columns := []string{}, map[string]int{}
	all := make([]map[int]string, len(items))
	for i, it := range items {
		all[i] = map[int]string{}
		err := leaves(it, func(path, text string) {
			at, known := columns[path]
			if !known {
				at = len(heading)
				columns[path], heading = at, append(heading, path)
			}
			all[i][at] = text
		})
		switch {
		case err != nil:
			return fmt.Errorf("item %d: %w", i+1, err)
		case len(heading) > columnsMost:
			return fmt.Errorf("%w: there are more than %d", ErrWide, columnsMost)
		}
	}
	out := csv.NewWriter(w)
	write := func(of func(column int) string) error {
		row := make([]string, len(heading))
		for i := range row {
			row[i] = guarded(of(i))
		}
		return out.Write(row)
	}
	if len(heading) > 0 {
		_ = write(func(i int) string { return heading[i] }) // Flush says what failed
	}
	for _, cells := range all {
		_ = write(func(i int) string { return cells[i] })
	}
	out.Flush()
	return out.Error()
}

// number is a number as JSON has it.
var number = regexp.MustCompile(`^-?\d+(\.\d+)?([eE][+-]?\d+)?$`)

// guarded makes a cell that no spreadsheet computes.
func guarded(cell string) string {
	cell = plain.Line(cell)
	if start := strings.TrimLeft(cell, " "); start != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(start)[0]) && !number.MatchString(cell) {
		return "'" + cell
	}
	return cell
}

// leaves gives all values of an item that are neither objects nor lists, by their paths and
// in their order; null is none.
func leaves(it Item, leaf func(path, text string)) error {
	d := json.NewDecoder(bytes.NewReader(it))
	d.UseNumber()
	return walk(d, "", leaf)
}

func walk(d *json.Decoder, path string, leaf func(path, text string)) error {
	token, err := d.Token()
	if err != nil {
		return err
	}
	open, nested := token.(json.Delim)
	if !nested {
		if text := scalar(token); text != "" {
			leaf(path, text)
		}
		return nil
	}
	for at := 0; d.More(); at++ {
		name := strconv.Itoa(at)
		if open == '{' {
			key, err := d.Token()
			if err != nil {
				return err
			}
			name, _ = key.(string)
		}
		if err := walk(d, joined(".", path, name), leaf); err != nil {
			return err
		}
	}
	_, err = d.Token() // the closing bracket
	return err
}
