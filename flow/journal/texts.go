package journal

import "strconv"

// Texts gives all that a record has in words: its lane, its kind, a call's status, and
// every text of its data that comes from outside, names and values of headers among them.
func (r Record) Texts() []string {
	all := []string{string(r.Lane), r.Kind}
	if call, ok := r.Data.(HTTP); ok {
		all = append(all, strconv.Itoa(call.Status))
	}
	r.Data.each(func(text string, _ sort, _ origin) string {
		if text != "" {
			all = append(all, text)
		}
		return text
	})
	return all
}
