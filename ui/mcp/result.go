package mcp

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// The bounds of what a tool answers, in bytes: of its JSON, of its text; and where what is
// in it begins to be cut: items of a list, bytes of a text.
const (
	answerBytes = 48 << 10
	textBytes   = 2 << 10
	itemsMost   = 200
	stringMost  = 4 << 10
)

// more says that there is more than a tool answers, and how to get it.
type more struct {
	Truncated bool   `json:"truncated"`
	HowToGoOn string `json:"how_to_go_on,omitempty"`
}

// result is what the client gets of an answer: masked, then bounded.
func (s *server) result(a answer) *sdk.CallToolResult {
	var value any
	text, _ := json.Marshal(a.data) // what cannot be is no JSON, and refused
	masked := json.NewDecoder(strings.NewReader(s.mask(string(text))))
	masked.UseNumber()
	if err := masked.Decode(&value); err != nil { // what cannot be masked is not answered
		value, a.text = map[string]any{"withheld": true}, "the answer could not be masked"
	}
	body := bounded(value)
	most := map[bool]int{false: textBytes, true: answerBytes}[a.whole]
	contents := []sdk.Content{&sdk.TextContent{Text: cutText(s.mask(a.text), most)}}
	if !a.whole { // for clients that show texts alone
		contents = append(contents, &sdk.TextContent{Text: string(body)})
	}
	return &sdk.CallToolResult{Content: contents, StructuredContent: json.RawMessage(body)}
}

// mask masks what is known, and what keys or looks give away.
func (s *server) mask(text string) (masked string) {
	s.redactor.Record(func() { masked = s.redactor.Text(text) })
	return masked
}

// bounded is a value as JSON of at most answerBytes, which says where something was cut for
// it.
func bounded(value any) (body []byte) {
	for items, text := itemsMost, stringMost; ; items, text = max(items/2, 1), max(text/2, 1) {
		short, cut := shorten(value, items, text)
		if object, ok := short.(map[string]any); ok && cut {
			how, _ := object["how_to_go_on"].(string)
			object["truncated"] = true
			object["how_to_go_on"] = strings.TrimPrefix(how+"; lists and texts were cut to fit: ask for less at once, such as by a smaller limit", "; ")
		}
		body, _ = json.Marshal(short) // it came as JSON
		if len(body) <= answerBytes || items == 1 && text == 1 {
			return body
		}
	}
}

// shorten cuts lists and texts that are longer than that.
func shorten(value any, items, text int) (short any, cut bool) {
	switch v := value.(type) {
	case string:
		return cutText(v, text), len(v) > text
	case []any:
		kept := make([]any, min(len(v), items))
		cut = len(v) > items
		for i := range kept {
			one, shorter := shorten(v[i], items, text)
			kept[i], cut = one, cut || shorter
		}
		return kept, cut
	case map[string]any:
		kept := make(map[string]any, len(v))
		for key, one := range v {
			one, shorter := shorten(one, items, text)
			kept[key], cut = one, cut || shorter
		}
		return kept, cut
	}
	return value, false
}

// cutText cuts a text to so many bytes.
func cutText(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most] + "…"
}

// paged are the arguments of a list that goes on by how many were passed over.
type paged struct {
	Limit  int `json:"limit,omitempty" range:"1,100" default:"25" doc:"How many at most."`
	Offset int `json:"offset,omitempty" range:"0,1000000" doc:"How many are passed over, to go on."`
}

// page keeps what is wanted of a list.
func page[T any](p paged, list []T) (kept []T, goOn more) {
	list = append([]T{}, list[min(p.Offset, len(list)):]...) // never null in JSON
	if len(list) <= p.Limit {
		return list, more{}
	}
	return list[:p.Limit], more{true, fmt.Sprintf("call again with offset %d", p.Offset+p.Limit)}
}
