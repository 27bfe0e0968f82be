package api

import (
	"net/url"
	"strconv"
	"strings"
)

// query leaves out what is not set.
type query url.Values

func (q query) text(name, value string) {
	if value != "" {
		url.Values(q).Set(name, value)
	}
}

func (q query) size(items int) {
	if items != 0 {
		q.text("size", strconv.Itoa(items))
	}
}

func (q query) flag(name string, value *bool) {
	if value != nil {
		q.text(name, strconv.FormatBool(*value))
	}
}

// comma is the specification's form of a list: ids=id1,id2,id3.
func (q query) comma(name string, values []string) {
	q.text(name, strings.Join(values, ","))
}
