package compare

// votes count what callbacks that are about one thing say of it, so that one that
// says something else does not lead the path astray.
type votes struct {
	names  []string
	counts []int
}

// candidates is how many different answers are counted at most.
const candidates = 16

// add takes a vote; nothing is none.
func (v *votes) add(name string) {
	if name == "" {
		return
	}
	for i, other := range v.names {
		if other == name {
			v.counts[i]++
			return
		}
	}
	if len(v.names) < candidates {
		v.names, v.counts = append(v.names, name), append(v.counts, 1)
	}
}

// winner is what most say, the first of equals; "" without a vote.
func (v *votes) winner() string {
	best, most := "", 0
	for i, n := range v.counts {
		if n > most {
			best, most = v.names[i], n
		}
	}
	return best
}
