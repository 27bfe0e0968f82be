package search_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"winkterm/flow/search"
)

// Providers may arrive between two letters, on a page of the list or as the
// answer to a search at the host.
func TestProvidersThatArriveBetweenTwoLettersAreFound(t *testing.T) {
	t.Parallel()
	all := named("Grab", "Gran Fina", "Grab Food", "Grabber", "Social Club")
	text := "gra"
	for arrive := range len(text) {
		ix := search.New()
		ix.Add(all[:2])
		for n := 1; n <= len(text); n++ {
			if n == arrive+1 {
				ix.Add(all[2:])
			}
			ix.Search(text[:n], "")
		}
		got := namesOf(ix.Search(text, ""))
		if diff := cmp.Diff([]string{"Grab", "Gran Fina", "Grab Food", "Grabber"}, got); diff != "" {
			t.Errorf("arrived before letter %d (-want +got):\n%s", arrive+1, diff)
		}
	}
}
