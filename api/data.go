package api

import (
	"context"
	"encoding/json"
	"iter"
	"maps"
	"slices"

	"winkterm/api/wire"
)

// dataLists are the lists of user data by what they hold.
var dataLists = map[wire.Datapoint]string{
	wire.DataIdentities: "identities", wire.DataRatings: "ratings", wire.DataDocuments: "documents",
	wire.DataEmployments: "employments", wire.DataIncomes: "incomes", wire.DataContributions: "contributions",
	wire.DataTransactions: "transactions", wire.DataLiabilities: "liabilities", wire.DataEIncomes: "eincomes",
	wire.DataInsights: "insights", wire.DataLink: "links",
}

// DataPage is one page of what was read of users, of one kind: where each item comes
// from, without the personal data in it (operations list-identities, list-ratings,
// list-documents, list-employments, list-incomes, list-contributions, list-transactions,
// list-liabilities, list-eincomes, list-insights and list-links). Of the options they
// take Size, Cursor, UserID and SourceID. A kind that has no list is an empty page.
func (c *Client) DataPage(ctx context.Context, kind wire.Datapoint, o ListOptions) (wire.Page[wire.Origin], error) {
	list, known := dataLists[kind]
	if !known {
		return wire.Page[wire.Origin]{}, nil
	}
	return page[wire.Origin](ctx, c.transport, queryOf(o), list)
}

// DataItems are the pages of what was read of users, of the list of a name such as
// "incomes", each item as the host has it. Of the options it takes Size, Cursor, UserID
// and SourceID. The items are personal data. A name that is no list's is an empty page.
func (c *Client) DataItems(ctx context.Context, list string, o ListOptions) iter.Seq2[wire.Page[any], error] {
	return dataPages[any](ctx, c, list, o)
}

// AccountPayload is all that was read of an account, by the names of the schema
// AccountPayloadGetResponse: a list, or one item (operation get-account-payload). It is
// personal data.
func (c *Client) AccountPayload(ctx context.Context, id string) (map[string]json.RawMessage, error) {
	return Get[map[string]json.RawMessage](ctx, c.transport, "accounts", id, "payload")
}

// RawDataItems is DataItems with the JSON of each item as the host wrote it, to the digit.
func (c *Client) RawDataItems(ctx context.Context, list string, o ListOptions) iter.Seq2[wire.Page[json.RawMessage], error] {
	return dataPages[json.RawMessage](ctx, c, list, o)
}

func dataPages[T any](ctx context.Context, c *Client, list string, o ListOptions) iter.Seq2[wire.Page[T], error] {
	if slices.Contains(DataLists(), list) {
		return pages[T](ctx, c.transport, o, list)
	}
	return func(yield func(wire.Page[T], error) bool) { yield(wire.Page[T]{}, nil) }
}

// DataLists are the names of the lists of user data, in alphabetical order.
func DataLists() []string { return slices.Sorted(maps.Values(dataLists)) }
