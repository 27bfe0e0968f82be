package browser

import (
	"crypto/rand"
	"crypto/subtle"
	"slices"
	"time"

	"winkterm/flow"
)

// sessionsKept is how many sessions may still deliver what they have.
const sessionsKept = 8

// whyClosed says what goodbye means.
const whyClosed = "the page was closed in the browser"

// session is one load of the page in one browser. The page's lock guards it.
type session struct {
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
	orderMoved orderKind = "moved" // another session has the widget
	orderBye   orderKind = "bye"   // the terminal ends
)

// order is the last one that a session was given; N is 0 before the first.
type order struct {
	N    uint64    `json:"n"`
	What orderKind `json:"what"`
}

func newSession() *session {
	return &session{key: rand.Text(), given: make(chan struct{}), left: make(chan struct{})}
}

// give replaces the order before and wakes who listens.
func (s *session) give(what orderKind) {
	s.order = order{N: s.order.N + 1, What: what}
	close(s.given)
	s.given = make(chan struct{})
}

// current is the session that has the widget, nil before the first.
func (p *Page) current() *session {
	if len(p.sessions) == 0 {
		return nil
	}
	return p.sessions[len(p.sessions)-1]
}

// startSession begins a session in place of the one before.
func (p *Page) startSession() *session {
	if before := p.current(); before != nil {
		before.give(orderMoved)
	}
	if len(p.sessions) == sessionsKept {
		p.sessions = slices.Delete(p.sessions, 0, 1)
	}
	s := newSession()
	p.sessions = append(p.sessions, s)
	p.show(flow.PageOpen, "")
	p.goneAfter(p.bounds.away, "the page in the browser was loaded, but does not listen")
	return s
}

// sessionOf finds a session by its key, nil if there is none.
func (p *Page) sessionOf(key string) *session {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, s := range p.sessions {
		if subtle.ConstantTimeCompare([]byte(s.key), []byte(key)) == 1 {
			return s
		}
	}
	return nil
}

// listenStarted notes that a session listens; a page that counted as gone is back.
func (p *Page) listenStarted(s *session) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s.listening++
	if s.hasLeft { // and is back, for a browser may keep a page that was left
		s.hasLeft, s.left = false, make(chan struct{})
	}
	if s != p.current() || p.closing {
		return
	}
	p.notGone()
	switch {
	case p.state != flow.PageGone:
	case s.broken != "":
		p.show(flow.PageBroken, s.broken)
	default:
		p.show(flow.PageOpen, "")
	}
}

// listenEnded notes that a session does not listen any more, for now or for good.
func (p *Page) listenEnded(s *session) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s.listening--
	if s == p.current() && s.listening == 0 && !s.hasLeft {
		p.goneAfter(p.bounds.away, "the page in the browser does not answer any more")
	}
}

// sessionLeft notes that a session has said goodbye. The lock is held.
func (p *Page) sessionLeft(s *session) {
	if s.hasLeft {
		return
	}
	s.hasLeft = true
	close(s.left)
	if s == p.current() {
		p.goneAfter(p.bounds.left, whyClosed)
	}
}

// goneAfter has the page count as gone after a while, unless notGone comes first.
// The lock is held.
func (p *Page) goneAfter(after time.Duration, why string) {
	if p.closing {
		return
	}
	p.notGone()
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

// notGone stops what goneAfter began. The lock is held.
func (p *Page) notGone() {
	if p.gone != nil {
		p.gone.Stop()
		p.gone = nil
	}
}
