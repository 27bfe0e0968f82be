package search_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/junegunn/fzf/src/algo"
	"github.com/junegunn/fzf/src/util"
	"pgregory.net/rapid"

	"winkterm/api/wire"
	"winkterm/flow/search"
)

func indexOf(providers ...wire.Provider) *search.Index {
	ix := search.New()
	ix.Add(providers)
	return ix
}

func named(names ...string) []wire.Provider {
	out := make([]wire.Provider, len(names))
	for i, name := range names {
		out[i] = wire.Provider{ID: fmt.Sprintf("%03d", i), Name: name, Type: wire.TypeEmployer}
	}
	return out
}

func namesOf(res search.Results) []string {
	out := make([]string, res.Len())
	for i := range out {
		out[i] = res.At(i).Provider.Name
	}
	return out
}

func TestOrder(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		query string
		names []string
		want  []string
	}{
		"best first": {
			"sss",
			[]string{"s_s__long way to go here__s", "mass sssa", "asssa", "Social Security System", "the SSS", "SSS Loans", "SSS"},
			[]string{"SSS", "SSS Loans", "mass sssa", "the SSS", "Social Security System", "asssa"},
		},
		"scattered letters last": {
			"grbr",
			[]string{"g is for a river, a bear or both r", "xg_r_b_r", "xgrbr"},
			[]string{"xgrbr", "xg_r_b_r", "g is for a river, a bear or both r"},
		},
		"letters far apart": {"abcd", []string{"xaxxxxbxxxxcxxxxd", "xaxbxcxd"}, []string{"xaxbxcxd"}},
		"enough in one piece": {
			"grab",
			[]string{"xgxrxaxb", "Grab 1", "Grab 2", "Grab 3", "Grab 4", "Grab 5", "Grab 6", "Grab 7", "Grab 8", "Grab 9", "Grab 10"},
			[]string{"Grab 1", "Grab 2", "Grab 3", "Grab 4", "Grab 5", "Grab 6", "Grab 7", "Grab 8", "Grab 9", "Grab 10"},
		},
		"one too few": {
			"grab",
			[]string{"xgxrxaxb", "Grab 1", "Grab 2", "Grab 3", "Grab 4", "Grab 5", "Grab 6", "Grab 7", "Grab 8", "Grab 9"},
			[]string{"Grab 1", "Grab 2", "Grab 3", "Grab 4", "Grab 5", "Grab 6", "Grab 7", "Grab 8", "Grab 9", "xgxrxaxb"},
		},
		"Thai vowel signs":     {"กน", []string{"กิน", "กนก"}, []string{"กนก"}},
		"Hindi vowel signs":    {"कल", []string{"कुल", "कलम"}, []string{"कलम"}},
		"equal stays in order": {"grab", []string{"Grab C", "Grab A", "Grab B"}, []string{"Grab C", "Grab A", "Grab B"}},
		"nothing asked":        {"  ", []string{"b", "a"}, []string{"b", "a"}},
		"case":                 {"gRAB", []string{"Grab"}, []string{"Grab"}},
		"accents in the name":  {"sao jose", []string{"São José"}, []string{"São José"}},
		"accents in the query": {"São", []string{"Sao"}, []string{"Sao"}},
		"special letters":      {"strasse oeuvre lodz", []string{"Œuvre Straße Łódź"}, []string{"Œuvre Straße Łódź"}},
		"full width":           {"ｇｒａｂ", []string{"Grab"}, []string{"Grab"}},
		"CJK":                  {"年金", []string{"日本年金機構", "年収と金", "金年"}, []string{"日本年金機構"}},
		"all words":            {"sys soc", []string{"Social Security System", "Social Club", "System"}, []string{"Social Security System"}},
		"phrase first":         {"new york", []string{"York New", "New York"}, []string{"New York", "York New"}},
		"initials skip of":     {"bir", []string{"Bureau of Internal Revenue"}, []string{"Bureau of Internal Revenue"}},
		"no match":             {"zzz", []string{"Grab"}, []string{}},
		"control characters":   {"gr\x00\x1bab", []string{"G\x00rab"}, []string{"G\x00rab"}},
		"punctuation":          {"7-el", []string{"7-Eleven", "7 Eleven"}, []string{"7-Eleven"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := namesOf(indexOf(named(tt.names...)...).Search(tt.query, ""))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Search(%q) (-want +got):\n%s", tt.query, diff)
			}
		})
	}
}

