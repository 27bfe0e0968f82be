package mcp

import (
	"fmt"
	"strings"

	"winkterm/api"
	"winkterm/api/wire"
	"winkterm/flow/lookup"
	"winkterm/flow/userdata"
)

// ofHost says which sandbox is asked.
type ofHost struct {
	Session string `json:"session,omitempty" doc:"Asks the sandbox of this session, such as s1; of the newest where it is left out. Without --sandbox there are none."`
}

// cursored are the arguments of a list of a host.
type cursored struct {
	ofHost
	Limit  int    `json:"limit,omitempty" range:"1,100" default:"25" doc:"How many at most."`
	Cursor string `json:"cursor,omitempty" doc:"The cursor of the answer before, to go on."`
}

type providersArgs struct {
	cursored
	Name     string   `json:"name,omitempty" doc:"Only those whose name is like this, as the host searches."`
	IDs      []string `json:"ids,omitempty" doc:"Only those of these ids."`
	Type     string   `json:"type,omitempty" words:"providerType" doc:"Only this type."`
	Linkable bool     `json:"linkable,omitempty" doc:"Only those at which a login is possible."`
}

func providers(c *call, in providersArgs) (answer, error) {
	o := api.ListOptions{Name: in.Name, IDs: in.IDs, Type: in.Type}
	if in.Linkable {
		o.Active, o.Enabled, o.AccountConnection = &in.Linkable, &in.Linkable, &in.Linkable
	}
	return list(c, in.cursored, o, "providers", func(h *asked, o api.ListOptions) (wire.Page[wire.Provider], error) { return h.ProvidersPage(c.ctx, o) })
}

type idArgs struct {
	ofHost
	ID string `json:"id" doc:"The id, also within a URL or a line of a log: a-… of an account, u-… of an archive, tenant-… of a user."`
}

// idOf finds an id, of a kind unless that is empty.
func idOf(text string, kind lookup.Kind) (string, error) {
	id, err := lookup.ParseID(text, kind)
	if err != nil {
		return "", fail(kindArguments, "give the id as it is", "%v", err)
	}
	if is := lookup.KindOf(id); is != "" && kind != "" && is != kind {
		return "", fail(kindArguments, "use the tool "+string(is), "%s is not the id of this kind", id)
	}
	return id, nil
}

// known makes the tool that says what is known of an id of a kind.
func known(kind lookup.Kind) func(*call, idArgs) (answer, error) {
	return func(c *call, in idArgs) (answer, error) {
		id, err := idOf(in.ID, kind)
		if err != nil {
			return answer{}, err
		}
		h, done, err := c.host(in.Session)
		if err != nil {
			return answer{}, err
		}
		defer done()
		found, err := lookup.Ask(c.ctx, lookup.Config{Host: h.Client, Name: h.name, Wait: h.wait}, kind, id)
		if found.Sessions, _ = lookup.InSessions(c.ctx, c.Folder, id); err != nil && len(found.Sessions) == 0 {
			return answer{}, err
		}
		from := h.name
		if err != nil {
			found.Host, from = "", fmt.Sprintf("recorded sessions alone, for the host says: %v", err)
			found.NotRead = append(found.NotRead, lookup.NotRead{What: "the host", Why: err.Error()})
			found.Recall()
		}
		text := strings.Join(strings.Fields(fmt.Sprintf("%s %s: %s %s (from %s)", kind, id, found.Status, found.ErrorCode, from)), " ")
		if e := found.Explanation; e != nil {
			text += "\n" + e.Title + ". " + e.WhoActs
		}
		return answer{text: text, data: found}, nil
	}
}

type listArgs struct {
	cursored
	ID string `json:"id" doc:"The id of an account (a-…), an archive (u-…) or a user (tenant-…)."`
}

// options are those of a list of what the id is of.
func (in listArgs) options() (api.ListOptions, error) {
	id, err := idOf(in.ID, "")
	if lookup.KindOf(id) == lookup.User {
		return api.ListOptions{UserID: id}, err
	}
	return api.ListOptions{SourceID: id}, err
}

type dataArgs struct {
	listArgs
	Kind string `json:"kind" words:"kind" doc:"Which kind of data."`
}

func tasks(c *call, in listArgs) (answer, error) {
	o, err := in.options()
	if err != nil {
		return answer{}, err
	}
	return list(c, in.cursored, o, "tasks", func(h *asked, o api.ListOptions) (wire.Page[wire.Task], error) { return h.TasksPage(c.ctx, o) })
}

func data(c *call, in dataArgs) (answer, error) {
	o, err := in.options()
	if err != nil {
		return answer{}, err
	}
	return list(c, in.cursored, o, in.Kind, func(h *asked, o api.ListOptions) (first wire.Page[userdata.Item], err error) {
		for first, err = range h.RawDataItems(c.ctx, in.Kind, o) {
			break
		}
		return first, err
	})
}

// list reads one page of a list of a host.
func list[T any](c *call, in cursored, o api.ListOptions, what string, read func(*asked, api.ListOptions) (wire.Page[T], error)) (answer, error) {
	h, done, err := c.host(in.Session)
	if err != nil {
		return answer{}, err
	}
	defer done()
	if err := h.wait(c.ctx); err != nil {
		return answer{}, err
	}
	o.Size, o.Cursor = in.Limit, in.Cursor
	page, err := read(h, o)
	if err != nil {
		return answer{}, err
	}
	goOn := more{}
	if page.NextCursor != "" {
		goOn = more{true, "call again with the cursor"}
	}
	return answer{text: fmt.Sprintf("%d %s at %s", len(page.Items), what, h.name), data: struct {
		Items  []T    `json:"items"`
		Cursor string `json:"cursor,omitempty"`
		more
	}{page.Items, page.NextCursor, goOn}}, nil
}

func dataKinds(*call, struct{}) (answer, error) {
	fields := map[string][]string{}
	for _, k := range userdata.Kinds() {
		fields[string(k)] = named(userdata.Columns(k), func(c userdata.Column) string { return c.Name })
	}
	return answer{text: strings.Join(api.DataLists(), ", "), data: map[string]any{"columns_by_kind": fields}}, nil
}
