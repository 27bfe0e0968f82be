package suite_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"winkterm/flow/scenario/spec"
	"winkterm/flow/scenario/suite"
)

// named makes scenarios: a name, then its tags.
func named(lines ...string) (list []*spec.Scenario) {
	for i, line := range lines {
		words := strings.Fields(line)
		list = append(list, &spec.Scenario{Pos: spec.Pos{File: "a.yaml", Line: i + 1}, Name: words[0], Tags: words[1:]})
	}
	return list
}

func names(list []*spec.Scenario) string {
	var all []string
	for _, s := range list {
		all = append(all, s.Name)
	}
	return strings.Join(all, " ")
}

func TestChoice(t *testing.T) {
	t.Parallel()
	list := named("link smoke", "lock smoke slow", "upload docs", "3 slow", "none")
	for _, c := range []struct {
		suite.Choice
		want, wrong string
	}{
		{suite.Choice{}, "link lock upload 3 none", ""},
		{suite.Choice{Tags: []string{"smoke"}}, "link lock", ""},
		{suite.Choice{Tags: []string{"smoke", "docs"}}, "link lock upload", ""},
		{suite.Choice{Tags: []string{"smoke", "!slow"}}, "link", ""},
		{suite.Choice{Tags: []string{"!slow"}}, "link upload none", ""},
		{suite.Choice{Tags: []string{"quick"}}, "", "no scenario fits quick; there are docs, slow, smoke"},
		{suite.Choice{From: "lock"}, "lock upload 3 none", ""},
		{suite.Choice{From: "2", To: "upload"}, "lock upload", ""},
		{suite.Choice{From: "3"}, "3 none", ""}, // a name goes before a number
		{suite.Choice{From: "2", Tags: []string{"smoke"}}, "lock", ""},
		{suite.Choice{From: "6"}, "", `from: no scenario is named "6", and the numbers go from 1 to 5`},
		{suite.Choice{From: "0"}, "", "from: "},
		{suite.Choice{To: "gone"}, "", "to: "},
		{suite.Choice{From: "upload", To: "link"}, "", `"upload" comes after "link"`},
		{suite.Choice{Shard: suite.Shard{Index: 1, Count: 2}}, "lock upload 3", ""}, // 3, link, lock, none, upload,
		{suite.Choice{Tags: []string{"docs"}, Shard: suite.Shard{Index: 2, Count: 2}}, "", ""},
	} {
		got, err := c.Of(list)
		if c.wrong != "" {
			if err == nil || !strings.Contains(err.Error(), c.wrong) {
				t.Errorf("%+v: %v, want %s", c.Choice, err, c.wrong)
			}
			continue
		}
		if have := names(got); err != nil || have != c.want {
			t.Errorf("%+v: %q, %v, want %q", c.Choice, have, err, c.want)
		}
	}
	if _, err := (suite.Choice{}).Of(nil); err == nil {
		t.Error("nothing was chosen from nothing")
	}
}

func TestParseShard(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"1/1": "1/1", "2/5": "2/5", "5/5": "5/5", "0:5": "1/5", "4:5": "5/5",
		"0/5": "I:N", "6/5": "counts from", "5:5": "counts from", "-1/5": "counts from", "": "no shard", "2": "no shard",
		"a/5": "no shard", "1/": "no shard", "1/5/5": "no shard", "1/-5": "counts from",
	} {
		s, err := suite.ParseShard(text)
		if err != nil && !strings.Contains(err.Error(), want) || err == nil && s.String() != want {
			t.Errorf("%q: %q, %v, want %q", text, s, err, want)
		}
	}
	if (suite.Shard{}).String() != "" {
		t.Error("the whole suite has a name")
	}
}

// Every scenario is in exactly one shard, the shards are as even as can be, and it does
// not matter in which order the scenarios were read.
func TestShardsPartTheSuite(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		list := make([]*spec.Scenario, rapid.IntRange(1, 60).Draw(t, "scenarios"))
		for i := range list {
			file := rapid.SampledFrom([]string{"a.yaml", "b.yaml", "c/d.yaml"}).Draw(t, "file")
			list[i] = &spec.Scenario{Pos: spec.Pos{File: file, Line: i}, Name: strconv.Itoa(rapid.IntRange(0, 9).Draw(t, "name"))}
		}
		other := rapid.Permutation(list).Draw(t, "other order")
		n := rapid.IntRange(1, 20).Draw(t, "shards")
		in := map[*spec.Scenario]int{}
		for i := 1; i <= n; i++ {
			c := suite.Choice{Shard: suite.Shard{Index: i, Count: n}}
			one, _ := c.Of(list)
			two, _ := c.Of(other)
			if len(one) < len(list)/n || len(one) > len(list)/n+1 || len(one) != len(two) {
				t.Fatalf("%d and %d of %d in shard %v", len(one), len(two), len(list), c.Shard)
			}
			for _, s := range one {
				in[s]++
				if !slices.Contains(two, s) {
					t.Fatalf("%s is elsewhere in another order", s.Name)
				}
			}
			if !slices.IsSortedFunc(one, func(a, b *spec.Scenario) int { return a.Pos.Line - b.Pos.Line }) {
				t.Fatal("the shard has lost the order")
			}
		}
		for _, s := range list {
			if in[s] != 1 {
				t.Fatalf("%s is in %d shards", s.Name, in[s])
			}
		}
	})
}
