package search

import "bytes"

// closeGap is how many bytes there may be on average between the letters of a
// word that are close together.
const closeGap = 2

// close says whether the letters of the word, which are scattered in some field
// of the provider, are close together there.
func (s *shard) close(i int, w *word) bool {
	name, long, id := s.fields(i)
	for _, text := range [][]byte{name, long, id} {
		if end := lettersEnd(text, w.letters); end >= 0 && w.isClose(end-lettersStart(text[:end], w.letters)) {
			return true
		}
	}
	return false
}

// isClose judges the length of the text from the first letter to the last.
func (w *word) isClose(length int) bool {
	return length-len(w.text) <= closeGap*(len(w.letters)-1)
}

// lettersStart goes back through letters that are known to be there: as in fzf's
// first algorithm, the start is drawn up to the end of the first occurrence.
func lettersStart(text []byte, letters [][]byte) int {
	at := len(text)
	for i := len(letters) - 1; i >= 0; i-- {
		at = bytes.LastIndex(text[:at], letters[i])
	}
	return at
}
