package driver_test

import (
	"context"
	"iter"
	"testing"
	"testing/synctest"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/driver"
)

// endless has a further page of invite templates for ever.
type endless struct {
	driver.OpenAPI
	pages int
}

func (h *endless) InviteTemplatePages(context.Context) iter.Seq2[wire.Page[wire.InviteTemplate], error] {
	return func(yield func(wire.Page[wire.InviteTemplate], error) bool) {
		for h.pages < 100 && yield(wire.Page[wire.InviteTemplate]{Items: make([]wire.InviteTemplate, 100), NextCursor: "more"}, nil) {
			h.pages++
		}
	}
}

func TestAnEndlessListOfTemplates(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := &endless{}
		b := newBench(&fake{}, driver.Loopback)
		b.Open = h
		b.ask(1, flow.LoadInviteTemplates{})
		if read, ok := b.next(t).Reply.(flow.InviteTemplatesLoaded); !ok || len(read.Templates) != 1000 {
			t.Errorf("%d are read", len(read.Templates))
		}
		b.Close()
	})
}
