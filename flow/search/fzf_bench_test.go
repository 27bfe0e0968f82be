package search_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/junegunn/fzf/src/algo"
	"github.com/junegunn/fzf/src/util"

	"winkterm/flow/search"
)

// BenchmarkBesideFzf asks 100,000 providers what people type, here and by fzf's own
// way: its default algorithm over every line on two processors, and a sort by score.
func BenchmarkBesideFzf(b *testing.B) {
	ix := search.New()
	providers := catalogue(many)
	ix.Add(providers)
	lines := make([]util.Chars, many)
	for i, p := range providers {
		lines[i] = util.ToChars([]byte(p.Name + " " + p.LongName + " " + p.ID))
	}
	queries := []string{"s", "a", "an", "sss", "manila", "manilabank", "mnlcrpphil", "aaaaaa", "indonesia"}
	for name, ask := range map[string]func(string){
		"ours": func(q string) { ix.Search(q, "") },
		"fzf":  func(q string) { fzf(lines, []rune(q)) },
	} {
		b.Run(name, func(b *testing.B) {
			var times []time.Duration
			for b.Loop() {
				for _, q := range queries {
					times = append(times, stopwatch(func() { ask(q) }))
				}
			}
			report(b, times)
		})
	}
}

func fzf(lines []util.Chars, pattern []rune) []int {
	scores := make([]int, len(lines))
	var wg sync.WaitGroup
	for half := range 2 {
		wg.Go(func() {
			slab := util.MakeSlab(100*1024, 2048)
			for i := half * len(lines) / 2; i < (half+1)*len(lines)/2; i++ {
				res, _ := algo.FuzzyMatchV2(false, true, true, &lines[i], pattern, false, slab)
				scores[i] = res.Score
			}
		})
	}
	wg.Wait()
	var found []int
	for i, score := range scores {
		if score > 0 {
			found = append(found, -score<<32|i)
		}
	}
	slices.Sort(found)
	return found
}
