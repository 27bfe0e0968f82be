package sandbox

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"winkterm/api/sandbox/store"
	"winkterm/api/wire"
)

// open reads the state back from a file and keeps it there from now on. It is
// called before anything is served.
func (s *Server) open(name string) error {
	file, err := store.Open(name, bookVersion)
	if err != nil {
		return err
	}
	s.book = &book{file: file}
	s.state = newState(s.book)
	if err := s.readBack(); err != nil {
		_ = s.book.close()
		return fmt.Errorf("the data file cannot be read back: %w", err)
	}
	s.front.Runs++
	s.writeFront()
	s.book.hand()
	return s.book.flush()
}

// writeFront writes down what is not in the ledgers.
func (s *Server) writeFront() {
	s.front.Lead = s.clock.ahead()
	s.book.put(sandboxTable, 0, s.front)
}

func (s *Server) readBack() error {
	file := s.book.file
	err := file.Load(sandboxTable, func(_ uint64, value []byte) error { return json.Unmarshal(value, &s.front) })
	if err != nil {
		return err
	}
	if err := s.clock.advance(s.front.Lead); err != nil {
		return err
	}
	for _, l := range s.state.shelves() {
		if err := readShelf(s, file, l); err != nil {
			return err
		}
	}
	return nil
}

func readShelf(s *Server, file *store.Store, l shelf) error {
	err := file.Load(l.title(), func(_ uint64, value []byte) error { return l.restore(s, value) })
	if err != nil {
		return err
	}
	return file.Load(l.title()+nextOf, func(_ uint64, value []byte) error {
		n, err := readNext(value)
		l.goOn(n)
		return err
	})
}

// shelf is a ledger of any kind, for reading back.
type shelf interface {
	// title is the table that the ledger is written to.
	title() string
	// restore takes in an item as it was written.
	restore(s *Server, value []byte) error
	// goOn says what the next number is.
	goOn(next int)
}

func (l *ledger[T]) title() string { return l.name }

func (l *ledger[T]) goOn(next int) { l.next = max(l.next, next) }

func (l *ledger[T]) restore(s *Server, value []byte) error {
	x := l.blank()
	if err := json.Unmarshal(value, x); err != nil {
		return err
	}
	if e := x.place(); e.ID == "" || e.Seq < l.next {
		return fmt.Errorf("an item of %s is out of order", l.name)
	}
	if err := x.revive(s); err != nil {
		return err
	}
	l.next = x.place().Seq + 1
	l.file(x)
	return nil
}

// source gives the account or archive of an id.
func (s *Server) source(id string) (source, bool) {
	if a, ok := s.state.accounts.byID[id]; ok {
		return a, true
	}
	a, ok := s.state.archives.byID[id]
	return a, ok
}

func (x *session) revive(s *Server) error {
	if s.state.users.byID[x.UserID] == nil {
		return fmt.Errorf("session of user %s, who is not known", x.UserID)
	}
	x.scope = s.providers.scope(x.Options)
	return nil
}

func (t *task) revive(s *Server) error {
	from, ok := s.source(t.SourceID)
	if !ok {
		return fmt.Errorf("task %s is of nothing that is known", t.ID)
	}
	t.source = from
	return nil
}

func (a *account) revive(s *Server) error {
	i, ok := s.providers.find(a.ProviderID)
	if !ok {
		return fmt.Errorf("account %s is at a provider that this catalogue lacks: start with the same --providers", a.ID)
	}
	if len(a.Line) == 0 {
		return fmt.Errorf("account %s has no status", a.ID)
	}
	if !a.ofThisAge(s.clock.Now()) {
		return fmt.Errorf("account %s is of another age", a.ID)
	}
	a.provider = s.providers.at(i)
	if who, known := findPerson(a.Person); known {
		a.person = subject{who.Person, a.Alias}
	}
	s.watch(a, a.lastSync())
	return nil
}

// ofThisAge says whether all that happened to an account can have been.
func (a *account) ofThisAge(now time.Time) bool {
	moments := slices.Clone(a.Synced)
	for _, at := range a.Line {
		moments = append(moments, at.At)
	}
	return !slices.ContainsFunc(moments, func(at time.Time) bool { return now.Sub(at).Abs() > 2*maxAdvance })
}

func (a *archive) revive(s *Server) error {
	if len(a.Line) < 2 || a.Line[0].Status != wire.ArchiveStarted {
		return fmt.Errorf("archive %s did not begin with STARTED", a.ID)
	}
	s.state.due.schedule(a.over(), func(time.Time) { s.forget(a) })
	return nil
}

// What was asked for is checked as it was then.
func (w *webhook) revive(*Server) error         { return checkWebhook(&w.Asked) }
func (t *inviteTemplate) revive(*Server) error  { return checkInviteTemplate(&t.Asked) }
func (t *consentTemplate) revive(*Server) error { return checkConsentTemplate(&t.Asked) }
