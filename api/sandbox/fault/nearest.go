package fault

import "strings"

// maxAsked is how much of what was asked for is compared, in bytes.
const maxAsked = 200

// nearest names the one of names that takes the fewest letters to be changed, in
// whatever case, for the end of a reason; nothing when there are no names.
func nearest(asked string, names []string) string {
	asked = strings.ToLower(asked[:min(len(asked), maxAsked)])
	best, least := "", 0
	for _, name := range names {
		if d := distance(asked, strings.ToLower(name)); best == "" || d < least {
			best, least = name, d
		}
	}
	if best == "" {
		return ""
	}
	return ", the nearest is " + best
}

// distance counts the bytes to put in, leave out or change between a and b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			changed := diagonal
			if a[i] != b[j] {
				changed++
			}
			diagonal = row[j+1]
			row[j+1] = min(changed, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
