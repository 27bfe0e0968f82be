package driver

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"winkterm/api"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/userdata"
)

// How many items a page of user data has, so that the first ones show soon, and how many
// are read of a kind at most.
const (
	itemsPage = 50
	itemsMost = 5_000
)

// loader reads the user data of an account or archive.
type loader struct {
	call
	request flow.LoadData
	arrived flow.DataArrived
	// seen is the last record that was looked through for the call that brought a page.
	seen int
}

// loadData reads the tasks, then kind after kind, and says after each page how much there
// is. Where there is nothing any more, what was kept is let go.
func (c call) loadData(r flow.LoadData) (flow.Reply, error) {
	if r.CountOnly && r.Kind == flow.SubjectSync {
		return c.countAccount(r)
	}
	tasks, err := c.Open.TasksPage(c.ctx, api.ListOptions{UserID: r.UserID, SourceID: r.SourceID, Size: wire.SizeMax})
	if err != nil {
		return nil, err
	}
	l := &loader{call: c, request: r, arrived: flow.DataArrived{Tasks: tasks.Items}}
	total := 0
	for _, k := range kindsOf(r, tasks.Items) {
		n, err := l.read(k)
		if err != nil {
			return nil, err
		}
		total += n
	}
	if total == 0 {
		c.Data.Forget(r.SourceID)
	}
	l.arrived.Last = true
	return l.arrived, nil
}

// single are the kinds of which a payload has one item, with its name there.
var single = map[userdata.Kind]string{
	userdata.Identities: "identity", userdata.Ratings: "rating", userdata.Insights: "insight",
}

// countAccount counts what an account has by one call, in place of one for each kind.
func (c call) countAccount(r flow.LoadData) (flow.Reply, error) {
	payload, err := c.Open.AccountPayload(c.ctx, r.SourceID)
	if err != nil {
		return nil, err
	}
	arrived, total := flow.DataArrived{Last: true}, 0
	for _, k := range userdata.Kinds() {
		n := countOf(payload[cmp.Or(single[k], string(k))])
		if total += n; n > 0 || slices.Contains(r.Kinds, string(k)) {
			arrived.Counts = append(arrived.Counts, flow.DataCount{Kind: string(k), Count: n})
		}
	}
	if total == 0 {
		c.Data.Forget(r.SourceID)
	}
	return arrived, nil
}

// countOf is how many items a part of a payload has: a list, one item, or none.
func countOf(part json.RawMessage) int {
	var list []json.RawMessage
	switch {
	case len(part) == 0:
		return 0
	case json.Unmarshal(part, &list) == nil: // null is an empty one
		return len(list)
	}
	return 1
}

// kindsOf are the kinds that are named or that the tasks name, in their order.
func kindsOf(r flow.LoadData, tasks []wire.Task) []userdata.Kind {
	points := slices.Clone(r.Datapoints)
	for _, t := range tasks {
		points = append(points, t.Datapoints...)
	}
	return slices.DeleteFunc(userdata.Kinds(), func(k userdata.Kind) bool {
		return !slices.Contains(r.Kinds, string(k)) &&
			!slices.ContainsFunc(points, func(p wire.Datapoint) bool { return listOf(p) == k })
	})
}

// listOf is the list of a datapoint.
func listOf(p wire.Datapoint) userdata.Kind {
	if p == wire.DataLink {
		return userdata.Links
	}
	return userdata.Kind(strings.ToLower(string(p)))
}

// read reads the pages of a kind and says how many items came.
func (l *loader) read(k userdata.Kind) (int, error) {
	if err := l.limiter.Wait(l.ctx); err != nil {
		return 0, err
	}
	q := api.ListOptions{UserID: l.request.UserID, SourceID: l.request.SourceID, Size: itemsPage}
	if l.request.CountOnly {
		q.Size = wire.SizeMax
	}
	count := flow.DataCount{Kind: string(k)}
	at := len(l.arrived.Counts)
	for page, err := range l.Open.RawDataItems(l.ctx, string(k), q) {
		if err != nil {
			return 0, err
		}
		count.Count += len(page.Items)
		count.More = page.NextCursor != "" && count.Count >= itemsMost
		if !l.request.CountOnly {
			count.RequestID = l.requestID("/" + string(k))
			l.keep(k, page.Items, count.RequestID)
		}
		l.arrived.Counts = append(slices.Clip(l.arrived.Counts[:at]), count)
		if !l.request.CountOnly {
			l.answer(l.arrived)
		}
		if count.More || page.NextCursor == "" {
			break
		}
		if err := l.Clock.Sleep(l.ctx, l.pace().Gap); err != nil {
			return 0, err
		}
		if err := l.limiter.Wait(l.ctx); err != nil {
			return 0, err
		}
	}
	return count.Count, l.ctx.Err()
}

// keep records a page, and keeps its items in clear beside what the journal made of them.
func (l *loader) keep(k userdata.Kind, items []json.RawMessage, requestID string) {
	body, _ := json.Marshal(items) // they came as JSON
	record := l.Journal.Append(journal.Items{
		List: string(k), UserID: l.request.UserID, SourceID: l.request.SourceID, RequestID: requestID,
		Count: len(items), Body: journal.Text(body), Size: int64(len(body)),
	})
	if kept, ok := record.Data.(journal.Items); ok && l.ctx.Err() == nil {
		masked, _ := kept.Read()
		l.Data.Add(l.request.SourceID, k, items, masked)
	}
}

// requestID is that of the newest call of a path, which has been recorded.
func (l *loader) requestID(path string) (id string) {
	for _, r := range l.Journal.Since(l.seen) {
		if h, ok := r.Data.(journal.HTTP); ok && h.Path == path && h.Method == "GET" {
			id = h.RequestID
		}
		l.seen = r.Seq
	}
	return id
}
