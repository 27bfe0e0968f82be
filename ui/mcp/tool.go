package mcp

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/google/jsonschema-go/jsonschema"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// callMost is how long a call of a tool may take in real time.
const callMost = 60 * time.Second

// tool is one of the tools that there are.
type tool struct {
	name, doc string
	// acts says that it is there with Config.Sandbox alone, reads that it changes nothing.
	acts, reads bool
	schema      *jsonschema.Schema
	add         func(*server, *sdk.Server)
}

// call is one call of a tool.
type call struct {
	*server
	ctx context.Context //nolint:containedctx // it is that of the one call
}

// answer is what a tool answers: data for programs, and the same in a few words. Where
// whole is set the text has all that the data have.
type answer struct {
	text  string
	data  any
	whole bool
}

// define defines a tool. The arguments' type has a tag doc for each, words for the values
// that there are, types where it takes several, range and default of numbers.
func define[In any](name string, acts, reads bool, doc string, do func(*call, In) (answer, error)) tool {
	schema, err := jsonschema.For[In](nil)
	if err != nil {
		panic(err) // the type of a tool's arguments has a schema
	}
	for _, f := range reflect.VisibleFields(reflect.TypeFor[In]()) {
		argument, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if p := schema.Properties[argument]; p != nil {
			describe(p, f.Tag)
		}
	}
	t := tool{name: name, doc: doc, acts: acts, reads: reads, schema: schema}
	t.add = func(s *server, to *sdk.Server) {
		no, open := false, !s.Sandbox
		sdk.AddTool(to, &sdk.Tool{
			Name: name, Description: doc, InputSchema: schema,
			Annotations: &sdk.ToolAnnotations{ReadOnlyHint: reads, DestructiveHint: &no, OpenWorldHint: &open},
		}, func(ctx context.Context, _ *sdk.CallToolRequest, in In) (*sdk.CallToolResult, any, error) {
			ctx, cancel := context.WithTimeout(ctx, callMost)
			defer cancel()
			a, err := do(&call{s, ctx}, in)
			if err != nil {
				return s.failed(ctx, err), nil, nil
			}
			return s.result(a), nil, nil
		})
	}
	return t
}

func describe(p *jsonschema.Schema, tag reflect.StructTag) {
	p.Description = tag.Get("doc")
	if types := tag.Get("types"); types != "" {
		p.Types = strings.Split(types, ",")
	}
	if words := tag.Get("words"); words != "" {
		of := p
		if p.Items != nil {
			of, p.Types, p.Type = p.Items, nil, "array"
		}
		for _, word := range vocabulary[words]() {
			of.Enum = append(of.Enum, word)
		}
	}
	if least, most, ok := strings.Cut(tag.Get("range"), ","); ok {
		p.Minimum, p.Maximum = number(least), number(most)
	}
	if value, ok := tag.Lookup("default"); ok {
		p.Default = json.RawMessage(value)
	}
}

func number(text string) *float64 {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic(err) // tags have numbers
	}
	return &n
}

// guard is around each call of a tool: what was given as a secret is known before anything
// happens, arguments that do not fit are a failure like all others, and a mistake of ours
// ends the call alone.
func (s *server) guard(next sdk.MethodHandler) sdk.MethodHandler {
	return func(ctx context.Context, method string, r sdk.Request) (out sdk.Result, err error) {
		c, ok := r.(*sdk.CallToolRequest)
		if !ok {
			return next(ctx, method, r)
		}
		defer func() {
			if broken := recover(); broken != nil {
				out, err = s.failed(ctx, fmt.Errorf("%v", broken)), nil
			}
		}()
		if arguments := c.Params.Arguments; len(arguments) == 0 || string(arguments) == "null" {
			c.Params.Arguments = json.RawMessage("{}") // defaults are put into an object alone
		}
		s.learn(c.Params.Arguments)
		out, err = next(ctx, method, r)
		if result, ok := out.(*sdk.CallToolResult); ok && err == nil && result.IsError && result.StructuredContent == nil {
			why := cmp.Or(result.GetError(), errors.New("the arguments do not fit"))
			return s.failed(ctx, fail(kindArguments, "the tool's schema says which arguments there are", "%v", why)), nil
		}
		return out, err
	}
}