// Letters that are scattered all over a long name are no match.
func TestScatteredLettersAreCloseOrStartWords(t *testing.T) {
	t.Parallel()
	ix := indexOf(shipped(t)...)
	for query, want := range map[string][]string{
		"GrabPH":     {"Grab"},
		"phlhlth":    {"PhilHealth"},
		"pinsamahan": {"Pinagsamang Samahan"},
	} {
		if diff := cmp.Diff(want, namesOf(ix.Search(query, ""))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", query, diff)
		}
	}
}

func TestLongNameAndIDAreSearched(t *testing.T) {
	t.Parallel()
	ix := indexOf(
		wire.Provider{ID: "sss_ph", Name: "Social Security System", LongName: "Republic of the Philippines Social Security System"},
		wire.Provider{ID: "grab", Name: "Grab", LongName: "Grab Holdings"},
	)
	for query, want := range map[string]string{"sss_p": "sss_ph", "philippines": "sss_ph", "hold": "grab"} {
		if res := ix.Search(query, ""); res.Len() != 1 || res.At(0).Provider.ID != want {
			t.Errorf("%q finds %v, want %s", query, namesOf(res), want)
		}
	}
}

func TestTypeFilter(t *testing.T) {
	t.Parallel()
	ix := indexOf(
		wire.Provider{ID: "a", Name: "Alpha", Type: wire.TypeGig},
		wire.Provider{ID: "b", Name: "Beta", Type: wire.TypeEmployer},
		wire.Provider{ID: "c", Name: "Gamma", Type: wire.TypeGig},
	)
	if got := namesOf(ix.Search("", wire.TypeGig)); !cmp.Equal(got, []string{"Alpha", "Gamma"}) {
		t.Errorf("the type alone finds %v", got)
	}
	if got := namesOf(ix.Search("a", wire.TypeEmployer)); !cmp.Equal(got, []string{"Beta"}) {
		t.Errorf("type and letter find %v", got)
	}
	if got := namesOf(ix.Search("a", "")); len(got) != 3 {
		t.Errorf("without the type it finds %v", got)
	}
	if n := ix.Search("", "NEW_TYPE").Len(); n != 0 {
		t.Errorf("a type that nobody has finds %d", n)
	}
}

func TestAddAndGet(t *testing.T) {
	t.Parallel()
	ix := search.New()
	if res := ix.Search("x", ""); res.Len() != 0 {
		t.Error("an empty index finds something")
	}
	all := append(shipped(t), catalogue(10_000)...)
	if n := ix.Add(all); n != len(all) {
		t.Errorf("Add took %d of %d", n, len(all))
	}
	if n := ix.Add(append(all[:50:50], wire.Provider{Name: "no id"})); n != 0 {
		t.Errorf("known ids and an empty one: Add took %d", n)
	}
	for _, want := range all {
		if len(want.Supported) == 0 {
			want.Supported = nil
		}
		got, ok := ix.Get(want.ID)
		if diff := cmp.Diff(want, got); !ok || diff != "" {
			t.Fatalf("Get(%s) %v (-want +got):\n%s", want.ID, ok, diff)
		}
	}
	if _, ok := ix.Get("nobody"); ok {
		t.Error("an unknown id is found")
	}
}

