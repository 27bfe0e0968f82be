package userdata

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"winkterm/flow/plain"
)

// columnsMost is how many columns CSV has at most.
const columnsMost = 1_000

// ErrWide says that items have more fields than a table of CSV can hold: JSON has them all.
var ErrWide = errors.New("too many different fields for CSV")

// WriteCSV writes items as CSV with a heading: a column for each field that one of them
// has, by its path, such as emails.0.address; nothing of no items. What an item has not is
// empty. No cell is taken for a formula. The error is the writer's, wraps ErrWide, or is of
// an item that is no JSON.
func WriteCSV(w io.Writer, items []Item) error {
	if len(items) == 0 {
		return nil
	}
	rows, columns := make([][]string, len(items)+1), map[string]int{}
	for i, it := range items {
		err := leaves(it, func(path, text string) {
			if _, known := columns[path]; !known {
				columns[path], rows[0] = len(columns), append(rows[0], plain.Cell(path))
			}
			rows[i+1] = append(rows[i+1], make([]string, len(columns)-len(rows[i+1]))...)
			rows[i+1][columns[path]] = plain.Cell(text)
		})
		switch {
		case err != nil:
			return fmt.Errorf("item %d: %w", i+1, err)
		case len(columns) > columnsMost:
			return fmt.Errorf("%w: there are more than %d", ErrWide, columnsMost)
		}
	}
	out := csv.NewWriter(w)
	for _, row := range rows {
		_ = out.Write(append(row, make([]string, len(columns)-len(row))...)) // Flush says what failed
	}
	out.Flush()
	return out.Error()
}

// leaves gives all values of an item that are neither objects nor lists, by their paths and
// in their order; null is none.
func leaves(it Item, leaf func(path, text string)) error {
	d := jsontext.NewDecoder(bytes.NewReader(it), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	for {
		token, err := d.ReadToken()
		if err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		in, n := d.StackIndex(d.StackDepth())
		if name := in == '{' && n%2 == 1; !name && strings.ContainsRune(`"0tf`, rune(token.Kind())) {
			leaf(strings.ReplaceAll(strings.TrimPrefix(string(d.StackPointer()), "/"), "/", "."), token.String())
		}
	}
}
