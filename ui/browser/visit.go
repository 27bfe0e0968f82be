package browser

import (
	"crypto/rand"
	"crypto/subtle"
	"slices"
	"time"

	"winkterm/flow"
)

// visitsKept is how many visits may still deliver what they have.
const visitsKept = 8

// whyClosed says what goodbye means.
const whyClosed = "the page was closed in the browser"

// visit is one load of the page in one browser. The page's lock guards it.
type visit struct {
	key   string
	order order
	given chan struct{} // closed by the next order
	// have is the highest item that was taken.
	have uint64
	// listening counts the requests that wait for an order; one, but for hiccups.
	listening int
	hasLeft   bool
	left      chan struct{} // closed once the page has said goodbye
	// broken says why the widget does not run.
	broken string
}

// orderKind is what a page is to do.
type orderKind string

const (
	orderNone  orderKind = ""
	orderRenew orderKind = "renew" // ask for a token and build the widget anew
	orderMoved orderKind = "moved" // another visit has the widget
	orderBye   orderKind = "bye"   // the terminal ends
)

// order is the last one that a visit was given; N is 0 before the first.
type order struct {
	N    uint64    `json:"n"`
	What orderKind `json:"what"`
}

func newVisit() *visit {
	return &visit{key: rand.Text(), given: make(chan struct{}), left: make(chan struct{})}
}

// give replaces the order before and wakes who listens.
func (v *visit) give(what orderKind) {
	v.order = order{N: v.order.N + 1, What: what}
	close(v.given)
	v.given = make(chan struct{})
}

// current is the visit that has the widget, nil before the first.
func (p *Page) current() *visit {
	if len(p.visits) == 0 {
		return nil
	}
	return p.visits[len(p.visits)-1]
}

// admit begins a visit in place of the one before.
func (p *Page) admit() *visit {
	if before := p.current(); before != nil {
		before.give(orderMoved)
	}
	if len(p.visits) == visitsKept {
		p.visits = slices.Delete(p.visits, 0, 1)
	}
	v := newVisit()
	p.visits = append(p.visits, v)
	p.show(flow.PageOpen, "")
	p.wait(p.bounds.away, "the page in the browser was loaded, but does not listen")
	return v
}

// visitor finds a visit by its key.
func (p *Page) visitor(key string) *visit {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, v := range p.visits {
		if subtle.ConstantTimeCompare([]byte(v.key), []byte(key)) == 1 {
			return v
		}
	}
	return nil
}

// come notes that a visit listens; a page that counted as gone is back.
func (p *Page) come(v *visit) {
	p.mu.Lock()
	defer p.mu.Unlock()
	v.listening++
	if v.hasLeft { // and is back, for a browser may keep a page that was left
		v.hasLeft, v.left = false, make(chan struct{})
	}
	if v != p.current() || p.closing {
		return
	}
	p.rest()
	switch {
	case p.state != flow.PageGone:
	case v.broken != "":
		p.show(flow.PageBroken, v.broken)
	default:
		p.show(flow.PageOpen, "")
	}
}

// went notes that a visit listens no more, for now or for good.
func (p *Page) went(v *visit) {
	p.mu.Lock()
	defer p.mu.Unlock()
	v.listening--
	if v == p.current() && v.listening == 0 && !v.hasLeft {
		p.wait(p.bounds.away, "the page in the browser does not answer any more")
	}
}

// leave notes that a visit has said goodbye. The lock is held.
func (p *Page) leave(v *visit) {
	if v.hasLeft {
		return
	}
	v.hasLeft = true
	close(v.left)
	if v == p.current() {
		p.wait(p.bounds.left, whyClosed)
	}
}

// wait has the page count as gone after a while, unless it rests. The lock is held.
func (p *Page) wait(after time.Duration, why string) {
	if p.closing {
		return
	}
	p.rest()
	var mine *time.Timer
	mine = alarm(after, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.gone == mine {
			p.gone = nil
			p.show(flow.PageGone, why)
		}
	})
	p.gone = mine
}

// rest gives up waiting. The lock is held.
func (p *Page) rest() {
	if p.gone != nil {
		p.gone.Stop()
		p.gone = nil
	}
}