func TestResultsStayWhileAdding(t *testing.T) {
	t.Parallel()
	ix := indexOf(named("Grab", "Grab Food")...)
	before := ix.Search("grab", "")
	ix.Add([]wire.Provider{{ID: "new", Name: "Grab New"}})
	if got := namesOf(before); !cmp.Equal(got, []string{"Grab", "Grab Food"}) {
		t.Errorf("old results became %v", got)
	}
	if n := ix.Search("grab", "").Len(); n != 3 {
		t.Errorf("after adding, %d are found", n)
	}
	if n := ix.Search("grab n", "").Len(); n != 1 {
		t.Errorf("narrowed, %d are found", n)
	}
}

func TestHugeTextsAreBounded(t *testing.T) {
	t.Parallel()
	huge := strings.Repeat("日本", 50_000)
	ix := indexOf(wire.Provider{ID: "x" + huge, Name: huge, LongName: huge + "x"}, wire.Provider{ID: "b", Name: strings.Repeat("ﷺ", 500)})
	if res := ix.Search("日本", ""); res.Len() != 1 || len(res.At(0).Provider.Name) > 2000 {
		t.Errorf("%d found", res.Len())
	}
	ligatures := strings.Repeat("ﷺ", 341)
	want := wire.Provider{ID: ligatures, Name: ligatures, LongName: "x" + ligatures[3:]}
	ix.Add([]wire.Provider{want})
	if got, ok := ix.Get(ligatures); !ok || !cmp.Equal(want, got) {
		t.Errorf("letters that fold to many: %+v", got)
	}
	ix.Add([]wire.Provider{{ID: "behind", Name: "a" + huge}})
	if n := ix.Search(huge, "").Len(); n != 2 {
		t.Errorf("a huge query finds %d", n)
	}
}

func TestMarks(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, query, want string }{
		{"Social Security System", "sec", "Social [Sec]urity System"},
		{"Social Security System", "sss", "[S]ocial [S]ecurity [S]ystem"},
		{"Social Security System", "sys soc", "[Soc]ial Security [Sys]tem"},
		{"São José", "jose", "São [José]"},
		{"Straße", "stras", "[Straß]e"},
		{"e\u0301cole", "ecole", "[e]\u0301[cole]"},
		{"日本年金機構", "年金", "日本[年金]機構"},
		{"Grabber", "grbr", "[Gr]a[b]be[r]"},
		{"aXbXXab", "ab", "aXbXX[ab]"},
	}
	for _, tt := range tests {
		res := indexOf(named(tt.name)...).Search(tt.query, "")
		if res.Len() != 1 {
			t.Errorf("%q in %q: %d found", tt.query, tt.name, res.Len())
			continue
		}
		if got := bracketed(tt.name, res.At(0).Name); got != tt.want {
			t.Errorf("%q in %q: %s, want %s", tt.query, tt.name, got, tt.want)
		}
	}
}

func bracketed(s string, spans []search.Span) string {
	out, at := "", 0
	for _, span := range spans {
		out += s[at:span.Start] + "[" + s[span.Start:span.End] + "]"
		at = span.End
	}
	return out + s[at:]
}

// What fzf finds in one piece is found; of a word of four letters or more also
// what it finds scattered with a score of 12 a letter, and what has a name that the
// word begins with. Nothing else is. It is tried over the shipped catalogue with
// pieces of its own names, and over random names. fzf gets plain lower case
// letters, for folding is ours.
func TestFindsWhatFzfFinds(t *testing.T) {
	t.Parallel()
	slab := util.MakeSlab(100*1024, 2048)
	rapid.Check(t, func(t *rapid.T) {
		providers := plainProviders(t)
		from := rapid.SampledFrom(providers).Draw(t, "from")
		letters := rapid.SliceOfN(rapid.SampledFrom([]rune(from.LongName+from.ID+"xe")), 1, 5).Draw(t, "letters")
		word := strings.ReplaceAll(string(letters), " ", "")
		if rapid.Bool().Draw(t, "piece") {
			word = first(strings.Fields(from.LongName))
		}
		if word == "" {
			t.Skip("no word")
		}
		found := indexOf(providers...).Search(word, "")
		got := map[string]bool{}
		for i := range found.Len() {
			got[found.At(i).Provider.ID] = true
		}
		if len(got) != found.Len() {
			t.Fatalf("%q: a provider is found twice", word)
		}
		pieces := 0
		for _, p := range providers {
			if inPiece(p, word, slab) {
				pieces++
			}
		}
		for _, p := range providers {
			want := inPiece(p, word, slab) || pieces < 10 && len(word) >= 4 && (begun(p, word) || fzfFinds(algo.FuzzyMatchV2, p, word, 12*len(word), slab))
			if want != got[p.ID] {
				t.Fatalf("%q in %+v: found %v, want %v", word, p, got[p.ID], want)
			}
		}
	})
}

