// Package userdata is what was read of a user as tables for people: which columns each kind
// of data has, what stands in the cells of an item (amounts with their currency, dates as
// dates), and the same as CSV. It works on the JSON of the API's lists, in clear or masked,
// so that the screen, the inspector and the command show the same.
//
// # What it must not do
//
// It asks no host, keeps nothing beyond the Store of a session, draws nothing, and masks
// nothing: it is given texts that are masked where they have to be.
package userdata
