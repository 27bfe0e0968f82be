package api

import (
	"slices"
	"strings"
	"sync"

	"winkterm/api/wire"
)

// wordsMax bounds each table; the specification's own values are far fewer.
const wordsMax = 1000

// words gives the few values that all providers repeat one place in memory: of
// 100,000 decoded providers, more than a third would be copies of them.
type words struct {
	mu     sync.Mutex
	texts  map[string]string
	points map[string][]wire.Datapoint
}

func newWords() *words {
	return &words{texts: map[string]string{}, points: map[string][]wire.Datapoint{}}
}

func (w *words) share(p *wire.Provider) {
	w.mu.Lock()
	defer w.mu.Unlock()
	p.Type = wire.ProviderType(w.text(string(p.Type)))
	p.TypeLabel = w.text(p.TypeLabel)
	p.SubType = w.text(p.SubType)
	p.SubTypeLabel = w.text(p.SubTypeLabel)
	p.Supported = w.list(p.Supported)
}

func (w *words) text(s string) string {
	if known, ok := w.texts[s]; ok {
		return known
	}
	if len(w.texts) < wordsMax {
		w.texts[s] = s
	}
	return s
}

// list is clipped, so that an append to one provider's list cannot reach
// another's.
func (w *words) list(points []wire.Datapoint) []wire.Datapoint {
	if len(points) == 0 {
		return points
	}
	var b strings.Builder
	for _, point := range points {
		b.WriteString(string(point))
		b.WriteByte(0)
	}
	key := b.String()
	if known, ok := w.points[key]; ok {
		return known
	}
	own := slices.Clip(slices.Clone(points))
	if len(w.points) < wordsMax {
		w.points[key] = own
	}
	return own
}