// inPiece says whether some text has the word in one piece or as initials.
func inPiece(p wire.Provider, word string, slab *util.Slab) bool {
	return fzfFinds(algo.ExactMatchNaive, p, word, 0, slab) ||
		strings.Contains(search.Initials(p.Name), word) || strings.Contains(search.Initials(p.LongName), word)
}

// begun says whether the word begins with one of the texts.
func begun(p wire.Provider, word string) bool {
	return slices.ContainsFunc([]string{p.Name, p.LongName, p.ID}, func(text string) bool {
		return len(text) >= 3 && strings.HasPrefix(word, text)
	})
}

func fzfFinds(match algo.Algo, p wire.Provider, word string, score int, slab *util.Slab) bool {
	for _, text := range []string{p.Name, p.LongName, p.ID} {
		chars := util.ToChars([]byte(text))
		if res, _ := match(true, false, true, &chars, []rune(word), false, slab); res.Start >= 0 && res.Score >= score {
			return true
		}
	}
	return false
}

func first(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return words[0]
}

// plainProviders are the shipped ones or random ones, in letters that folding
// leaves as they are.
func plainProviders(t *rapid.T) []wire.Provider {
	if rapid.Bool().Draw(t, "shipped") {
		return plainShipped
	}
	names := rapid.SliceOfN(rapid.StringMatching(`[a-e0-2 &.-]{0,12}`), 1, 30).Draw(t, "names")
	out := make([]wire.Provider, len(names))
	for i, name := range names {
		out[i] = wire.Provider{ID: fmt.Sprintf("%d_%s", i, strings.ReplaceAll(name, " ", "_")), Name: name, LongName: name + rapid.StringMatching(`[a-e ]{0,9}`).Draw(t, "more")}
	}
	return out
}

var plainShipped = func() []wire.Provider {
	var out []wire.Provider
	for _, p := range shippedProviders() {
		p.Name, p.LongName, p.ID = plain(p.Name), plain(p.LongName), plain(p.ID)
		out = append(out, p)
	}
	return out
}()

// plain keeps what is the same folded and unfolded.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || strings.ContainsRune(" _-.&'", r) {
			return r
		}
		return -1
	}, strings.ToLower(s))
}

// Whatever is typed, every hit says where its letters are, in spans in order and
// within the text, and what is marked spells the query.
func TestEveryHitIsMarked(t *testing.T) {
	t.Parallel()
	ix := indexOf(shipped(t)...)
	rapid.Check(t, func(t *rapid.T) {
		query := rapid.StringMatching(`[a-zé年 ]{0,4}`).Draw(t, "query")
		res := ix.Search(query, "")
		for i := range min(res.Len(), 30) {
			hit := res.At(i)
			marked := 0
			for text, spans := range map[string][]search.Span{hit.Provider.Name: hit.Name, hit.Provider.ID: hit.ID, hit.Provider.LongName: hit.LongName} {
				at := 0
				for _, s := range spans {
					if s.Start < at || s.End <= s.Start || s.End > len(text) {
						t.Fatalf("%q in %q: spans %v", query, text, spans)
					}
					at = s.End
					marked++
				}
			}
			if marked == 0 && strings.TrimSpace(query) != "" {
				t.Fatalf("%q finds %q and marks nothing", query, hit.Provider.Name)
			}
		}
	})
}
