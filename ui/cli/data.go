package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"winkterm/api"
	"winkterm/flow/lookup"
	"winkterm/flow/userdata"
	"winkterm/ui/widget"
)

// dataFlags are those of winkterm data.
type dataFlags struct {
	lookupFlags
	account, archive, user string
	kinds                  []string
	csv, full              bool
}

// newData prints what was read of a user.
func newData(s Streams) *cobra.Command {
	var f dataFlags
	var r dataReader
	cmd := ofTenant(s, &f.lookupFlags, &cobra.Command{
		Use:   "data",
		Short: "Print the data that were read from an account or archive, or of a user",
		Long: `Print the data that were read from an account or archive, or of a user: identities,
incomes and all other kinds, as tables, as JSON (a line for each item) or as CSV.

Personal data are masked, as in the lanes and recordings; amounts and dates are not.
--full prints everything in clear, whatever the format: mind where it goes.

It asks the host that API_KEY, API_SECRET and OPEN_API_HOST name, in the environment
or in .env, by GET calls alone.`,
		Example: `  winkterm data --account a-1234
  winkterm data --user tenant-1234 --kind incomes --json
  winkterm data --account a-1234 --kind incomes --csv > incomes.csv`,
		Args: exactly(0, "data takes flags alone, such as --account a-1234"),
		PreRunE: func(*cobra.Command, []string) (err error) {
			if r.kind, r.id, err = f.source(); err == nil {
				r.kinds, err = f.wanted()
			}
			return err
		},
	}, false, func(ctx context.Context, h *tenantHost, _ []string) (any, string, error) {
		r.tenantHost = h
		return nil, "", r.run(ctx, s, f)
	})
	set := cmd.Flags()
	set.StringVar(&f.account, "account", "", "of this account, such as a-…")
	set.StringVar(&f.archive, "archive", "", "of this archive, such as u-…")
	set.StringVar(&f.user, "user", "", "of all accounts and archives of this user, such as tenant-…")
	set.StringArrayVar(&f.kinds, "kind", nil, "only this kind, such as incomes; again for more")
	set.BoolVar(&f.csv, "csv", false, "print CSV: one kind, a column for each field")
	set.BoolVar(&f.full, "full", false, "print personal data in clear")
	return cmd
}

// source is what the data are of.
func (f *dataFlags) source() (kind lookup.Kind, id string, err error) {
	for _, one := range []struct {
		kind lookup.Kind
		id   string
	}{{lookup.Account, f.account}, {lookup.Archive, f.archive}, {lookup.User, f.user}} {
		switch {
		case one.id == "":
		case id != "":
			return "", "", usage("name either --%s or --%s", kind, one.kind)
		default:
			if id, err = parseID(one.id, one.kind); err != nil {
				return "", "", err
			}
			kind = one.kind
		}
	}
	if id == "" {
		return "", "", usage("say whose data: --account, --archive or --user, with an id")
	}
	return kind, id, nil
}

// wanted are the kinds that are to be read.
func (f *dataFlags) wanted() (kinds []userdata.Kind, err error) {
	for _, kind := range f.kinds {
		if !slices.Contains(api.DataLists(), kind) {
			return nil, usage("there is no --kind %s: it is one of %s", kind, strings.Join(api.DataLists(), ", "))
		}
	}
	for _, k := range userdata.Kinds() {
		if len(f.kinds) == 0 || slices.Contains(f.kinds, string(k)) {
			kinds = append(kinds, k)
		}
	}
	switch {
	case f.csv && f.asJSON:
		return nil, usage("name either --csv or --json")
	case f.csv && len(kinds) != 1:
		return nil, usage("CSV is a table of one kind: name it, such as --kind incomes")
	}
	return kinds, nil
}

// run reads and prints.
func (r *dataReader) run(ctx context.Context, s Streams, f dataFlags) error {
	if err := r.first(ctx); err != nil {
		return err
	}
	failed := r.all(ctx)
	if !f.full {
		if err := r.mask(); err != nil {
			return fmt.Errorf("the data cannot be masked; --full prints them in clear: %w", err)
		}
	}
	lost := r.print(s, f)
	notes := r.notRead
	if failed == nil {
		notes = append(notes, r.notes()...)
	}
	for _, note := range notes {
		fmt.Fprintln(s.Err, "winkterm:", widget.Clean(note))
	}
	return errors.Join(lost, failed)
}
