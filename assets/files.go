package assets

import (
	"embed"
	"encoding/json"
	"fmt"
	"sync"
)

//go:embed *.json *.yaml payslips scenarios wink
var files embed.FS

// content gives a file; the bytes are the caller's own. Like parsed it panics on
// what only a broken build can have, and the tests do not let that pass.
func content(name string) []byte {
	data, err := files.ReadFile(name)
	if err != nil {
		panic(fmt.Sprintf("assets: %v", err))
	}
	return data
}

// parsed reads a list out of a file of JSON, once.
func parsed[T any](name string) func() []T {
	return sync.OnceValue(func() (list []T) {
		if err := json.Unmarshal(content(name), &list); err != nil {
			panic(fmt.Sprintf("assets: the embedded %s is broken: %v", name, err))
		}
		return list
	})
}
