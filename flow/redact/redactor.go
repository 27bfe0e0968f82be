package redact

import (
	"slices"
	"strings"
	"sync"
)

// ValueMax is how many bytes of a learned value are looked for.
const ValueMax = 16 << 10

// public is the embedded sandbox's key and secret. It stands in the docs, and
// as a learned value it would blank host names and modes.
const public = "sandbox"

// Redactor replaces secrets and personal data by placeholders. The same value has
// the same placeholder for the life of the redactor, different values different
// ones. Make it with New. It is safe for concurrent use.
type Redactor struct {
	mu sync.Mutex
	// entries is keyed by canonical, and by alias for telephone numbers.
	entries map[string]*entry
	idx     *index
	counts  map[Kind]int
	// queue holds what may be forgotten, oldest first.
	queue            []*entry
	forgettableBytes int
	secretBytes      int
	// learned counts the values that were learned.
	learned int
}

// New makes a redactor that knows no values yet.
func New() *Redactor {
	return &Redactor{entries: map[string]*entry{}, idx: newIndex(), counts: map[Kind]int{}}
}

// Learn teaches a value that must not be recorded: what was typed into a secret
// field, an API key, a token. An unknown kind counts as Secret. A value of fewer
// than 4 bytes is masked only where it is all of a value; of one longer than
// ValueMax the first ValueMax bytes are looked for. The public key and secret of
// the embedded sandbox are not learned.
func (r *Redactor) Learn(kind Kind, value string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !slices.Contains(kinds, kind) {
		kind = Secret
	}
	if value = value[:min(len(value), ValueMax)]; value != "" && value != public {
		r.learn(kind, value, false)
	}
}

// Record runs mask, which masks the parts of one record, and runs it once more
// when the first run taught the redactor a value: the token of an answer may stand
// in the URL of the request as well.
func (r *Redactor) Record(mask func()) {
	before := r.lessons()
	mask()
	if r.lessons() != before {
		mask()
	}
}

func (r *Redactor) lessons() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.learned
}

// Text masks prose, JSON, JSON within prose, or a URL. What was JSON stays JSON.
func (r *Redactor) Text(s string) string { return r.locked(s, anywhere, full) }

// Label masks a name, an id or a status: a person's name or a short number in it
// can be chance and stays.
func (r *Redactor) Label(s string) string { return r.locked(s, anywhere, spared) }

// RequestBody masks the body of a request to that path or URL. On the path of an
// MFA answer "code" is a secret; everywhere else it is the code of an answer.
func (r *Redactor) RequestBody(path, body string) string {
	around := anywhere
	path, _, _ = strings.Cut(path, "?")
	if strings.HasSuffix(strings.TrimRight(path, "/"), "/mfa") {
		around = inMFA
	}
	return r.locked(body, around, full)
}

func (r *Redactor) locked(s string, around surroundings, h how) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text(s, around, h)
}
