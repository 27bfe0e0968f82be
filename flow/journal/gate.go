package journal

import (
	"slices"
	"strconv"
	"strings"
	"sync"
)

// What the gate remembers at most. Secrets have a limit of their own, far above
// what a session needs: a host that answers with ever new tokens must not fill
// the memory. Beyond it they are still masked where they stand.
const (
	forgettableMax      = 4096
	forgettableBytesMax = 4 << 20
	secretBytesMax      = 4 << 20
	// entryBytes is about what a value or a form costs beside its text.
	entryBytes = 128
)

// public is the embedded sandbox's key and secret. It stands in the README, and
// as a learned value it would blank host names and modes.
const public = "sandbox"

// Gate replaces secrets and personal data by placeholders such as [EMAIL_1]. The
// same value gives the same placeholder for the life of the gate, different
// values different ones. It knows values by what it was taught, by the key or
// header they stand under, and by their looks; what it finds by key or looks it
// looks for everywhere from then on. It is safe for concurrent use.
type Gate struct {
	mu sync.Mutex
	// entries is keyed by canonical, and by alias for telephone numbers.
	entries map[string]*entry
	idx     *index
	counts  map[Kind]int
	// queue holds what may be forgotten, oldest first.
	queue            []*entry
	forgettableBytes int
	secretBytes      int
	// lessons counts what was learned, so that Mask knows when to look again.
	lessons int
}

// entry is one value that has a placeholder.
type entry struct {
	kind  Kind
	mark  string
	keys  []string
	local bool
	forms []form
	bytes int
}

// NewGate makes a gate that knows no values yet.
func NewGate() *Gate {
	return &Gate{entries: map[string]*entry{}, idx: newIndex(), counts: map[Kind]int{}}
}

// Learn teaches the gate a value that must not be recorded: what was typed into
// a secret field, an API key, a token. An unknown kind counts as KindSecret. A
// value of fewer than 4 bytes is masked only where it is all of a value; of one
// longer than BodyMax the first BodyMax bytes are looked for. The public key and
// secret of the embedded sandbox are not learned.
func (g *Gate) Learn(kind Kind, value string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !kinds[kind] {
		kind = KindSecret
	}
	if value = value[:min(len(value), BodyMax)]; value != "" && value != public {
		g.learn(kind, value, false)
	}
}

// Mask gives a copy of the data that is cut to what the journal keeps and holds
// nothing that must not stay.
func (g *Gate) Mask(d Data) Data {
	g.mu.Lock()
	defer g.mu.Unlock()
	before := g.lessons
	d = d.bounded(g).masked(g)
	if g.lessons != before {
		// The token of an answer may stand in the request's URL as well.
		d = d.masked(g)
	}
	return d
}

// place gives the placeholder of a value that a key, a header or its looks gave
// away, and learns it unless it is local.
func (g *Gate) place(kind Kind, value string, local bool) string {
	if isPlaceholder(value) {
		return value
	}
	if kind.secret() && g.secretBytes > secretBytesMax && g.lookup(kind, value) == nil {
		return kind.bare()
	}
	return g.learn(kind, value, local || value == public).mark
}

// learn makes the value's entry, or makes more of the one there is.
func (g *Gate) learn(kind Kind, value string, local bool) *entry {
	if e := g.lookup(kind, value); e != nil {
		g.promote(e, kind, value, local)
		return e
	}
	g.counts[kind]++
	e := &entry{kind: kind, local: local, mark: "[" + string(kind) + "_" + strconv.Itoa(g.counts[kind]) + "]"}
	e.keys = keysOf(kind, value)
	for _, key := range e.keys {
		g.entries[key] = e
	}
	g.file(e, value)
	return e
}

// promote looks for a value everywhere that was local so far, and as a secret if
// it turns out to be one. Its placeholder stays.
func (g *Gate) promote(e *entry, kind Kind, value string, local bool) {
	gains := e.local && !local || kind.secret() && !e.kind.secret()
	if !gains {
		return
	}
	g.unfile(e)
	if kind.secret() {
		e.kind = kind
	}
	e.local = e.local && local
	g.file(e, value)
}

// file enters an entry into the index and the books.
func (g *Gate) file(e *entry, value string) {
	g.lessons++
	e.bytes = len(value) + entryBytes
	if !e.local {
		e.forms = formsOf(e, value)
		g.idx.add(e.forms)
	}
	for _, f := range e.forms {
		e.bytes += len(f.text) + entryBytes
	}
	if e.kind.secret() {
		g.secretBytes += e.bytes
		return
	}
	g.forgettableBytes += e.bytes
	g.queue = append(g.queue, e)
	for len(g.queue) > forgettableMax || g.forgettableBytes > forgettableBytesMax && len(g.queue) > 1 {
		g.forgetOldest()
	}
}

func (g *Gate) unfile(e *entry) {
	g.idx.remove(e.forms)
	e.forms = nil
	if e.kind.secret() {
		g.secretBytes -= e.bytes
		return
	}
	g.forgettableBytes -= e.bytes
	g.queue = slices.DeleteFunc(g.queue, func(queued *entry) bool { return queued == e })
}

func (g *Gate) forgetOldest() {
	e := g.queue[0]
	g.queue[0] = nil
	g.queue = g.queue[1:]
	g.forgettableBytes -= e.bytes
	g.idx.remove(e.forms)
	for _, key := range e.keys {
		if g.entries[key] == e {
			delete(g.entries, key)
		}
	}
}

// lookup finds the entry of a value, in another spelling if need be.
func (g *Gate) lookup(kind Kind, value string) *entry {
	for _, key := range keysOf(kind, value) {
		if e := g.entries[key]; e != nil {
			return e
		}
	}
	return nil
}

// short finds the entry of a whole value that is too short to be looked for
// within others.
func (g *Gate) short(value string) *entry {
	if len(value) >= shortest {
		return nil
	}
	if e := g.entries[value]; e != nil && !e.local {
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
	phone := kind == KindPhone || strings.Contains(value, "+")
	if phone && len(digits) > phoneTail {
		return []string{digits, digits[len(digits)-phoneTail:]}
	}
	return []string{digits}
}
