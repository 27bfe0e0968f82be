package redact

import (
	"slices"
	"strconv"
	"strings"
)

// What a redactor remembers at most. Secrets have a limit of their own, far above
// what a session needs: a host that answers with ever new tokens must not fill
// the memory. Beyond it they are still masked where they stand.
const (
	forgettableMax      = 4096
	forgettableBytesMax = 4 << 20
	secretBytesMax      = 4 << 20
	// entryBytes is about what a value or a form costs beside its text.
	entryBytes = 128
)

// entry is one value that has a placeholder.
type entry struct {
	kind  Kind
	mark  string
	value string
	keys  []string
	local bool
	forms []form
	bytes int
}

// place gives the placeholder of a value that a key, a header or its looks gave
// away, and learns it unless it is local.
func (r *Redactor) place(kind Kind, value string, local bool) string {
	if isPlaceholder(value) || isDots(value) {
		return value
	}
	if kind.secret() && r.secretBytes > secretBytesMax && r.lookup(kind, value) == nil {
		return kind.Bare()
	}
	return r.learn(kind, value, local || value == public).mark
}

// learn makes the value's entry, or makes more of the one there is.
func (r *Redactor) learn(kind Kind, value string, local bool) *entry {
	if e := r.lookup(kind, value); e != nil {
		r.promote(e, kind, value, local)
		return e
	}
	r.counts[kind]++
	e := &entry{kind: kind, local: local, mark: "[" + string(kind) + "_" + strconv.Itoa(r.counts[kind]) + "]"}
	e.keys = keysOf(kind, value)
	for _, key := range e.keys {
		r.entries[key] = e
	}
	r.enter(e, value)
	return e
}

// promote looks for a value everywhere that was local so far, and as a secret if
// it turns out to be one. Its placeholder stays.
func (r *Redactor) promote(e *entry, kind Kind, value string, local bool) {
	gains := e.local && !local || kind.secret() && !e.kind.secret()
	if !gains {
		return
	}
	r.withdraw(e)
	if kind.secret() {
		e.kind = kind
	}
	e.local = e.local && local
	r.enter(e, value)
}

// enter adds an entry to the index and to what is counted.
func (r *Redactor) enter(e *entry, value string) {
	r.learned++
	e.value = value
	e.bytes = len(value) + entryBytes
	if !e.local {
		e.forms = formsOf(e, value)
		r.idx.add(e.forms)
	}
	for _, f := range e.forms {
		e.bytes += len(f.text) + entryBytes
	}
	if e.kind.secret() {
		r.secretBytes += e.bytes
		return
	}
	r.forgettableBytes += e.bytes
	r.queue = append(r.queue, e)
	for len(r.queue) > forgettableMax || r.forgettableBytes > forgettableBytesMax && len(r.queue) > 1 {
		r.forgetOldest()
	}
}

func (r *Redactor) withdraw(e *entry) {
	r.idx.remove(e.forms)
	e.forms = nil
	if e.kind.secret() {
		r.secretBytes -= e.bytes
		return
	}
	r.forgettableBytes -= e.bytes
	r.queue = slices.DeleteFunc(r.queue, func(queued *entry) bool { return queued == e })
}

func (r *Redactor) forgetOldest() {
	e := r.queue[0]
	r.withdraw(e)
	for _, key := range e.keys {
		if r.entries[key] == e {
			delete(r.entries, key)
		}
	}
}

// lookup finds the entry of a value, in another spelling if need be.
func (r *Redactor) lookup(kind Kind, value string) *entry {
	for _, key := range keysOf(kind, value) {
		if e := r.entries[key]; e != nil {
			return e
		}
	}
	return nil
}

// short finds the entry of a whole value that is too short to be looked for
// within others.
func (r *Redactor) short(value string) *entry {
	if len(value) >= shortest {
		return nil
	}
	if e := r.entries[value]; e != nil && !e.local {
		return e
	}
	return nil
}

// keysOf gives the names under which a value is filed. Spellings of one email
// address or one number share a name; a telephone number has a second one
// without its country.
func keysOf(kind Kind, value string) []string {
	if strings.IndexByte(value, '@') > 0 {
		return []string{strings.ToLower(value)}
	}
	digits, ok := numeric(value)
	if !ok {
		return []string{value}
	}
	phone := kind == Phone || strings.Contains(value, "+")
	if phone && len(digits) > phoneTail {
		return []string{digits, digits[len(digits)-phoneTail:]}
	}
	return []string{digits}
}
